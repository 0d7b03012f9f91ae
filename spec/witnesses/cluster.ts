/**
 * Witnesses of failovers: what must happen in one somewhere.
 *
 * @module
 */
import { NO_LSN } from "../../model/terms.ts";
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of failovers. */
export const clusterWitnesses: readonly Witness[] = [
  {
    id: "replica-promoted",
    says: "A replica takes the place of the writer.",
    scopes: ["failover", "failover-choice", "failover-replica", "failover-twice"],
    on: ["promote"],
    seen: () => true,
  },
  {
    id: "equal-passed-over",
    says: "One of two replicas of the same tier and size is promoted.",
    scopes: ["failover-choice"],
    on: ["promote"],
    seen: (view, event) =>
      event.kind === "promote" &&
      [...view.cluster.replicas].some((name) =>
        name !== event.instance && rankOf(view, name) === rankOf(view, event.instance)
      ),
  },
  {
    id: "next-in-line-promoted",
    says: "A replica is promoted after one that was before it in line began to recover the volume.",
    scopes: ["failover-twice"],
    on: ["promote"],
    seen: (view, event) => event.kind === "promote" && view.points.epoch("volume") > 2,
  },
  {
    id: "primary-made-anew",
    says: "With nobody to take over, the writer that was lost opens the volume again.",
    scopes: ["failover-alone"],
    on: ["open"],
    seen: (view, event) => event.kind === "open" && event.instance === view.instances.writer,
  },
  {
    id: "reader-endpoint-leads-to-the-new-writer-for-a-while",
    says: "The endpoint of the writer follows before that of the readers does.",
    scopes: ["failover", "failover-choice", "failover-twice"],
    on: ["endpoint"],
    seen: (view, event) =>
      event.kind === "endpoint" && event.role === "writer" &&
      [...view.cluster.endpoints.values()].some(({ role, instances }) =>
        role === "reader" && instances.length > 1 && instances.includes(event.instances![0]!)
      ),
  },
  {
    id: "custom-endpoint-leads-nowhere",
    says: "The only instance on the list of an endpoint for readers is promoted: it leads nowhere.",
    scopes: ["failover-endpoints"],
    on: ["endpoint"],
    seen: (view, event) =>
      event.kind === "endpoint" && event.role === "custom" && event.instances === undefined &&
      view.cluster.custom.get(event.name)?.members?.join() === view.instances.writer,
  },
  {
    id: "old-writer-joins-the-rest",
    says: "The old writer reads, and an endpoint for all readers but one leads to it.",
    scopes: ["failover-endpoints"],
    on: ["endpoint"],
    seen: (view, event) =>
      event.kind === "endpoint" && view.cluster.custom.get(event.name)?.excluded !== undefined &&
      event.instances?.some((instance) => view.instances.isFormer(instance)) === true,
  },
  {
    id: "promoted-with-a-warm-cache",
    says: "A replica takes over with a page in its cache.",
    scopes: ["failover-replica"],
    on: ["cache"],
    seen: (view, event) =>
      event.kind === "cache" && event.result === "kept" && event.lsn > NO_LSN &&
      view.cluster.replicas.has(event.instance) && view.recoveries.vepoch > 0,
  },
  {
    id: "old-page-dropped-by-the-promoted",
    says: "A replica that takes over drops a page that lacks a record of the recovered volume.",
    scopes: ["failover-replica"],
    on: ["cache"],
    seen: (view, event) =>
      event.kind === "cache" && event.result === "dropped" && view.recoveries.vepoch > 0,
  },
  {
    id: "old-writer-reads",
    says: "The old writer comes back and opens the volume to read.",
    scopes: ["failover", "failover-choice", "failover-twice"],
    on: ["open"],
    seen: (view, event) =>
      event.kind === "open" && event.role === "replica" && view.instances.isFormer(event.instance),
  },
];

function rankOf({ cluster }: View, name: string): string {
  const { tier, size } = cluster.shapes.get(name)!;
  return `${tier} ${size}`;
}
