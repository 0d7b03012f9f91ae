/**
 * What sounds true of a change of members, and is not.
 *
 * @module
 */
import { meets } from "../../model/quorum/quorum.ts";
import { degraded, twoOfThree } from "../../model/quorum/quorum_rules.ts";
import type { Member, SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { firstMissable, readsOf } from "../view/ready.ts";
import type { Refuted } from "./refuted.ts";

/** The refuted claims. */
export const refutedOfMembers: readonly Refuted[] = [
  {
    id: "either-read-quorum-of-a-change-will-do",
    says:
      "While two memberships stand, a read quorum of either finds every record that is durable.",
    claimedBy: "S18 §4.1, where a read needs three of the old members or three of the new ones",
    instead:
      "What was durable before may miss a newcomer: it counts only once it is hydrated (derived).",
    scope: "replacement",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "c1.stores.1",
      "membership.suspects.c1.at.epoch.1",
      "b1.enters.membership.2",
      "a1.enters.membership.2",
    ],
    holds: (view) =>
      view.config.groups.every((group) =>
        readsOf(group).every((rule) => firstMissable(view, group.pg, group, rule) === undefined)
      ),
  },
  {
    id: "one-step-is-enough-to-replace-a-copy",
    says:
      "A newcomer can take the place of a member at once: two of the three find what is durable.",
    claimedBy: "common practice: the list of members is edited",
    instead: "Both memberships stand until the newcomer has what was durable (S18 §4.1).",
    scope: "replacement",
    path: ["volume.creates", "writer.allocates", "a1.stores.1", "c1.stores.1"],
    holds: (view) => finds(view, replaced, twoOfThree.read),
  },
  {
    id: "four-copies-can-go-on-at-once",
    says: "When an AZ is gone, the four copies that are left can go on with 3 of 4 at once.",
    claimedBy: "S18 §4.1, which names 3 of 4 and no condition",
    instead: "Each record must be on three of the four first: two may have it alone (derived).",
    scope: "az-given-up",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "c1.stores.1",
      "c2.stores.1",
    ],
    holds: (view) =>
      finds(view, (members) => members.filter(({ az }) => az !== "C"), degraded.read),
  },
  {
    id: "three-copies-of-any-kind-are-a-read-quorum",
    says: "Three of six copies find every record that is durable, whatever they keep.",
    claimedBy: "S17 §2.1, read of full and tail segments",
    instead: "One of them must be full: the three full ones are a write quorum (S18 §4.2).",
    scope: "full-tail",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "c1.stores.1",
    ],
    holds: (view) => finds(view, (members) => members, { count: 3, of: "all" }),
  },
];

/** The members when c2 has taken the place of c1. */
function replaced(members: readonly Member[]): Member[] {
  return members.map((member) => member.segment === "c1" ? { ...member, segment: "c2" } : member);
}

/** Does every read by a rule, of other members, find what is durable? */
function finds(
  view: View,
  change: (members: readonly Member[]) => readonly Member[],
  rule: Parameters<typeof meets>[0],
): boolean {
  return view.config.groups.every(({ pg, members }) => {
    const now = change(members);
    const lacking = (lsn: bigint): SegmentId[] =>
      now.map(({ segment }) => segment).filter((copy) => !view.holds(copy, lsn));
    return [...view.log.records()].every((record) =>
      record.pg !== pg || !view.reach.isReached(record) || !meets(rule, lacking(record.lsn), now)
    );
  });
}
