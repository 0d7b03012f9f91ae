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

/** The instances of a cluster. */
export interface ClusterConfig {
  /** What each of them is. */
  readonly instances: Readonly<Record<InstanceId, InstanceShape>>;
  /** The one that writes at first. */
  readonly writer: InstanceId;
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
