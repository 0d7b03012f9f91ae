/**
 * Phrases that the arguments of several claims share.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { Violation } from "../invariant.ts";
import type { LogRecord } from "../view/log.ts";

/** `a1, a2 and b1`, or `no copy`. Any other names do, too. */
export function copies(names: readonly SegmentId[]): string {
  const last = names.at(-1);
  if (last === undefined) return "no copy";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** `on a1 and b1 only`, or `on no copy`. */
export function onOnly(names: readonly SegmentId[]): string {
  return names.length === 0 ? "on no copy" : `on ${copies(names)} only`;
}

/** `a1 and b1 do not meet the write rule of p0`. */
export function tooFew(
  names: readonly SegmentId[],
  pg: PgId,
  which: "read" | "write" = "write",
): string {
  const rule = `meet the ${which} rule of ${pg}`;
  if (names.length === 0) return `no copy is there to ${rule}`;
  return names.length === 1
    ? `${names[0]} alone does not ${rule}`
    : `${copies(names)} do not ${rule}`;
}

/** `{a1, a2, b1}`. */
export function setOf(names: readonly SegmentId[]): string {
  return `{${names.join(", ")}}`;
}

/** `R is LSN 3, a record of group p0`. */
export function letR({ lsn, pg, commits }: LogRecord): string {
  const what = commits === undefined ? "a record" : `the commit record of ${commits}`;
  return `R is LSN ${lsn}, ${what} of group ${pg}`;
}

/** The higher of two LSNs. */
export function higher(one: Lsn, other: Lsn): Lsn {
  return one > other ? one : other;
}

/** A point above every LSN that was allocated. */
export function above(point: string, lsn: Lsn, highest: Lsn): Violation {
  return {
    why: `${point} is above LSN ${highest}, the highest that was allocated`,
    given: [`no LSN above ${highest} has been allocated`],
    so: [
      `${point} speaks for records that have not been written, and will be durable nowhere when ` +
      "they are",
      `LSN ${lsn} cannot be complete: a contradiction`,
    ],
    field: "lsn",
  };
}
