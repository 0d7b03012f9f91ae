/**
 * A search with partial-order reduction, begun anew until nothing contradicts what it reckons with.
 *
 * @module
 */
import type { Exploration } from "../exploration.ts";
import type { Stepping } from "../stepping.ts";
import type { Watch } from "../watch.ts";
import { Reduction } from "./reduction.ts";

/** What a reduction left out. */
export interface Reduced {
  /** Why nothing was left out, where nothing could be. */
  readonly refused?: string;
  /** States of which an ample set of the steps was followed instead of all. */
  readonly ample: number;
  /** Steps that could have been taken in those states and were not. */
  readonly omitted: number;
  /** How often the search began anew, because a move touched more than was known of it. */
  readonly restarts: number;
}

/** Searches a system, with a watch that is listened to. */
type Search = (watch: Watch, reduction?: Reduction) => Exploration;

/**
 * Searches a reduced graph, or the whole one and says why.
 *
 * @param all Does a search go on when a claim is broken?
 */
export function reduced(
  stepping: Stepping,
  watch: Watch,
  all: boolean,
  search: Search,
): Exploration {
  if ((stepping.system.symmetry ?? []).length > 0) {
    const refused = "the system declares a symmetry";
    return { ...search(watch), reduction: { refused, ample: 0, omitted: 0, restarts: 0 } };
  }
  const reduction = new Reduction(stepping, watch);
  for (;;) {
    const found = search(reduction.watch, reduction);
    // What is broken is broken, whatever was left out.
    const isOver = found.violation !== undefined && !all;
    if (isOver || !reduction.isRefuted) return { ...found, reduction: reduction.report };
    reduction.beginAnew();
  }
}
