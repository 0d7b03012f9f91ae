/**
 * Where the members of a group stand, and which copies an outage takes away.
 *
 * @module
 */
import type { AzId, Member, SegmentId } from "../terms.ts";

/** Six like members, two in each of three AZs. Source: S17 §2.1. */
export const sixMembers: readonly Member[] = [
  { segment: "a1", az: "A", kind: "full" },
  { segment: "a2", az: "A", kind: "full" },
  { segment: "b1", az: "B", kind: "full" },
  { segment: "b2", az: "B", kind: "full" },
  { segment: "c1", az: "C", kind: "full" },
  { segment: "c2", az: "C", kind: "full" },
];

/** One full and one tail segment in each of three AZs. Source: S18 §4.2; the papers place none. */
export const fullTailMembers: readonly Member[] = sixMembers.map((member, i) => ({
  ...member,
  kind: i % 2 === 0 ? "full" : "tail",
}));

/** Three members, one in each of three AZs: the smallest world with a majority. */
export const threeMembers: readonly Member[] = sixMembers.filter((_, i) => i % 2 === 0);

/** The AZs of the members, each once, in the order of the members. */
export function azsOf(members: readonly Member[]): AzId[] {
  return [...new Set(members.map(({ az }) => az))];
}

/** The copies that the loss of one AZ takes away. Source: S17 §2.1. */
export function lossOfAz(members: readonly Member[], az: AzId): SegmentId[] {
  return members.filter((member) => member.az === az).map(({ segment }) => segment);
}

/**
 * Every loss of an AZ and one copy outside it, AZ+1: 12 patterns for two copies in each of three
 * AZs. Source: S17 §2.1.
 */
export function azPlusOne(members: readonly Member[]): SegmentId[][] {
  return azsOf(members).flatMap((az) =>
    members
      .filter((member) => member.az !== az)
      .map(({ segment }) => [...lossOfAz(members, az), segment])
  );
}

/** The copies that remain after a loss. */
export function without(members: readonly Member[], lost: readonly SegmentId[]): SegmentId[] {
  return members.map(({ segment }) => segment).filter((segment) => !lost.includes(segment));
}
