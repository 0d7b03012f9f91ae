import type { Invariant, Violation } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";
import { copies as list } from "./words.ts";

/** To delete all data takes more than one request. */
export const clusterIsDeletedEmptyAndUnprotected: Invariant = claim({
  id: "cluster-is-deleted-empty-and-unprotected",
  code: "E9",
  says:
    "A cluster is deleted only without deletion protection, when it has no instances left but " +
    "such as are being deleted, and with a final snapshot only under a name that is free.",
  source: "User Guide (Deleting Aurora DB clusters and DB instances)",
  needs: [["admin"], ["cluster", "instance-status", "snapshot"]],
  on: ["admin"],
  holds: shows(
    "admin,instance-status,snapshot",
    "cluster protected",
    "instance-status instance=w status=available writer",
    "admin request=delete-cluster refused",
    "cluster",
    "admin request=delete-instance instance=w",
    "instance-status instance=w status=deleting",
    "admin request=delete-cluster snapshot=final",
  ),
  breaks: shows("admin", "cluster protected", "admin request=delete-cluster"),
  check({ life, backups }, { request, snapshot, refused = false }) {
    if (request !== "delete-cluster") return 0;
    const { staying } = life;
    if (!life.isProtected && staying.length === 0) {
      if (snapshot === undefined || !backups.snapshots.has(snapshot)) {
        return !refused && (life.isTied || life.members.size > 0) ? 1 : 0;
      }
    }
    if (refused) return 1;
    if (life.isProtected) {
      return accepted("it is protected", "who protects a cluster does not want it deleted");
    }
    if (staying.length > 0) {
      return accepted(
        `it has ${list(staying)}`,
        "a cluster is deleted when the last of its instances is",
      );
    }
    return {
      ...accepted(
        `there is a snapshot ${snapshot} already`,
        `a final snapshot of that name would take the place of one that is kept`,
      ),
      field: "snapshot",
    };
  },
});

function accepted(why: string, so: string): Violation {
  return {
    why: `the cluster is to be deleted, and ${why}`,
    given: [why, "the request to delete the cluster is not refused"],
    so: [`${so}: a contradiction`],
    field: "request",
  };
}
