/**
 * The memberships that stand in a group, as its rules name them. Source: S18 §4.1.
 *
 * @module
 */
import type { Group, Quorum } from "../../model/quorum/quorum.ts";
import type { Member, SegmentId } from "../../model/terms.ts";

/** What a group was in a membership epoch. */
export interface Stood {
  /** The epoch; 0 where none was told. */
  readonly mepoch: number;
  /** Its members and rules. */
  readonly group: Group;
}

/**
 * Each membership that may stand in the end: while members change, the sets that the parts of the
 * write rule name; otherwise all members.
 */
export function membershipsOf(group: Group): Member[][] {
  const { members } = group;
  const sets = writesOf(group).map(namedIn);
  if (sets.some((set) => set === undefined)) return [[...members]];
  const distinct = new Map(sets.map((set) => [[...set!].sort().join(" "), set!]));
  return [...distinct.values()].map((set) => members.filter(({ segment }) => set.has(segment)));
}

/** Do several memberships stand? */
export function isJoint(group: Group): boolean {
  return membershipsOf(group).length > 1;
}

/** The write rule of each membership. To write to any of them is a mistake, and no other shape. */
export function writesOf({ write, read }: Pick<Group, "write" | "read">): readonly Quorum[] {
  if ("and" in write) return write.and;
  return "or" in write && "or" in read ? write.or : [write];
}

/** The copies that a rule names; undefined where it speaks of all of a kind. */
function namedIn(rule: Quorum): Set<SegmentId> | undefined {
  if ("count" in rule) return typeof rule.of === "string" ? undefined : new Set(rule.of);
  const parts = ("and" in rule ? rule.and : rule.or).map(namedIn);
  return parts.reduce(
    (all, part) => all === undefined || part === undefined ? undefined : all.union(part),
    new Set<SegmentId>(),
  );
}
