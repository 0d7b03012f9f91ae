import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

const WHY: Readonly<Record<string, string>> = {
  global: "is part of a global database",
  replicates: "replicates to another cluster, or from one",
  serverless: "is a cluster of Serverless v1",
};

/** What others wait for does not go away for days. */
export const onlyUnboundClustersAreStopped: Invariant = claim({
  id: "only-unbound-clusters-are-stopped",
  code: "E8",
  says: "A cluster is stopped only while it is available, and not while it is part of a global " +
    "database, replicates, or is one of Serverless v1.",
  source: "User Guide (Stopping and starting an Aurora DB cluster: limitations)",
  needs: [["admin"], ["cluster", "cluster-status"]],
  on: ["admin"],
  holds: shows(
    "admin,cluster-status",
    "cluster replicates",
    "cluster-status status=available",
    "admin request=stop-cluster refused",
    "cluster",
    "admin request=stop-cluster",
  ),
  breaks: shows("admin", "cluster global", "admin request=stop-cluster"),
  check({ life }, { request, refused = false }) {
    if (request !== "stop-cluster") return 0;
    const [bond] = life.bonds;
    const isBusy = life.status !== undefined && life.status !== "available";
    const isTold = life.status !== undefined || life.isTied;
    if (bond === undefined && !isBusy) return isTold && !refused ? 1 : 0;
    if (refused) return 1;
    const why = bond === undefined ? `is ${life.status}` : WHY[bond]!;
    return {
      why: `the cluster ${why}, and is to be stopped`,
      given: [`the cluster ${why}`, "the request to stop it is not refused"],
      so: [
        bond === undefined
          ? "only a cluster that is available is stopped: a contradiction"
          : "such a cluster is not stopped: a contradiction",
      ],
      field: "request",
    };
  },
});
