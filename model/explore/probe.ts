/**
 * How large a system is, before it is explored: the beginning of a search, and some random walks.
 *
 * @module
 */
import { explore } from "./explore.ts";
import { simulate } from "./simulate.ts";
import { likelySize } from "./size.ts";
import type { System } from "./system.ts";

/** How much is looked at. */
export interface ProbeOptions {
  /** States of the search. Default: 20,000. */
  readonly states?: number;
  /** Steps of the walks. Default: 20,000. */
  readonly steps?: number;
  /** Same seed, same walks. Default: 1. */
  readonly seed?: number;
}

/** How large a system is, as far as one can tell. Unit: states, up to symmetry. */
export interface Probe {
  /** States that were met. */
  readonly seen: number;
  /** True if these are all. */
  readonly exact: boolean;
  /** How many there are, estimated from below, by the walks: see `fromBelow`. */
  readonly fromBelow: number;
  /** About how many there are, from the growth of the search: see `likelySize`. */
  readonly likely: number | undefined;
}

/** Looks at a part of a system and tells how large the whole may be. */
export function probe(
  system: System,
  { states = 20_000, steps = 20_000, seed = 1 }: ProbeOptions = {},
): Probe {
  const start = explore(system, { maxStates: states });
  if (start.complete) {
    return { seen: start.states, exact: true, fromBelow: start.states, likely: start.states };
  }
  const walks = simulate(system, { seed, steps });
  const seen = Math.max(start.states, walks.states);
  return {
    seen,
    exact: false,
    fromBelow: Math.max(seen, walks.fromBelow),
    likely: likelySize(start.levels),
  };
}
