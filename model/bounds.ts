/**
 * The finite size of a world: what is in it, how much it writes, what may fail, and which steps are
 * taken as one.
 *
 * @module
 */
import type { ClusterConfig, CustomEndpoint } from "./cluster/candidates.ts";
import type { FaultBudget } from "./faults/faults.ts";
import type { Replacement } from "./quorum/quorum_rules.ts";
import type { AzId, InstanceId, Lsn, PageId, PgId, SegmentId } from "./terms.ts";
import type { Plan } from "./volume.ts";
import type { Draft } from "./writer/writer.ts";

/** The bounds of a world. */
export interface Bounds {
  /** The groups of the volume. */
  readonly volume: Plan;
  /** What the writer writes: mini-transactions, each a list of records. */
  readonly workload: readonly (readonly Draft[])[];
  /** LSN Allocation Limit. Unit: records. */
  readonly lal: Lsn;
  /** How much may be down at once. */
  readonly faults: FaultBudget;
  /**
   * `merged`: a copy receives, persists and sorts a record in one step. `apart`: three steps, with
   * crashes between them.
   */
  readonly steps: "merged" | "apart";
  /**
   * Are records coalesced into blocks, staged and collected? `paired`: a copy coalesces and stages all
   * that it has in one step. `merged`: all three in one step, once a copy may collect.
   */
  readonly background: boolean | "paired" | "merged";
  /** Whether the volume is recovered while its writer may be alive; absent: it is not. */
  readonly recovery?: RecoveryBounds;
  /** The instances that share the volume, where a failover is explored; absent: one, unnamed. */
  readonly cluster?: ClusterBounds;
  /** Instances that follow the writer and read; absent: there are none. */
  readonly replicas?: ReplicaBounds;
  /** Whether the instance that writes reads, too; absent: it does not. */
  readonly reads?: ReadBounds;
  /** How many copies may have a damaged block at once; absent: none. */
  readonly damage?: number;
  /** Whether the members of its first group change; absent: they do not. */
  readonly membership?: MembershipBounds;
}

/** How many replicas there are, and what they read. */
export interface ReplicaBounds {
  /** How many. */
  readonly count: number;
  /** The pages that they read. */
  readonly pages: readonly PageId[];
  /** How many read views each of them opens, at any times. */
  readonly views: number;
  /** Do they crash, and come back? */
  readonly crash: boolean;
}

/** What may be read. */
export interface ReadBounds {
  /** The pages, each with its group. */
  readonly pages: Readonly<Record<PageId, PgId>>;
}

/** How the members of a group may change. */
export interface MembershipBounds {
  /** Which copies may be suspected, and who would stand in for each. */
  readonly replacements: readonly Replacement[];
  /** The AZ that may be given up when it is gone for long. */
  readonly az?: AzId;
  /** How many transitions there may be: each opens a membership epoch. */
  readonly transitions: number;
  /**
   * `apart`: a transition reaches the copies one by one, and the writer when it is refused. `merged`:
   * it reaches all that are up and the writer at once, and no older answer is on its way then.
   */
  readonly steps: "merged" | "apart";
  /** Copies of which nothing is ever heard; absent: there are none. */
  readonly silent?: readonly SegmentId[];
  /** May a change be taken back before it is completed? */
  readonly reversals: boolean;
  /** May what is not needed any more be thrown away? */
  readonly discards: boolean;
}

/** How much may happen in recoveries. */
export interface RecoveryBounds {
  /** How often a recovery may start: all but the last may crash. */
  readonly attempts: number;
  /** Is the old writer alive, until another is open? What it sent may arrive either way. */
  readonly writer: "alive" | "dead";
  /** What the next writer writes. */
  readonly workload: readonly (readonly Draft[])[];
  /** Copies that are away as long as the volume is recovered, and hear nothing of it. */
  readonly absent?: readonly SegmentId[];
}

/** The instances of a cluster, and what may become of them. */
export interface ClusterBounds extends ClusterConfig {
  /** How many may be out of reach at once, beside the writer, before one is to take its place. */
  readonly readersLost: number;
  /** Tiers that may be changed. */
  readonly retiers: readonly { readonly instance: InstanceId; readonly tier: number }[];
  /** Does the cache of one replica follow that of the writer, and no other has any page? */
  readonly managesCaches?: true;
}

