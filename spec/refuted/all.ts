/**
 * Every refuted claim: the most instructive part of the spec.
 *
 * @module
 */
import { azPlusOne } from "../../model/quorum/placement.ts";
import { meets } from "../../model/quorum/quorum.ts";
import { minimalSets } from "../../model/quorum/quorum_sets.ts";
import { pointByScl } from "../view/scls.ts";
import { refutedOfBackups } from "./backups.ts";
import { refutedOfFamilies } from "./families.ts";
import { refutedOfGrowth } from "./growth.ts";
import { refutedOfLife } from "./life.ts";
import { refutedOfMembers } from "./membership.ts";
import { refutedOfReads } from "./reads.ts";
import type { Refuted } from "./refuted.ts";
import { refutedOfReplicas } from "./replicas.ts";

/** The refuted claims. */
export const refuted: readonly Refuted[] = [
  {
    id: "az-plus-one-keeps-writes",
    says: "With an AZ and one more copy lost, writes go on.",
    claimedBy: "a course lesson on Aurora PostgreSQL storage",
    instead: "Losing an AZ keeps writes; AZ+1 keeps reads and repair only (S17 §2.1, S18 §1).",
    scope: "small",
    path: ["volume.creates", "a1.crashes", "B.goes.down"],
    holds: ({ config, faults }) =>
      config.groups.every(({ members, write }) => {
        const live = members.filter(({ segment, az }) => !faults.isDown(segment, az));
        return meets(write, live.map(({ segment }) => segment), members);
      }),
  },
  {
    id: "four-acks-of-its-own-record-are-enough",
    says: "A commit whose own record is on a write quorum can be acknowledged.",
    claimedBy: "a note on redo-only writes",
    instead: "Every lower record of the volume must be durable too (S17 §4.2.2, S18 §2.3).",
    scope: "small",
    path: [
      "volume.creates",
      "writer.allocates",
      "writer.allocates",
      "a1.stores.2",
      "b1.stores.2",
      "c1.stores.2",
      "a2.stores.2",
    ],
    holds: (view) =>
      [...view.commits.open.values()].every(({ scn }) =>
        scn === undefined || !view.hasReached(scn) || (view.firstUnreached()?.lsn ?? scn) >= scn
      ),
  },
  {
    id: "vcl-is-the-least-pgcl",
    says: "VCL is the least PGCL of the volume.",
    claimedBy: "a first reading of S18 §2.3",
    instead: "A group without pending records does not hold VCL back (S18 §2.3, Figure 3).",
    scope: "two-groups",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "a2.stores.1",
      "b2.stores.1",
      "a1.acks.1",
      "a2.acks.1",
      "b1.acks.1",
      "b2.acks.1",
    ],
    holds: ({ config, points }) => config.groups.every(({ pg }) => points.vcl <= points.pgcl(pg)),
  },
  {
    id: "vcl-is-the-greatest-pgcl",
    says: "VCL is the greatest PGCL of the volume.",
    claimedBy: "reading notes on the 2018 paper",
    instead:
      "In Figure 3 the two are equal by chance: one more record makes them differ (S18 §2.3).",
    scope: "two-groups",
    path: [
      "volume.creates",
      "writer.allocates",
      "writer.allocates",
      "a3.stores.2",
      "a4.stores.2",
      "b3.stores.2",
      "c3.stores.2",
      "b3.acks.2",
      "c3.acks.2",
      "a3.acks.2",
      "a4.acks.2",
    ],
    holds: ({ config, points }) => config.groups.every(({ pg }) => points.vcl >= points.pgcl(pg)),
  },
  {
    id: "pgcl-by-prose-and-by-figure-are-the-same",
    says: "The SCL that a write quorum has reached is the point up to which each record has one.",
    claimedBy: "S18 §2.3, whose prose says the first and whose Figure 3 shows the second",
    instead: "Record by record the point can be higher: 104 and not 102 in Figure 3.",
    scope: "tiny",
    path: [
      "volume.creates",
      "writer.allocates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "c1.stores.2",
      "a1.stores.2",
    ],
    holds: (view) =>
      view.config.groups.every((group) =>
        pointByScl(view, group) === (view.durablePointOf(group.pg) ?? 0n)
      ),
  },
  {
    id: "highest-scl-of-a-read-quorum-is-enough",
    says: "The highest SCL of any read quorum reaches every record that is on a write quorum.",
    claimedBy: "S18 §2.4, where a recovery is told by read-quorum points over SCLs",
    instead: "Each of them may have its own gap: only the union of their records has no hole.",
    scope: "tiny",
    path: [
      "volume.creates",
      "writer.allocates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "a1.stores.2",
      "c1.stores.2",
    ],
    holds: (view) =>
      view.config.groups.every(({ pg, members, read }) =>
        minimalSets(read, members).every((copies) =>
          copies.some((copy) => view.copy(copy).scl >= (view.durablePointOf(pg) ?? 0n))
        )
      ),
  },
  {
    id: "vcl-is-a-place-to-cut",
    says: "A recovery can cut the log above VCL.",
    claimedBy: "S18 §2.4 and its Figure 4",
    instead: "VCL may stand inside an MTR; the last CPL at or below it is VDL (S17 §4.1, §4.3).",
    scope: "mtr",
    path: ["volume.creates", "writer.allocates", "a1.stores.1", "b1.stores.1"],
    holds: (view) => (view.durablePoint() ?? 0n) === (view.durableCpl() ?? 0n),
  },
  {
    id: "two-of-three-is-enough",
    says: "With three copies in three AZs and 2 of 3, what is acknowledged survives AZ+1.",
    claimedBy: "common practice, rejected in S17 §2.1",
    instead:
      "One AZ and one copy lost leave a single copy, which may lack it: hence six (S17 §2.1).",
    scope: "tiny",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "a1.acks.1",
      "b1.acks.1",
    ],
    holds: (view) =>
      view.config.groups.every(({ pg, members }) =>
        azPlusOne(members).every((lost) =>
          [...view.log.records()].filter((record) =>
            record.pg === pg && record.lsn <= view.points.vdl
          ).every((record) => view.holders(record).some((copy) => !lost.includes(copy)))
        )
      ),
  },
  ...refutedOfFamilies,
  ...refutedOfGrowth,
  ...refutedOfBackups,
  ...refutedOfLife,
  ...refutedOfMembers,
  ...refutedOfReads,
  ...refutedOfReplicas,
];
