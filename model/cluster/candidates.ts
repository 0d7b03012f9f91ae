/**
 * The instances of a cluster, and who of them is first in line to write. Source: User Guide (High
 * availability).
 *
 * @module
 */
import type { Epoch } from "../recovery/epochs.ts";
import type { AzId, InstanceId } from "../terms.ts";

/** What an instance is. */
export interface InstanceShape {
  /** Where it runs. */
  readonly az: AzId;
  /** Its promotion tier, 0 to 15: the lowest is promoted first. */
  readonly tier: number;
  /** Its size, in any unit: of one tier the largest is promoted first. */
  readonly size: number;
}

/** An endpoint that a user made: for a list of instances, for all but some, or for all. */
export interface CustomEndpoint {
  /** Whom of those it leads to: who only reads, or whoever is there. */
  readonly type: "reader" | "any";
  /** The instances that it is for: no other joins them. */
  readonly members?: readonly InstanceId[];
  /** The instances that it is not for, where there is no list of members. */
  readonly excluded?: readonly InstanceId[];
}

/** The instances of a cluster. */
export interface ClusterConfig {
  /** What each of them is. */
  readonly instances: Readonly<Record<InstanceId, InstanceShape>>;
  /** The one that writes at first. */
  readonly writer: InstanceId;
  /** What users made, beside an endpoint for each instance; absent: those are not looked at. */
  readonly custom?: Readonly<Record<string, CustomEndpoint>>;
}

/** Some instances. A record of true, so that the order in which they came is forgotten. */
export type Instances = Readonly<Record<InstanceId, true>>;

/** What a cluster knows of its instances. */
export interface ClusterContext {
  /** The tier of each, which may change. */
  readonly tiers: Readonly<Record<InstanceId, number>>;
  /** The one that writes, or did. */
  readonly writer: InstanceId;
  /** The volume epoch with which it opened the volume. */
  readonly epoch: Epoch;
  /** Those that read. */
  readonly readers: Instances;
  /** Those that are out of reach. */
  readonly missing: Instances;
  /** Who is to write next: one at most. */
  readonly targets: readonly InstanceId[];
  /** Where the endpoint of the writer leads. */
  readonly writerEndpoint: readonly InstanceId[];
  /** Where the endpoint of the readers leads. */
  readonly readerEndpoint: readonly InstanceId[];
  /** Where the endpoints lead that users made. */
  readonly customEndpoints: Readonly<Record<string, readonly InstanceId[]>>;
  /** Where the endpoint of each instance leads. */
  readonly instanceEndpoints: Readonly<Record<InstanceId, readonly InstanceId[]>>;
}

/** Those that may be promoted. */
export function candidates({ readers }: Pick<ClusterContext, "readers">): InstanceId[] {
  return Object.keys(readers).sort();
}

/** Where the endpoint of the readers is to lead: to the writer if there is nobody else. */
export function readersOf(cluster: ClusterContext): InstanceId[] {
  const readers = candidates(cluster);
  return readers.length > 0 ? readers : [cluster.writer];
}

/** Is a custom endpoint for an instance, whatever that does now? */
export function isFor({ members, excluded = [] }: CustomEndpoint, instance: InstanceId): boolean {
  return members === undefined ? !excluded.includes(instance) : members.includes(instance);
}

/** Where a custom endpoint is to lead: to those that are there and do what it is for, or nowhere. */
export function servedBy(cluster: ClusterContext, endpoint: CustomEndpoint): InstanceId[] {
  const { writer, missing } = cluster;
  const mayWrite = endpoint.type === "any" && !(writer in missing);
  return [...candidates(cluster), ...mayWrite ? [writer] : []]
    .filter((name) => isFor(endpoint, name)).sort();
}

/** The endpoint of each instance, where those are looked at: it leads there, whatever that does. */
export function addressesOf(
  { instances, custom }: ClusterConfig,
): ClusterContext["instanceEndpoints"] {
  const names = custom === undefined ? [] : Object.keys(instances);
  return Object.fromEntries(names.map((name) => [name, [name]]));
}

/** Has no candidate a lower tier? */
export function isFirstByTier(cluster: ClusterContext, instance: InstanceId): boolean {
  const { tiers } = cluster;
  return candidates(cluster).every((other) => tiers[instance]! <= tiers[other]!);
}

/** Is no candidate of the same tier larger? */
export function isFirstBySize(
  cluster: ClusterContext,
  { instances }: ClusterConfig,
  instance: InstanceId,
): boolean {
  const { tiers } = cluster;
  return candidates(cluster).every((other) =>
    tiers[other] !== tiers[instance] || instances[other]!.size <= instances[instance]!.size
  );
}

/**
 * The reader whose cache follows that of the writer: the only one of tier 0, if the writer is of tier
 * 0 as well, and both are of one size. Source: User Guide (Cluster cache management).
 */
export function warmReader(
  cluster: ClusterContext,
  { instances }: ClusterConfig,
): InstanceId | undefined {
  const { tiers, writer } = cluster;
  const [first, ...others] = candidates(cluster).filter((name) => tiers[name] === 0);
  if (first === undefined || others.length > 0 || tiers[writer] !== 0) return undefined;
  return instances[first]!.size === instances[writer]!.size ? first : undefined;
}

/** These instances with others. */
export function withAll(some: Instances, others: readonly InstanceId[]): Instances {
  return { ...some, ...Object.fromEntries(others.map((name) => [name, true as const])) };
}

/** These instances without others. */
export function without(some: Instances, others: readonly InstanceId[]): Instances {
  return Object.fromEntries(
    Object.keys(some).filter((name) => !others.includes(name)).map((name) => [name, true as const]),
  );
}
