/**
 * The finite size of a volume that grows.
 *
 * @module
 */
import type { PageId } from "../terms.ts";

/** The bounds of a volume that grows. */
export interface GrowthBounds {
  /** The pages that may be written, in the order in which the volume has them. */
  readonly pages: readonly PageId[];
  /** How many pages a group holds: the 10 GB of a real one. */
  readonly pagesPerGroup: number;
  /** How many groups there are at first. */
  readonly groups: number;
  /** How many there may be: 6,400 are 64 TB. */
  readonly limit: number;
  /** How many records are written. */
  readonly records: number;
}

/** The bounds in one line, as every result states them. */
export function describeGrowth(bounds: GrowthBounds): string {
  const { pages, pagesPerGroup, groups, limit, records } = bounds;
  return [
    `${counted(groups, "group")} at first, ${limit} at most, ${pagesPerGroup} pages in each`,
    `${counted(records, "record")} of ${counted(pages.length, "page")}`,
    "a writer that crashes, a replica",
  ].join("; ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
