/**
 * The instances of a cluster: what a failover goes by, which of them read, and where endpoints lead.
 *
 * @module
 */
import type { AzId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import {
  type ClusterFacts,
  type CustomFacts,
  type EndpointFacts,
  type InstanceShape,
  NO_CLUSTER,
} from "./cluster_facts.ts";

/** The instances of a volume and its endpoints. */
export class Cluster {
  /** What a failover goes by, by instance. */
  readonly shapes: Map<string, InstanceShape>;
  /** The instances that opened the volume to read, and are not known to be gone. */
  readonly replicas: Set<string>;
  /** Where each endpoint leads. */
  readonly endpoints: Map<string, EndpointFacts>;
  /** Of each endpoint, whom it led to though they had crashed: a trace alone can tell. */
  readonly misled = new Map<string, ReadonlySet<string>>();
  /** Who could take the place of the writer only since that was to be done. */
  readonly late: Set<string>;
  /** Whom each custom endpoint is for. */
  readonly custom: Map<string, CustomFacts>;
  /** Whose each endpoint of an instance is. */
  readonly owners: Map<string, string>;

  /** The cluster that these facts tell. */
  constructor({ shapes, replicas, endpoints, late, custom, owners }: ClusterFacts = NO_CLUSTER) {
    this.shapes = new Map(Object.entries(shapes));
    this.replicas = new Set(replicas);
    this.endpoints = new Map(Object.entries(endpoints));
    this.late = new Set(late);
    this.custom = new Map(Object.entries(custom));
    this.owners = new Map(Object.entries(owners));
  }

  /** An instance is, from now on, as it is told here. What is left out stays as it was. */
  tell({ name, az, tier, size }: Omit<EventOf<"instance">, "kind">): void {
    this.shapes.set(name, {
      ...this.shapes.get(name),
      ...az !== undefined && { az },
      ...tier !== undefined && { tier },
      ...size !== undefined && { size },
    });
  }

  /** An endpoint leads to these instances. That of an instance is that of the first it leads to. */
  point({ name, role, instances = [] }: Omit<EventOf<"endpoint">, "kind">): void {
    this.endpoints.set(name, { role, instances });
    const [owner] = instances;
    if (role === "instance" && owner !== undefined && !this.owners.has(name)) {
      this.owners.set(name, owner);
    }
  }

  /** An instance is the writer. */
  takeOver(instance: string): void {
    this.replicas.delete(instance);
    this.late.clear();
  }

  /** The instances of an AZ. */
  namesIn(az: AzId): string[] {
    return [...this.shapes].filter(([, shape]) => shape.az === az).map(([name]) => name);
  }

  /** They as plain facts. */
  facts(): ClusterFacts {
    return {
      shapes: Object.fromEntries(this.shapes),
      replicas: [...this.replicas].sort(),
      endpoints: Object.fromEntries(this.endpoints),
      late: [...this.late].sort(),
      custom: Object.fromEntries(this.custom),
      owners: Object.fromEntries(this.owners),
    };
  }
}

/** Is an instance out of reach, for itself or with its AZ, or does it serve nobody by intent? */
export function isOut({ faults, cluster, life }: View, instance: string): boolean {
  return life.isIdle(instance) || faults.isDown(instance, cluster.shapes.get(instance)?.az);
}

/** Is an instance in reach, and does it serve, as far as is told? What reboots may or may not. */
export function isServing(view: View, instance: string): boolean {
  return !isOut(view, instance) && view.life.isReady(instance);
}

/** Is somebody to take the place of the writer, or about to? */
export function isFailingOver(view: View): boolean {
  const { points, instances: { writer, vepoch }, recoveries } = view;
  return !recoveries.isOpen || points.epoch("volume") > vepoch ||
    writer !== undefined && isOut(view, writer);
}

/** These instances can take the place of the writer from now on: who is to do so may be chosen. */
export function comesBack(view: View, instances: Iterable<string>): void {
  if (!isFailingOver(view)) return;
  for (const instance of instances) view.cluster.late.add(instance);
}
