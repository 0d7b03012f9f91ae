/**
 * Sets of copies as bitmasks, for exploration: bit `i` stands for member `i`.
 *
 * @module
 */
import { meets, type Quorum } from "./quorum.ts";
import type { Member, SegmentId } from "../terms.ts";

/** Up to this many members a rule becomes a table of all their subsets: 2^16 entries at most. */
const TABLE_MEMBERS = 16;

/** More members do not fit the bits of a positive 32-bit integer. */
const MASK_MEMBERS = 30;

/** The mask of a set of copies. Copies that are no members leave no bit. */
export function maskOf(copies: Iterable<SegmentId>, members: readonly Member[]): number {
  const given = new Set(copies);
  return members.reduce((mask, { segment }, i) => given.has(segment) ? mask | 1 << i : mask, 0);
}

/** The copies of a mask, in the order of the members. */
export function copiesOf(mask: number, members: readonly Member[]): SegmentId[] {
  return members.filter((_, i) => mask & 1 << i).map(({ segment }) => segment);
}

/**
 * The rule as a fast question about masks, with the same answers as `meets`. Bits beyond the
 * members count for nothing. Throws a `RangeError` above 30 members.
 */
export function compileQuorum(
  rule: Quorum,
  members: readonly Member[],
): (mask: number) => boolean {
  if (members.length > MASK_MEMBERS) {
    throw new RangeError(
      `cannot number the copies of ${members.length} members with bits: expected at most ${MASK_MEMBERS}`,
    );
  }
  const isMet = (mask: number) => meets(rule, copiesOf(mask, members), members);
  if (members.length > TABLE_MEMBERS) return isMet;
  const table = Uint8Array.from({ length: 1 << members.length }, (_, mask) => Number(isMet(mask)));
  return (mask) => table[mask & table.length - 1] === 1;
}
