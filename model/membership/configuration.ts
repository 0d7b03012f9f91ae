/**
 * Who counts in a group, and what a write and a read need, while its members change. Source: S18
 * §4.1, Figure 5.
 *
 * @module
 */
import type { Group, Quorum } from "../quorum/quorum.ts";
import {
  aurora,
  degraded,
  fullTail,
  type Replacement,
  type Rules,
  twoOfThree,
} from "../quorum/quorum_rules.ts";
import type { Copies } from "../recovery/recovery.ts";
import type { AzId, Member, SegmentId } from "../terms.ts";

/** Who counts in a group. */
export interface Configuration {
  /**
   * The memberships that stand, those that stood before first: one, or while something changes each
   * that may stand in the end.
   */
  readonly memberships: readonly Copies[];
  /** Whether a write must meet the rule of every membership that stands, or of any. */
  readonly writes: "every" | "any";
}

/** Where each copy stands that is, was or may become a member. */
export type Standing = Readonly<Record<SegmentId, Member>>;

/** These copies, as one membership. */
export function copiesFrom(segments: Iterable<SegmentId>): Copies {
  return Object.fromEntries([...segments].sort().map((segment) => [segment, true as const]));
}

/** The members of one membership, in the order of their names. */
export function membersOf(membership: Copies, standing: Standing): Member[] {
  return Object.keys(membership).sort().map((segment) => standing[segment]!);
}

/** Every copy that is a member in some membership. */
export function everyMember({ memberships }: Pick<Configuration, "memberships">): Copies {
  return copiesFrom(memberships.flatMap((membership) => Object.keys(membership)));
}

/** The rules of one membership: they follow from how many copies it has, and of which kinds. */
export function rulesFor(members: readonly Member[]): Rules {
  if (members.some(({ kind }) => kind === "tail")) return fullTail;
  return { 3: twoOfThree, 4: degraded }[members.length] ?? aurora;
}

const groups = new WeakMap<Standing, Map<string, Group>>();
const keys = new WeakMap<Configuration, string>();

/** The same for the same configuration, however many states it stands in. */
function keyOf(configuration: Configuration): string {
  const known = keys.get(configuration);
  if (known !== undefined) return known;
  const { memberships, writes } = configuration;
  const key = [...memberships.map((each) => Object.keys(each).join()), writes].join("|");
  keys.set(configuration, key);
  return key;
}

/**
 * A configuration as a group with its rules: write to each membership, read from any. Sound for
 * what was durable before only once the memberships that are new have it. Source: S18 §4.1.
 */
export function groupFor(configuration: Configuration, standing: Standing): Group {
  const made = groups.get(standing) ?? new Map<string, Group>();
  groups.set(standing, made);
  const key = keyOf(configuration);
  const known = made.get(key);
  if (known !== undefined) return known;
  const members = membersOf(everyMember(configuration), standing);
  const rules = configuration.memberships.map((membership) => {
    const own = membersOf(membership, standing);
    return { own, ...rulesFor(own) };
  });
  const [only, ...others] = rules;
  const writes = rules.map(({ write, own }) => within(write, own));
  const group = others.length === 0 ? { members, write: only!.write, read: only!.read } : {
    members,
    write: configuration.writes === "every" ? { and: writes } : { or: writes },
    read: { or: rules.map(({ read, own }) => within(read, own)) },
  };
  made.set(key, group);
  return group;
}

/** The rule with its copies named, so that nobody else counts. */
function within(rule: Quorum, members: readonly Member[]): Quorum {
  if ("and" in rule) return { and: rule.and.map((part) => within(part, members)) };
  if ("or" in rule) return { or: rule.or.map((part) => within(part, members)) };
  const { count, of } = rule;
  const counts = members.filter(({ kind }) => of === "all" || of === kind);
  return { count, of: counts.map(({ segment }) => segment) };
}

/** Each membership with and without the replacement. */
export function replacing(
  memberships: readonly Copies[],
  { suspect, newcomer }: Replacement,
): Copies[] {
  return memberships.flatMap((membership) => [
    membership,
    copiesFrom(Object.keys(membership).map((copy) => copy === suspect ? newcomer : copy)),
  ]);
}

/** A membership without the copies of one AZ. */
export function withoutAz(membership: Copies, az: AzId, standing: Standing): Copies {
  return copiesFrom(Object.keys(membership).filter((copy) => standing[copy]!.az !== az));
}