/** The bounds in one line, as every result states them. */
export function describeBounds(bounds: Bounds): string {
  const { volume, workload, lal, faults, steps, background, recovery, cluster } = bounds;
  const { replicas, reads, damage, membership } = bounds;
  const groups = Object.entries(volume.groups).map(([pg, shape]) => `${pg} (${WORDS[shape]})`);
  const records = workload.flat().length;
  return [
    `group ${groups.join(", ")}`,
    `${records} record${records === 1 ? "" : "s"} in ${workload.length} MTR`,
    `LAL ${lal}`,
    faults.azs + faults.copies === 0
      ? "no faults"
      : `down at once: ${faults.azs} AZ and ${faults.copies} copy besides`,
    steps === "merged"
      ? "receive, persist and sort in one step"
      : "receive, persist and sort step by step",
    ...background ? [`with ${BACKGROUND[background === true ? "true" : background]}`] : [],
    ...recovery ? [describeRecovery(recovery)] : [],
    ...cluster ? [describeCluster(cluster)] : [],
    ...replicas ? [describeReplicas(replicas)] : [],
    ...reads ? [`reads of ${Object.keys(reads.pages).join(", ")}`] : [],
    ...damage ? [`${damage} damaged block${damage === 1 ? "" : "s"} at once`] : [],
    ...membership ? [describeMembership(membership)] : [],
  ].join("; ");
}

function describeRecovery({ attempts, writer, workload, absent }: RecoveryBounds): string {
  const recoveries = attempts === 1 ? "a recovery" : `${attempts} recoveries`;
  const records = workload.flat().length || "nothing";
  const away = absent ? `, ${absent.join(" and ")} away` : "";
  return `${recoveries}${away}, the old writer ${writer}, ${records} written after it`;
}

function describeCluster(bounds: ClusterBounds): string {
  const { instances, writer, readersLost, retiers, managesCaches, custom = {} } = bounds;
  const shapes = Object.entries(instances).map(([name, { tier, size }]) =>
    `${name} (tier ${tier}, size ${size})`
  );
  return [
    `instances ${shapes.join(", ")}, ${writer} writes`,
    ...readersLost > 0 ? [`${readersLost} more may be lost`] : [],
    ...retiers.map(({ instance, tier }) => `${instance} may get tier ${tier}`),
    ...managesCaches ? ["one cache follows that of the writer"] : [],
    ...Object.entries(custom).map(([name, endpoint]) => describeEndpoint(name, endpoint)),
  ].join(", ");
}

function describeEndpoint(name: string, { type, members, excluded }: CustomEndpoint): string {
  const who = type === "reader" ? "readers" : "any";
  if (members !== undefined) return `endpoint ${name} for ${who} of ${members.join(" and ")}`;
  return `endpoint ${name} for ${who}${excluded ? ` but ${excluded.join(" and ")}` : ""}`;
}

function describeReplicas({ count, pages, views, crash }: ReplicaBounds): string {
  const replicas = (count === 1 ? "a replica" : `${count} replicas`) +
    (crash ? ", down now and then" : "");
  if (pages.length === 0) return `${replicas}, which read nothing`;
  const opened = views === 1 ? "one read view" : `${views} read views`;
  return `${replicas}, ${opened} of page${pages.length === 1 ? "" : "s"} ${pages.join(" and ")}`;
}

function describeMembership(
  { replacements, az, transitions, steps, silent, reversals, discards }: MembershipBounds,
): string {
  return [
    ...silent ? [`nothing is heard of ${silent.join(" and ")}`] : [],
    ...replacements.map(({ suspect, newcomer }) => `${newcomer} may replace ${suspect}`),
    ...az ? [`AZ ${az} may be given up`] : [],
    `${transitions} transitions, each to ${steps === "merged" ? "all at once" : "one by one"}`,
    ...reversals ? ["each change may be taken back"] : [],
    ...discards ? ["who is replaced is thrown away"] : [],
  ].join(", ");
}

const BACKGROUND = {
  true: "coalesce, stage and collect",
  paired: "coalesce and stage in one step, and collect",
  merged: "coalesce, stage and collect in one step",
} as const;

const WORDS = {
  sixCopies: "6 copies, 4/6",
  fullAndTail: "3 full, 3 tail",
  threeCopies: "3 copies, 2/3",
  fiveCopies: "5 copies, 3/5",
} as const;
