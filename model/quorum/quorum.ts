/**
 * Quorum rules as data, and what it means to meet one.
 *
 * @module
 */
import type { Member, SegmentId } from "../terms.ts";

/**
 * A rule that a set of copies meets or not. `of` names the copies that count: all members, the full
 * ones, the tail ones, or a list. Source: S17 §2.1, S18 §4.1 (AND and OR of sets), S18 §4.2.
 */
export type Quorum =
  | { readonly count: number; readonly of: "all" | "full" | "tail" | readonly SegmentId[] }
  | { readonly and: readonly Quorum[] }
  | { readonly or: readonly Quorum[] };

/** The members of one protection group and the two rules they keep. */
export interface Group {
  /** The copies, each in its AZ. */
  readonly members: readonly Member[];
  /** What a write needs. */
  readonly write: Quorum;
  /** What recovery and repair need. */
  readonly read: Quorum;
}

/**
 * Do these copies meet the rule? Only distinct, current members count: a copy named twice counts
 * once, and one that is no member, such as a retired one, not at all. Source: S17 §2.1, S18 §4.1.
 */
export function meets(
  rule: Quorum,
  copies: Iterable<SegmentId>,
  members: readonly Member[],
): boolean {
  const given = new Set(copies);
  // `delete` is true once for each copy, so that no copy counts twice.
  return isMetBy(members.filter(({ segment }) => given.delete(segment)), rule);
}

function isMetBy(present: readonly Member[], rule: Quorum): boolean {
  if ("and" in rule) return rule.and.every((part) => isMetBy(present, part));
  if ("or" in rule) return rule.or.some((part) => isMetBy(present, part));
  return present.filter((member) => isOf(rule.of, member)).length >= rule.count;
}

function isOf(of: "all" | "full" | "tail" | readonly SegmentId[], member: Member): boolean {
  if (of === "all") return true;
  if (of === "full" || of === "tail") return member.kind === of;
  return of.includes(member.segment);
}
