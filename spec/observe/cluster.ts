/**
 * What the instances of a cluster show: what they are, who is gone and who is back, who is promoted,
 * and where endpoints lead.
 *
 * @module
 */
import { clusterIn } from "../../model/cluster/cluster_moves.ts";
import type { ClusterDeed } from "../../model/deeds.ts";
import { type Epoch, FIRST_EPOCH } from "../../model/recovery/epochs.ts";
import type { World } from "../../model/explore/system.ts";
import type { InstanceId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { clusterFacts, instancesOut, nameOf } from "../project_cluster.ts";
import type { EndpointFacts } from "../view/cluster_facts.ts";
import { replicasOf } from "../../model/replica/replica_moves.ts";
import { attachedShown, keptShown } from "./replica.ts";
import type { Step } from "./step.ts";

/** Who opens a volume that was just created, and what a failover would go by. */
export function firstOpened(step: Step): TraceEvent[] {
  const { system, after } = step;
  if (system.bounds.recovery === undefined) return [];
  const first = opened(nameOf(system, after, "writer"), FIRST_EPOCH);
  if (system.bounds.cluster === undefined) return [first];
  return [
    ...Object.keys(system.bounds.cluster.instances).map((name) => shapeShown(step, name)),
    first,
    ...Object.keys(clusterIn(after).readers).flatMap((name) =>
      replicasOf(system.bounds).includes(name) ? attachedShown(step, name) : [reading(name)]
    ),
    ...Object.entries(system.bounds.cluster.custom ?? {}).map(([name, endpoint]): TraceEvent => ({
      kind: "custom-endpoint",
      name,
      ...endpoint,
    })),
    ...endpointsShown(step),
  ];
}

/** Who takes over once the volume is recovered. One that read before is promoted. */
export function takenOver(step: Step, vepoch: Epoch): TraceEvent[] {
  const { system, before } = step;
  if (system.bounds.cluster === undefined) return [opened("successor", vepoch)];
  const { targets, readers } = clusterIn(before);
  return [
    ...targets.flatMap((name) => keptShown(step, name)),
    ...targets.filter((name) => name in readers)
      .map((instance) => ({ kind: "promote", instance }) as const),
    ...targets.map((instance) => opened(instance, vepoch)),
    ...addressesShown(step),
  ];
}

/** Where the endpoint of each instance leads, told again. */
function addressesShown({ system, after }: Step): TraceEvent[] {
  return Object.entries(clusterFacts(system, after).endpoints)
    .filter(([, { role }]) => role === "instance")
    .map(([name, endpoint]) => pointed(name, endpoint));
}

/** What a step of the cluster of its own shows. */
export function clusterShown(step: Step, { step: did, instance = "" }: ClusterDeed): TraceEvent[] {
  switch (did) {
    case "lose":
      return [
        isCut(step, step.after, instance)
          ? { kind: "partition", nodes: [instance] }
          : { kind: "crash", node: instance },
      ];
    case "attach":
      return [
        isCut(step, step.before, instance) ? { kind: "heal" } : { kind: "restart", node: instance },
        reading(instance),
      ];
    case "retier":
      return [shapeShown(step, instance)];
    case "choose":
      return [];
    case "recreate":
      return [{ kind: "restart", node: instance }];
    case "promote":
      return takenOver(step, clusterIn(step.before).epoch);
    default:
      return endpointsShown(step);
  }
}

function isCut({ system }: Step, world: World, instance: InstanceId): boolean {
  return instancesOut(system, world).cut.includes(instance);
}

function opened(instance: InstanceId, vepoch: Epoch): TraceEvent {
  return { kind: "open", instance, role: "writer", vepoch };
}

function reading(instance: InstanceId): TraceEvent {
  return { kind: "open", instance, role: "replica" };
}

function shapeShown({ system, after }: Step, name: InstanceId): TraceEvent {
  return { kind: "instance", name, ...clusterFacts(system, after).shapes[name] };
}

/** The endpoints that were moved. */
function endpointsShown({ system, before, after }: Step): TraceEvent[] {
  const old = clusterFacts(system, before).endpoints;
  return Object.entries(clusterFacts(system, after).endpoints)
    .filter(([name, { instances }]) => instances.join() !== old[name]?.instances.join())
    .map(([name, endpoint]) => pointed(name, endpoint));
}

function pointed(name: string, { role, instances }: EndpointFacts): TraceEvent {
  return { kind: "endpoint", name, role, ...instances.length > 0 && { instances } };
}
