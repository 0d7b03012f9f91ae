/**
 * What a search counts, step by step. Counts of parts of a search can be added.
 *
 * @module
 */
import type { Exploration } from "./exploration.ts";
import type { Expansion } from "./expansion.ts";
import type { Tally } from "./tally.ts";

/** Steps, states at rest, obligations claim by claim, and how often each move was taken. */
export type Counts = Pick<Exploration, "edges" | "rests" | "obligations" | "taken">;

/** What was counted so far. */
export function countsOf(tally: Tally, expansion: Expansion): Counts {
  const { edges, rests } = expansion;
  return { edges, rests, obligations: tally.obligations(), taken: expansion.taken() };
}

/** All of them together. */
export function sumOf(all: readonly Counts[]): Counts {
  return {
    edges: all.reduce((sum, { edges }) => sum + edges, 0),
    rests: all.reduce((sum, { rests }) => sum + rests, 0),
    obligations: byName(all.map(({ obligations }) => obligations)),
    taken: byName(all.map(({ taken }) => taken)),
  };
}

function byName(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of all.flatMap(Object.entries)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
