/**
 * The sets behind a rule: which are minimal, and which do not meet.
 *
 * @module
 */
import type { Quorum } from "./quorum.ts";
import { compileQuorum, copiesOf } from "./quorum_mask.ts";
import type { Member, SegmentId } from "../terms.ts";

/**
 * The sets of copies that meet the rule and of which no copy can be spared, in the order of the
 * members. Looks at every subset: meant for up to about 16 members.
 */
export function minimalSets(rule: Quorum, members: readonly Member[]): SegmentId[][] {
  const isMet = compileQuorum(rule, members);
  const isMinimal = (mask: number) =>
    isMet(mask) && !members.some((_, i) => mask & 1 << i && isMet(mask ^ 1 << i));
  return Array.from({ length: 2 ** members.length }, (_, mask) => mask)
    .filter(isMinimal)
    .map((mask) => copiesOf(mask, members));
}

/**
 * The pairs of a write set and a read set that share no copy: a read that misses the write. Given
 * minimal sets, none is left exactly when every write quorum meets every read quorum.
 * Source: S17 §2.1 (Vr + Vw > V).
 */
export function disjointPairs(
  writes: readonly (readonly SegmentId[])[],
  reads: readonly (readonly SegmentId[])[],
): [write: readonly SegmentId[], read: readonly SegmentId[]][] {
  return writes.flatMap((write) =>
    reads
      .filter((read) => !read.some((copy) => write.includes(copy)))
      .map((read): [readonly SegmentId[], readonly SegmentId[]] => [write, read])
  );
}
