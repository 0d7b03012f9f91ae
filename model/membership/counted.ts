/**
 * Who counts for a recovery, in a group whose members change: a recovery asks for it as it starts,
 * and is told when that changes.
 *
 * @module
 */
import {
  type Configuration,
  groupFor,
  membersOf,
  rulesFor,
  type Standing,
} from "./configuration.ts";
import { type Annulment, type Epoch, isAnnulled } from "../recovery/epochs.ts";
import { type Group, meets } from "../quorum/quorum.ts";
import type { Answer } from "../recovery/recovered.ts";
import type { Copies } from "../recovery/recovery.ts";
import type { Lsn, PgId, SegmentId } from "../terms.ts";
import { hasAll, type MembershipContext } from "./transitions.ts";

/** Who counts, as a recovery is told. */
export interface Counted {
  /** The membership epoch. */
  readonly membership: Epoch;
  /** Who counts in it. */
  readonly configuration: Configuration;
}

/** Who is new of those who count, as a recovery is told. */
export interface NewMembers {
  /** The membership that stood alone last: all others are new. */
  readonly settled: Copies;
  /** What may have been durable when this began to stand: those who are new must have it. */
  readonly owed: readonly Lsn[];
  /** They must have all up to here, too. */
  readonly owedUpto: Lsn;
}

/** The groups of a volume, and where the copies stand of the one whose members change. */
export interface Counting {
  /** The groups, as they were made. */
  readonly groups: Readonly<Record<PgId, Group>>;
  /** Where each copy stands that is or may become a member of the first of them. */
  readonly standing?: Standing;
}

/** Who counts, as the membership of the group knows it. */
export function countedBy({ epoch, configuration }: MembershipContext): Counted {
  return { membership: epoch, configuration };
}

/** Who is new, as it knows it. */
export function newMembersBy(
  { configuration, past, owed, owedUpto }: MembershipContext,
): NewMembers {
  const { memberships } = [...past, configuration].findLast((each) =>
    each.memberships.length === 1
  )!;
  return { settled: memberships[0]!, owed, owedUpto };
}

/** The groups of a volume, that whose members change as it is now. */
export function groupsNow(
  { groups, standing }: Counting,
  counted: Counted | null,
): Readonly<Record<PgId, Group>> {
  if (counted === null) return groups;
  const [changing] = Object.keys(groups);
  return { ...groups, [changing!]: groupFor(counted.configuration, standing!) };
}

/**
 * Is there a membership of which a read quorum has answered, without those who are new to it and
 * have not got what is owed? What was durable before could be on all the others. Source: S18 §4.1;
 * that they do not count is derived.
 */
export function isReadable(
  answers: Readonly<Record<SegmentId, Answer>>,
  { configuration }: Counted,
  { settled, owed, owedUpto }: NewMembers,
  standing: Standing,
): boolean {
  const isReady = (copy: SegmentId) => {
    const { records, scl, annulled } = answers[copy]!;
    const holding = { scl, records: records.map(({ lsn }) => lsn) };
    return settled[copy] || hasAll(holding, stillOwed(owed, annulled), owedUpto);
  };
  const ready = Object.keys(answers).filter(isReady);
  return configuration.memberships.some((membership) => {
    const members = membersOf(membership, standing);
    return meets(rulesFor(members).read, ready, members);
  });
}

/** What a copy must have still, as far as it knows: what was annulled nobody needs. */
export function stillOwed(owed: readonly Lsn[], annulled: readonly Annulment[]): Lsn[] {
  return owed.filter((lsn) => !isAnnulled(annulled, lsn));
}
