/**
 * Witnesses of changes of members: what must happen in one somewhere.
 *
 * @module
 */
import type { Witness } from "../witness.ts";
import { isJoint, membershipsOf } from "../view/memberships.ts";

/** The witnesses of changes of members. */
export const membershipWitnesses: readonly Witness[] = [
  {
    id: "commit-while-members-change",
    says: "A commit is acknowledged while several memberships stand.",
    scopes: ["replacement", "repair", "hydration", "second-fault", "az-given-up"],
    on: ["commit-acked"],
    seen: ({ config }) => config.groups.some(isJoint),
  },
  {
    id: "copy-replaced",
    says: "One copy has taken the place of another, which holds a record that is durable.",
    scopes: ["replacement", "repair", "second-fault", "full-replaced", "tail-replaced"],
    on: ["group"],
    seen: (view, event) =>
      event.kind === "group" && !isJoint(event) &&
      (view.config.group(event.pg)?.members ?? []).some(({ segment }) =>
        !event.members.some((member) => member.segment === segment) &&
        [...view.log.records()].some((record) =>
          view.reach.isReached(record) && view.holds(segment, record.lsn)
        )
      ),
  },
  {
    id: "commit-without-the-segment-that-is-replaced",
    says: "Four segments of any kind, or three full ones, complete a commit without the suspect.",
    scopes: ["full-replaced", "tail-replaced"],
    on: ["commit-acked"],
    seen: (view, event) => {
      const scn = event.kind === "commit-acked" && view.commits.scnOf(event.txn);
      return scn !== false && scn !== undefined &&
        view.config.groups.some((group) =>
          isJoint(group) &&
          membershipsOf(group)[0]!.some(({ segment, kind }) =>
            segment === (kind === "full" ? "c1" : "c2") && !view.everHeld(segment, scn) &&
            !membershipsOf(group)[1]!.some((member) => member.segment === segment)
          )
        );
    },
  },
  {
    id: "late-quorum-of-an-older-membership",
    says: "A record reaches a write quorum of the members of before, after others count too.",
    scopes: ["replacement"],
    on: ["pgcl"],
    seen: (view, event) => {
      if (event.kind !== "pgcl") return false;
      const group = view.config.group(event.pg);
      const record = view.log.record(event.lsn);
      return group !== undefined && record !== undefined && isJoint(group) &&
        view.points.epoch(`membership of ${event.pg} on writer`) === 0;
    },
  },
  {
    id: "commit-without-an-az-that-is-given-up",
    says: "Three of the four copies that are left acknowledge a commit.",
    scopes: ["az-given-up"],
    on: ["commit-acked"],
    seen: ({ config }) =>
      config.groups.some((group) => group.members.length === 4 && !isJoint(group)),
  },
  {
    id: "baseline-where-no-log-is-left",
    says: "A newcomer takes a baseline when a1 and b1 have both collected what it lacks.",
    scopes: ["hydration"],
    on: ["baseline"],
    seen: (view, event) =>
      event.kind === "baseline" &&
      !["a1", "b1"].some((copy) => view.copy(copy).collected < event.upto),
  },
  {
    id: "record-above-a-baseline",
    says: "A copy that took a baseline fetches the record above it from a peer.",
    scopes: ["hydration-above"],
    on: ["gossip"],
    seen: (view, event) => {
      if (event.kind !== "gossip") return false;
      const { collected, staged } = view.copy(event.seg);
      return collected > staged && event.lsn > collected;
    },
  },
  {
    id: "replaced-by-a-copy-with-a-baseline",
    says: "A copy that took a baseline takes the place of another.",
    scopes: ["hydration", "hydration-above"],
    on: ["group"],
    seen: (view, event) =>
      event.kind === "group" && view.config.group(event.pg) !== undefined && !isJoint(event) &&
      event.members.some(({ segment }) => {
        const { collected, staged } = view.copy(segment);
        return collected > staged;
      }),
  },
  {
    id: "recovered-while-members-change",
    says: "A recovery comes to its end while several memberships stand.",
    scopes: ["recovery-joint", "recovery-replacement"],
    on: ["recovery"],
    seen: ({ config }) => config.groups.some(isJoint),
  },
  {
    id: "hydrated-newcomer-read",
    says: "A recovery hears a newcomer that has what was durable, in place of an older copy.",
    scopes: ["recovery-joint"],
    on: ["recovery"],
    seen: (view, event) =>
      event.kind === "recovery" && event.vdl > 0n &&
      view.config.groups.some((group) =>
        isJoint(group) && membershipsOf(group).some((members) =>
          !members.every(({ segment }) =>
            view.config.past(group.pg)[0]!.group.members
              .some((old) => old.segment === segment)
          ) &&
          members.filter(({ segment }) => event.responders.includes(segment)).length === 2
        )
      ),
  },
  ...(["replaced", "taken-back"] as const).map((end): Witness => ({
    id: `copy-${end}-after-a-recovery`,
    says: end === "replaced"
      ? "A change of members that met a recovery is completed once a commit was acknowledged after it."
      : "A change of members that met a recovery is taken back after it.",
    scopes: ["recovery-replacement"],
    on: ["group"],
    seen: (view, event) =>
      event.kind === "group" && view.recoveries.vepoch > 0 && !isJoint(event) &&
      event.members.some(({ segment }) => segment === (end === "replaced" ? "c2" : "c1")) &&
      (end === "taken-back" || view.commits.ackedCount > 0),
  })),
  {
    id: "replaced-copy-thrown-away",
    says: "A copy that holds a record is thrown away, since another has taken its place.",
    scopes: ["repair"],
    on: ["discard"],
    seen: (view, event) =>
      event.kind === "discard" &&
      [...view.log.records()].some(({ lsn }) => view.holds(event.seg, lsn)),
  },
];
