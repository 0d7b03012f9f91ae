/**
 * Witnesses of replicas: what must happen to one somewhere.
 *
 * @module
 */
import type { Witness } from "../witness.ts";

/** The witnesses of replicas. */
export const replicaWitnesses: readonly Witness[] = [
  {
    id: "record-held-for-a-page",
    says: "A replica applies a record after a later one: its page was on its way.",
    scopes: ["replica"],
    on: ["apply"],
    seen: (view, event) =>
      event.kind === "apply" && (view.replicas.find(event.instance)?.applied ?? 0n) > event.lsn,
  },
  {
    id: "replica-lags",
    says: "A replica opens a read view below the VDL of the writer.",
    scopes: ["replica", "replica-commits", "replica-collect"],
    on: ["read-view"],
    seen: (view, event) =>
      event.kind === "read-view" && !event.closed && event.at < view.points.vdl,
  },
  {
    id: "commit-acknowledged-before-a-replica-has-it",
    says: "A commit is acknowledged that a replica knows nothing of.",
    scopes: ["replica", "replica-commits", "replica-lag", "replica-collect"],
    on: ["commit-acked"],
    seen: ({ commits, replicas }, event) =>
      event.kind === "commit-acked" &&
      Object.values(replicas.facts()).some(({ vdl = 0n }) =>
        vdl < (commits.scnOf(event.txn) ?? 0n)
      ),
  },
  {
    id: "newer-page-read-in-an-older-view",
    says: "A read view is older than a page in the cache: what came later is backed out.",
    scopes: ["replica", "replica-commits", "replica-collect"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.seg === undefined && event.instance !== undefined &&
      (view.replicas.find(event.instance)?.level(event.page) ?? 0n) > event.at,
  },
  {
    id: "collection-held-back-by-a-replica",
    says: "PGMRPL stays below VDL, for a replica may still read there.",
    scopes: ["replica-collect"],
    on: ["stage"],
    seen: ({ points, replicas }) =>
      Object.keys(replicas.facts()).some((id) => points.pgmrplOf("p1", id) < points.vdl),
  },
];
