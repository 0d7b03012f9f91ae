/**
 * Mistakes of a cluster: who takes over, how, and where endpoints lead.
 *
 * @module
 */
import { assign } from "xstate";
import { candidates, cluster, type ClusterContext } from "../../model/cluster/cluster.ts";
import { replica, withApplied } from "../../model/replica/replica.ts";
import type { StorageMutant } from "./mutant.ts";

type Rules = Parameters<ReturnType<typeof cluster>["provide"]>[0];

/** Replaces rules of the cluster. */
const providing = (rules: Rules): StorageMutant["machines"] => (bounds) => ({
  cluster: cluster(bounds.cluster!).provide(rules),
});

/** Has no candidate a higher tier? */
function isLastByTier(context: ClusterContext, instance: string): boolean {
  const { tiers } = context;
  return candidates(context).every((other) => tiers[instance]! >= tiers[other]!);
}

/** Mistakes of a cluster. */
export const clusterMutants: readonly StorageMutant[] = [
  {
    name: "promoted-without-recovery",
    number: 78,
    says: "A replica takes over with the volume epoch that the writer has.",
    rule: "cluster.isFenced",
    scope: "failover",
    caughtBy: "R4",
    machines: providing({ guards: { isFenced: () => true } }),
  },
  {
    name: "two-replicas-promoted",
    number: 81,
    says: "A second replica is chosen while the first one recovers the volume.",
    rule: "cluster.isUnchosen",
    scope: "failover-choice",
    caughtBy: "R4",
    machines: providing({
      guards: {
        isUnchosen: ({ context, event }) =>
          event.type === "choose" && !context.targets.includes(event.instance),
      },
    }),
  },
  {
    name: "highest-tier-promoted",
    number: 82,
    says: "The replica of the highest tier is promoted.",
    rule: "cluster.isLowestTier",
    scope: "failover",
    caughtBy: "E2",
    machines: providing({
      guards: {
        isLowestTier: ({ context, event }) =>
          "instance" in event && isLastByTier(context, event.instance),
      },
    }),
  },
  {
    name: "size-ignored",
    says: "Of one tier any replica is promoted, the smallest as well.",
    rule: "cluster.isLargest",
    scope: "failover-choice",
    caughtBy: "E2",
    machines: providing({ guards: { isLargest: () => true } }),
  },
  {
    name: "endpoint-stays-with-the-old-writer",
    number: 83,
    says: "The endpoint of the writer does not follow.",
    rule: "cluster.pointWriterEndpoint",
    scope: "failover",
    caughtBy: "E1",
    machines: providing({ actions: { pointWriterEndpoint: assign(() => ({})) } }),
  },
  {
    name: "readers-led-to-the-writer",
    says: "The endpoint of the readers leads to the new writer as well.",
    rule: "cluster.pointReaderEndpoint",
    scope: "failover",
    caughtBy: "E1",
    machines: providing({
      actions: {
        pointReaderEndpoint: assign(({ context }) => ({
          readerEndpoint: [...candidates(context), context.writer],
        })),
      },
    }),
  },
  {
    name: "promoted-with-all-it-received",
    number: 79,
    says: "A replica that takes over applies all records that came, be they annulled or not.",
    rule: "replica.applyRecovered",
    scope: "failover-replica",
    caughtBy: "E4",
    machines: () => ({
      replica: replica.provide({
        actions: { applyRecovered: assign(({ context }) => withApplied(context, context.pending)) },
      }),
    }),
  },
];
