/**
 * The instances of a cluster, seen from outside.
 *
 * @module
 */
import type { ClusterBounds } from "../model/bounds.ts";
import type { ClusterContext } from "../model/cluster/cluster.ts";
import { clusterIn } from "../model/cluster/cluster_moves.ts";
import type { LocalState, World } from "../model/explore/system.ts";
import type { Scribe } from "../model/network/network.ts";
import type { StorageSystem } from "../model/system.ts";
import type { InstanceId } from "../model/terms.ts";
import { type ClusterFacts, type EndpointFacts, NO_CLUSTER } from "./view/cluster_facts.ts";

/** Who writes or recovers: an instance of the cluster, or one of two that need no other name. */
export function nameOf({ bounds }: StorageSystem, world: World, scribe: Scribe): InstanceId {
  if (bounds.cluster === undefined) return scribe;
  if (scribe === "writer") return bounds.cluster.writer;
  const { targets, writer } = clusterIn(world);
  return targets[0] ?? writer;
}

/** The instances and endpoints as they are told. */
export function clusterFacts({ bounds }: StorageSystem, world: World): ClusterFacts {
  const { cluster } = bounds;
  if (cluster === undefined || world.part("cluster", isCreating)) return NO_CLUSTER;
  const context = clusterIn(world);
  return {
    shapes: shapesOf(cluster, context),
    replicas: Object.keys(context.readers),
    endpoints: {
      cluster: { role: "writer", instances: context.writerEndpoint },
      "cluster-ro": { role: "reader", instances: context.readerEndpoint },
      ...endpointsOf("custom", context.customEndpoints),
      ...endpointsOf("instance", context.instanceEndpoints),
    },
    custom: cluster.custom ?? {},
    owners: Object.fromEntries(
      Object.keys(context.instanceEndpoints).map((name) => [name, name]),
    ),
    late: [],
  };
}

function endpointsOf(
  role: EndpointFacts["role"],
  endpoints: Readonly<Record<string, readonly InstanceId[]>>,
) {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, instances]) => [name, { role, instances }]),
  );
}

/** What a failover goes by, now. */
function shapesOf({ instances }: ClusterBounds, { tiers }: ClusterContext) {
  return Object.fromEntries(
    Object.entries(instances).map(([name, shape]) => [name, { ...shape, tier: tiers[name]! }]),
  );
}

/** Which instances are down, and which cut off: a writer that may be alive is cut off. */
export function instancesOut(
  { bounds: { cluster, recovery } }: StorageSystem,
  world: World,
): { readonly crashed: readonly InstanceId[]; readonly cut: readonly InstanceId[] } {
  if (cluster === undefined) return { crashed: [], cut: [] };
  const missing = Object.keys(clusterIn(world).missing);
  const isCut = (name: InstanceId) => name === cluster.writer && recovery!.writer === "alive";
  return { crashed: missing.filter((name) => !isCut(name)), cut: missing.filter(isCut) };
}

const isCreating = (cluster: LocalState): boolean => cluster.matches("creating");
