/**
 * The recorded size of every scope: how far the claims are proved. A test explores each scope again
 * and finds the same counts, but for the large ones: what is recorded of them was found by hand, at the
 * revision that stands beside it. `deno task verify [SCOPE] --ledger spec/ledger.json` records anew.
 *
 * @module
 */
import recorded from "./ledger.json" with { type: "json" };
import { everyTime } from "./scopes.ts";

/** The exploration of one scope. */
export interface Entry {
  /** Name of the scope. */
  readonly scope: string;
  /** Its bounds, in one line. */
  readonly bounds: string;
  /** Distinct states, up to renamings of alike copies. */
  readonly states: number;
  /** How many they are when alike copies are told apart: all renamings counted. */
  readonly unreduced: number;
  /** Steps between them. */
  readonly steps: number;
  /** Longest shortest path. */
  readonly depth: number;
  /** How many renamings there are, the one that changes nothing included. */
  readonly symmetry: number;
  /** Obligations that arose and were met, by the code of the claim. */
  readonly obligations: Readonly<Record<string, number>>;
  /** How long it took when it was recorded, whatever else the machine did. Unit: seconds. */
  readonly seconds: number;
  /** Of what it was recorded: the first digits of a SHA-256 of all sources that decide a search. */
  readonly revision: string;
}

/** The obligations without those that did not arise: a new claim changes no entry that it is not asked in. */
export function arisen(
  obligations: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(obligations).filter(([, met]) => met > 0));
}

/** One entry for each scope. */
export const recordedRuns: readonly Entry[] = recorded;

/** Those of the scopes that are explored whenever all are. */
export const ledger: readonly Entry[] = recordedRuns
  .filter(({ scope }) => everyTime.includes(scope));
