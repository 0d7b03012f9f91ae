/**
 * The published quorum rules, as data.
 *
 * @module
 */
import type { Group } from "./quorum.ts";
import type { SegmentId } from "../terms.ts";

/** A write rule and the read rule that goes with it. */
export type Rules = Pick<Group, "write" | "read">;

/** The rule of a volume in health: write 4 of 6, read 3 of 6. Source: S17 §2.1. */
export const aurora: Rules = {
  write: { count: 4, of: "all" },
  read: { count: 3, of: "all" },
};

/**
 * While an AZ is gone for long: write 3 of 4, read 2 of 4. The write rule is printed, the read rule
 * follows from Vr + Vw > V. Source: S18 §4.1.
 */
export const degraded: Rules = {
  write: { count: 3, of: "all" },
  read: { count: 2, of: "all" },
};

/**
 * Three full and three tail segments: write 4 of 6 or all fulls, read 3 of 6 and one full among
 * them. Source: S18 §4.2.
 */
export const fullTail: Rules = {
  write: { or: [{ count: 4, of: "all" }, { count: 3, of: "full" }] },
  read: { and: [{ count: 3, of: "all" }, { count: 1, of: "full" }] },
};

/** The rule that the design rejects: one AZ and one copy lost leave a single copy. Source: S17 §2.1. */
export const twoOfThree: Rules = {
  write: { count: 2, of: "all" },
  read: { count: 2, of: "all" },
};

/**
 * The smallest majority that leaves two copies over: as with 4 of 6, who wrote or read a quorum knows
 * nothing of two more.
 */
export const threeOfFive: Rules = {
  write: { count: 3, of: "all" },
  read: { count: 3, of: "all" },
};

/** A copy that may be lost, and the one that would stand in for it. Source: S18 §4.1. */
export interface Replacement {
  /** The member under suspicion. */
  readonly suspect: SegmentId;
  /** The copy that is being hydrated. */
  readonly newcomer: SegmentId;
}

/**
 * Every membership that may stand in the end: each replacement made or not, so 2 for one fault
 * and 4 for two. Source: S18 §4.1, Figure 5.
 */
export function memberships(
  current: readonly SegmentId[],
  replacements: readonly Replacement[],
): SegmentId[][] {
  return replacements.reduce(
    (sets, { suspect, newcomer }) =>
      sets.flatMap((set) => [set, set.map((copy) => copy === suspect ? newcomer : copy)]),
    [[...current]],
  );
}

/**
 * The rule while several memberships stand: write 4 of 6 in each of them, read 3 of 6 in any.
 * Sound only for records written under it, or once the newcomers are hydrated. Source: S18 §4.1.
 */
export function joint(sets: readonly (readonly SegmentId[])[]): Rules {
  return {
    write: { and: sets.map((of) => ({ count: 4, of })) },
    read: { or: sets.map((of) => ({ count: 3, of })) },
  };
}
