/**
 * The words of the life of a cluster.
 *
 * @module
 */
import type { AzId, InstanceId } from "../terms.ts";

/** What ties a cluster to others, so that it cannot be stopped, or what kind it is. */
export type Bond = "global" | "replication" | "serverless";

/** How a cluster comes to be: new, from a snapshot of another kind, or as a clone. */
export type Origin = "create" | "restore" | "clone";

/** What keeps a cluster busy for a while. */
export type Work =
  | "backUp"
  | "backtrack"
  | "maintain"
  | "modify"
  | "promote"
  | "rename"
  | "resetCredentials"
  | "optimizeStorage"
  | "updateIam"
  | "upgrade";

/** What an instance does, or is told to do, that its cluster hears of. */
export type InstanceWork =
  | "add"
  | "join"
  | "remove"
  | "write"
  | "halt"
  | "halted"
  | "run"
  | "running"
  | "takeOver";

/** Some instances. A record of true, so that the order in which they came is forgotten. */
export type Members = Readonly<Record<InstanceId, true>>;

/** The size of the life of a cluster. */
export interface LifeBounds {
  /** The instances that may be added, removed and added again, each in its AZ. */
  readonly instances: Readonly<Record<InstanceId, AzId>>;
  /** How the cluster may come to be. */
  readonly origins: readonly Origin[];
  /** What may keep it busy. */
  readonly works: readonly Work[];
  /** What is asked of instances while they run. */
  readonly chores: readonly ("modify" | "reboot")[];
  /** How many transactions commit, each with one record. */
  readonly commits: number;
  /** May it be stopped, and how often do seven days pass? Absent: it may not. */
  readonly stops?: { readonly weeks: number };
  /** What ties it to others, at first. */
  readonly bonds: readonly Bond[];
  /** Is deletion protection on at first, and changed? */
  readonly protection: boolean;
  /** Snapshots that users take: the final one may be asked for under any of these names. */
  readonly snapshots: readonly string[];
  /** May its key be out of reach for a while? */
  readonly key: boolean;
}

/** The bounds in one line, as every result states them. */
export function describeLife(bounds: LifeBounds): string {
  const { instances, origins, works, chores, commits, stops, bonds, protection, snapshots, key } =
    bounds;
  return [
    `instances ${Object.entries(instances).map(([name, az]) => `${name} (AZ ${az})`).join(", ")}`,
    `made by ${origins.join(" or ")}`,
    `${commits} commit${commits === 1 ? "" : "s"} on 3 copies, 2/3`,
    ...works.length > 0 ? [`may be ${works.join(", ")}`] : [],
    ...chores.map((chore) => `instances ${chore}`),
    ...stops ? [`may be stopped, seven days pass ${stops.weeks} times`] : [],
    ...bonds,
    ...protection ? ["deletion protection goes on and off"] : [],
    ...snapshots.length > 0 ? [`snapshot ${snapshots.join(", ")}`] : [],
    ...key ? ["its key may be out of reach"] : [],
  ].join("; ");
}
