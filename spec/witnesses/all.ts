/**
 * Every witness: what must be seen somewhere, or a green exploration means nothing.
 *
 * @module
 */
import { meets } from "../../model/quorum/quorum.ts";
import type { AzId, Lsn, SegmentId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";
import { collectedWitnesses } from "./collected.ts";
import { clusterWitnesses } from "./cluster.ts";
import { backtrackWitnesses } from "./backtracks.ts";
import { backupWitnesses } from "./backups.ts";
import { familyWitnesses } from "./families.ts";
import { growthWitnesses } from "./growth.ts";
import { lifeWitnesses } from "./life.ts";
import { membershipWitnesses } from "./membership.ts";
import { readWitnesses } from "./reads.ts";
import { recoveryWitnesses } from "./recovery.ts";
import { replicaWitnesses } from "./replicas.ts";
import { undoWitnesses } from "./undo.ts";

/** The witnesses. */
export const witnesses: readonly Witness[] = [
  {
    id: "commit-acknowledged",
    says: "A commit is acknowledged.",
    scopes: ["tiny", "mtr", "full-tail", "pipeline", "background", "two-groups", "small"],
    on: ["commit-acked"],
    seen: () => true,
  },
  {
    id: "vcl-above-vdl",
    says: "VCL stands inside an MTR, so that VDL stays behind.",
    scopes: ["mtr"],
    on: ["vcl"],
    seen: (view, event) => event.kind === "vcl" && view.log.record(event.lsn)?.cpl === false,
  },
  {
    id: "hole-closed-by-gossip",
    says: "A copy fetches a record that lies below one it has.",
    scopes: ["tiny", "pipeline", "small"],
    on: ["gossip"],
    seen: (view, event) => event.kind === "gossip" && holdsAbove(view, event),
  },
  {
    id: "later-record-durable-first",
    says: "A record is durable before one that lies below it, and its commit still waits.",
    scopes: ["tiny", "two-groups", "small"],
    on: ["ack"],
    seen: (view) => {
      const lowest = view.firstUnreached()?.lsn;
      return lowest !== undefined &&
        waiting(view).some((scn) => scn > lowest && view.hasReached(scn));
    },
  },
  {
    id: "incoming-queue-lost",
    says: "A copy crashes with a record that it received and did not persist.",
    scopes: ["pipeline"],
    on: ["crash"],
    seen: (view, event) => event.kind === "crash" && view.copy(event.node).incoming.size > 0,
  },
  {
    id: "log-collected",
    says: "A copy collects what it has applied and staged.",
    scopes: ["background", "pipeline"],
    on: ["collect"],
    seen: () => true,
  },
  {
    id: "az-lost-and-commits-go-on",
    says: "With an AZ down, a commit is acknowledged of which no copy in that AZ has the record.",
    scopes: ["small"],
    on: ["commit-acked"],
    seen: (view, event) => {
      const scn = event.kind === "commit-acked" && view.commits.scnOf(event.txn);
      return scn !== false && scn !== undefined &&
        [...view.faults.azs].some((az) => copiesOf(view, az).every((id) => !view.holds(id, scn)));
    },
  },
  {
    id: "az-plus-one-lost-and-commits-wait",
    says:
      "AZ+1 is lost: a commit waits that the copies that are left, with all that hold its record, " +
      "cannot complete, and each acknowledged record is still there.",
    scopes: ["small"],
    on: ["crash", "az-down"],
    seen: (view, event) => {
      const live = liveAfter(view, event);
      return view.commits.ackedCount > 0 && waiting(view).some((scn) => isStuck(view, live, scn)) &&
        view.config.groups.every(({ members, read }) => meets(read, live, members)) &&
        [...view.log.records()].filter(({ lsn }) => lsn <= view.points.vdl)
          .every(({ lsn }) => live.some((id) => view.holds(id, lsn)));
    },
  },
  ...recoveryWitnesses,
  ...collectedWitnesses,
  ...membershipWitnesses,
  ...backupWitnesses,
  ...backtrackWitnesses,
  ...familyWitnesses,
  ...growthWitnesses,
  ...replicaWitnesses,
  ...clusterWitnesses,
  ...lifeWitnesses,
  ...undoWitnesses,
  ...readWitnesses,
];

/** SCNs of the commits that wait. */
function waiting(view: View) {
  return [...view.commits.open.values()].flatMap(({ scn }) => scn ?? []);
}

/** Can a record not reach a write quorum any more, even if all that is in flight arrives? */
function isStuck(view: View, live: readonly SegmentId[], lsn: Lsn): boolean {
  const record = view.log.record(lsn);
  const group = record && view.config.group(record.pg);
  return group !== undefined &&
    !meets(group.write, [...live, ...view.holders(record!)], group.members);
}

function holdsAbove(view: View, { seg, lsn }: { seg: SegmentId; lsn: Lsn }): boolean {
  const pg = view.config.home(seg)?.pg;
  return [...view.log.records()].some((record) =>
    record.pg === pg && record.lsn > lsn && view.holds(seg, record.lsn)
  );
}

function copiesOf(view: View, az: AzId): readonly SegmentId[] {
  return [...view.config.copiesIn(az)];
}

/** The copies that are still up after a crash or the loss of an AZ. */
function liveAfter(view: View, event: TraceEvent): SegmentId[] {
  const isHit = (segment: SegmentId, az: AzId) =>
    event.kind === "crash" && event.node === segment || event.kind === "az-down" && event.az === az;
  return view.config.groups.flatMap(({ members }) => members)
    .filter(({ segment, az }) => !view.faults.isDown(segment, az) && !isHit(segment, az))
    .map(({ segment }) => segment);
}
