/**
 * Back-link arithmetic over the records of one protection group.
 *
 * The LSNs of a group are not consecutive: the records between two of them went to other groups.
 * Only the back-links tell whether something is missing. The functions take records in any order,
 * duplicates included, of one history: records annulled by a recovery are left out by the caller.
 *
 * @module
 */
import type { Lsn, RedoRecord } from "../terms.ts";

/** What the arithmetic needs of a record. */
export type Link = Pick<RedoRecord, "lsn" | "prev">;

/** A hole in a chain: the record `upto` is missing, and perhaps others between it and `above`. */
export interface Gap {
  /** The last record before the hole. */
  readonly above: Lsn;
  /** The last record inside it. */
  readonly upto: Lsn;
}

/**
 * The end of the unbroken chain that starts behind `from`, inclusive: the SCL of a copy that is
 * complete up to `from` and holds these records. Source: S17 §4.2.1, S18 §2.3.
 */
export function completeUpto(from: Lsn, held: readonly Link[]): Lsn {
  const next = new Map(held.map(({ lsn, prev }) => [prev, lsn]));
  let end = from;
  // A link that does not point back is no link: following it might never end.
  for (let lsn = next.get(end); lsn !== undefined && lsn > end; lsn = next.get(end)) end = lsn;
  return end;
}

/**
 * The holes between `from` and `upto`, both records of the group (or the start of its chain): what
 * a copy asks its peers for. Source: S17 §3.3, S18 §2.2.
 */
export function missing(from: Lsn, upto: Lsn, held: readonly Link[]): Gap[] {
  const gaps: Gap[] = [];
  let end = from;
  for (const { lsn, prev } of inOrder(from, upto, held)) {
    if (prev > end) gaps.push({ above: end, upto: prev });
    end = lsn;
  }
  if (upto > end) gaps.push({ above: end, upto });
  return gaps;
}

/**
 * The first record, of a whole chain in the order of its LSNs, that does not link to the one before
 * it; nothing if the chain behind `from` is well formed. Source: S18 §2.2.
 */
export function brokenLink<R extends Link>(from: Lsn, chain: readonly R[]): R | undefined {
  return chain.find(({ lsn, prev }, i) => {
    const before = chain[i - 1]?.lsn ?? from;
    return prev !== before || lsn <= before;
  });
}

function inOrder(from: Lsn, upto: Lsn, held: readonly Link[]): Link[] {
  return held
    .filter(({ lsn }) => lsn > from && lsn <= upto)
    .sort((one, other) => Number(one.lsn - other.lsn));
}
