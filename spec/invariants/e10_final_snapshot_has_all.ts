import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/** Afterwards there is nothing else. */
export const finalSnapshotHasAll: Invariant = claim({
  id: "final-snapshot-has-all",
  code: "E10",
  says: "A cluster that is deleted with a final snapshot is gone only when that is there, and it " +
    "has all up to VDL.",
  source: "User Guide (Deleting Aurora DB clusters: the final snapshot)",
  needs: [["admin"], ["snapshot"], ["vdl", "commit-acked", "cluster-status"]],
  on: ["snapshot", "cluster-status"],
  holds: shows(
    "admin,cluster-status,snapshot,vdl",
    "vdl lsn=7",
    "admin request=delete-cluster snapshot=final",
    "cluster-status status=deleting",
    "snapshot name=final at=7",
    "cluster-status status=deleted",
  ),
  breaks: shows(
    "admin,cluster-status,snapshot",
    "admin request=delete-cluster snapshot=final",
    "cluster-status status=deleted",
  ),
  check(view, event) {
    const { final } = view.life;
    if (final === undefined) return 0;
    if (event.kind === "snapshot") return event.name === final ? hasAll(view, event) : 0;
    if (event.status !== "deleted") return 0;
    return {
      why: `the cluster is deleted, and there is no snapshot ${final}`,
      given: [`it was to be deleted with the final snapshot ${final}`, "the cluster is gone"],
      so: ["what it had is nowhere any more: a contradiction"],
      field: "status",
    };
  },
});

function hasAll({ points, commits }: View, { name, at }: EventOf<"snapshot">): Finding {
  const acked = commits.lastAcked?.scn ?? 0n;
  const upto = points.vdl > acked ? points.vdl : acked;
  if (at >= upto) return 1;
  return {
    why: `the final snapshot ${name} has what is up to LSN ${at}, and LSN ${upto} is durable`,
    given: [`LSN ${upto} was durable before`, `snapshot ${name} ends at ${at} < ${upto}`],
    so: [`with the cluster LSN ${upto} is gone, though it was durable: a contradiction`],
    field: "at",
  };
}
