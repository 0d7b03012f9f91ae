/**
 * Mistakes of a cluster: who takes over, how, and where endpoints lead.
 *
 * @module
 */
import { assign } from "xstate";
import {
  addressesOf,
  candidates,
  cluster,
  type ClusterContext,
  type CustomEndpoint,
  servedBy,
} from "../../model/cluster/cluster.ts";
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

/** Where a custom endpoint leads by mistake. */
type Astray = (cluster: ClusterContext, endpoint: CustomEndpoint) => readonly string[];

/** Mistakes about custom endpoints: their names, what they are, where they lead. */
const customMistakes: readonly (readonly [name: string, says: string, to: Astray])[] = [
  [
    "promoted-reader-stays-in-a-custom-endpoint",
    "An endpoint for readers goes on leading to one that is the writer now.",
    (cluster, endpoint) => servedBy(cluster, { ...endpoint, type: "any" }),
  ],
  [
    "newcomer-left-out-of-the-rest",
    "An endpoint with a list of exclusions is for those that were there when it was made.",
    (cluster, endpoint) =>
      servedBy(cluster, endpoint).filter((name) =>
        endpoint.excluded === undefined || cluster.customEndpoints["rest"]!.includes(name)
      ),
  ],
  [
    "custom-endpoint-falls-back-to-the-writer",
    "An endpoint of which nobody is left leads to the writer, as that of the readers does.",
    (cluster, endpoint) => {
      const served = servedBy(cluster, endpoint);
      return served.length > 0 ? served : [cluster.writer];
    },
  ],
];

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
  ...customMistakes.map(([name, says, to]): StorageMutant => ({
    name,
    says,
    rule: "cluster.pointCustomEndpoint",
    scope: "failover-endpoints",
    caughtBy: "E5",
    machines: (bounds) => ({
      cluster: cluster(bounds.cluster!).provide({
        actions: {
          pointCustomEndpoint: assign(({ context, event }) => {
            if (event.type !== "pointCustom") return {};
            const { custom = {} } = bounds.cluster!;
            const served = to(context, custom[event.endpoint]!);
            return { customEndpoints: { ...context.customEndpoints, [event.endpoint]: served } };
          }),
        },
      }),
    }),
  })),
  {
    name: "instance-endpoint-follows-the-writer",
    says: "The endpoint of the instance that wrote leads to the one that writes now.",
    rule: "cluster.pointInstanceEndpoints",
    scope: "failover-endpoints",
    caughtBy: "E6",
    machines: (bounds) => ({
      cluster: cluster(bounds.cluster!).provide({
        actions: {
          pointInstanceEndpoints: assign(({ context }) => {
            const addresses = addressesOf(bounds.cluster!);
            return {
              instanceEndpoints: { ...addresses, [bounds.cluster!.writer]: [context.writer] },
            };
          }),
        },
      }),
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
