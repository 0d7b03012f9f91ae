/**
 * `simulate --size`: a guess at how many states a search would find, before it is begun.
 *
 * @module
 */
import { type Probe, probe } from "../model/explore/probe.ts";
import type { Mutant } from "../spec/mutants/mutant.ts";
import { systemOf } from "../spec/system_of.ts";
import { thousands } from "./style.ts";

/** What is guessed of a scope. */
export interface Guess extends Probe {
  /** Name of the scope. */
  readonly scope: string;
}

/** Looks at the beginning of a search, and at some walks. */
export function guess(scope: string, mutant: Mutant | undefined, seed: number | undefined): Guess {
  return { scope, ...probe(systemOf(scope, mutant), seed === undefined ? {} : { seed }) };
}

/** A guess in one line. How far such guesses are off is measured in the README of the explorer. */
export function guessText({ scope, seen, exact, fromBelow, likely }: Guess): string {
  if (exact) return `${scope}  ${thousands(seen)} states, all of them`;
  const below = fromBelow > seen ? `, ${thousands(fromBelow)} estimated from below` : "";
  return `${scope}  more than ${thousands(seen - 1)} states${below}; ` +
    (likely === undefined
      ? "the growth does not slow down yet, so that no more can be said"
      : `about ${thousands(round(likely))}, give or take a factor of ten`);
}

/** Two digits that count: a guess has no more. */
function round(size: number): number {
  return Number(size.toPrecision(2));
}
