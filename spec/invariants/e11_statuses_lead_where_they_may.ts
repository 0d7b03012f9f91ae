import type { Invariant } from "../invariant.ts";
import { mayFollow } from "../view/cluster_statuses.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/** What a recorder missed between two looks may be anything that leads from one to the other. */
export const statusesLeadWhereTheyMay: Invariant = claim({
  id: "statuses-lead-where-they-may",
  code: "E11",
  says:
    "A cluster is created or migrated before anything else, and one that failed in that, lost " +
    "its key for good, or is being deleted, is deleted and nothing else.",
  source: "User Guide (Viewing DB cluster status)",
  needs: [["cluster-status"]],
  on: ["cluster-status"],
  holds: shows(
    "cluster-status",
    "cluster-status status=creating",
    "cluster-status status=available",
    "cluster-status status=stopped  # nobody saw it stopping",
    "cluster-status status=available",
    "cluster-status status=deleting",
    "cluster-status status=deleted",
  ),
  breaks: shows(
    "cluster-status",
    "cluster-status status=migration-failed",
    "cluster-status status=available",
  ),
  check({ life }, { status }) {
    const before = life.status;
    if (before === undefined) return 0;
    if (mayFollow(before, status)) return 1;
    return {
      why: `the cluster is ${status} after it was ${before}`,
      given: [`the cluster was ${before} on an earlier line`, `it is ${status} now`],
      so: [`nothing leads from ${before} to ${status}: a contradiction`],
      field: "status",
    };
  },
});
