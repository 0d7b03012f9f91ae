/**
 * What a search counts, step by step. Counts of parts of a search can be added.
 *
 * @module
 */
import type { Exploration } from "./exploration.ts";
import type { Expansion } from "./expansion.ts";
import type { Tally } from "./tally.ts";

/** States told apart, steps, states at rest, obligations claim by claim, and how often each move was taken. */
export type Counts = Pick<Exploration, "unreduced" | "edges" | "rests" | "obligations" | "taken">;

/** What was counted so far. */
export function countsOf(tally: Tally, expansion: Expansion): Counts {
  const { unreduced, edges, rests } = expansion;
  // First: whoever counts moves tells the tally how often each step was shown.
  const taken = expansion.taken();
  return { unreduced, edges, rests, obligations: tally.obligations(), taken };
}

/** All of them together. */
export function sumOf(all: readonly Counts[]): Counts {
  return {
    edges: all.reduce((sum, { edges }) => sum + edges, 0),
    unreduced: all.reduce((sum, { unreduced }) => sum + unreduced, 0),
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
