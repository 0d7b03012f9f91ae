/**
 * The finite size of a world with backtracks.
 *
 * @module
 */
import { type PageId, THREE_COPIES, type Tick, type TransactionPlan } from "./terms.ts";

/** The bounds of a world with backtracks. */
export interface BacktrackBounds {
  /** What its client does, one transaction after the other; one that is cut off is not begun again. */
  readonly workload: readonly TransactionPlan[];
  /** How often the volume is rewound. */
  readonly backtracks: number;
  /** How often a backtrack breaks off, and starts again. */
  readonly breaks: number;
  /** For how long changes are kept. Unit: ticks, one for each mini-transaction. */
  readonly window: Tick;
  /** May less be kept than that, when much is written? */
  readonly shrinks: boolean;
  /** Do the copies let go of their log? */
  readonly collects: boolean;
  /** Are the copies told of a backtrack one by one? Else all that are there at once. */
  readonly piecewise: boolean;
  /** May a copy be away? */
  readonly absence: boolean;
  /** Is there a replica with a cache? */
  readonly replica: boolean;
}

/** Every page that is written, in the order of their names. */
export function pagesIn({ workload }: BacktrackBounds): PageId[] {
  return [...new Set(workload.flat(2))].sort();
}

/** The bounds in one line, as every result states them. */
export function describeBacktracks(bounds: BacktrackBounds): string {
  const { workload, backtracks, breaks, window, shrinks, collects, absence, replica, piecewise } =
    bounds;
  const batches = workload.flat();
  const times = (count: number) => count === 1 ? "once" : `${count} times`;
  return [
    `${THREE_COPIES.length} copies${piecewise ? ", told one by one" : ""}` +
    (absence ? ", one may be away" : ""),
    `${batches.flat().length} records in ${batches.length} MTR of ${workload.length} transactions`,
    `rewound ${times(backtracks)}, broken off ${breaks === 0 ? "never" : times(breaks)}`,
    `changes are kept for ${window} MTR${shrinks ? " or fewer" : ""}`,
    collects ? "the log is collected" : "nothing is collected",
    replica ? "a replica" : "no replica",
  ].join("; ");
}
