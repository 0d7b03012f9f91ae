/**
 * What is said of the life of a cluster and is not so.
 *
 * @module
 */
import type { Refuted } from "./refuted.ts";

/** Refuted claims about the life of a cluster. */
export const refutedOfLife: readonly Refuted[] = [
  {
    id: "cluster-has-an-instance",
    says: "A cluster that is available has at least one instance.",
    claimedBy: "whoever thinks of a cluster as of a server with replicas",
    instead: "By API a cluster is made without instances, and keeps its data without any " +
      "(User Guide, Deleting Aurora DB clusters and DB instances).",
    scope: "life-instances",
    path: ["cluster.is.created", "cluster.settles"],
    holds: ({ life }) => life.status !== "available" || life.staying.length > 0,
  },
  {
    id: "data-go-with-the-last-instance",
    says: "Once the last instance of a cluster is deleted, what was committed is gone.",
    claimedBy: "the console of the service, which deletes the cluster with its last instance",
    instead: "Data go with the cluster only: a new instance finds them " +
      "(User Guide, Storage and reliability; Deleting Aurora DB clusters and DB instances).",
    scope: "life-instances",
    path: [
      "cluster.is.created",
      "cluster.settles",
      "i1.is.added",
      "i1.joins",
      "i1.commits",
      "i1.is.removed",
    ],
    holds: (view) =>
      view.commits.ackedCount === 0 || view.life.staying.length > 0 ||
      [...view.log.records()].every((record) => view.holders(record).length === 0),
  },
];
