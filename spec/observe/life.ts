/**
 * What a step in the life of a cluster shows.
 *
 * @module
 */
import type { World } from "../../model/explore/system.ts";
import type { Edge } from "../../model/explore/watch.ts";
import type { LifeSystem } from "../../model/life/life.ts";
import { lifecycleIn, type LifeDeed, type LifeMove, storeIn } from "../../model/life/moves.ts";
import type { InstanceId, Lsn } from "../../model/terms.ts";
import type { EventKind, EventOf, TraceEvent } from "../../traces/event.ts";
import {
  clusterLine,
  clusterStatusIn,
  commitOf,
  instanceStatusIn,
  lifeGroup,
  PG,
  timeIn,
} from "../project_life.ts";

/** What a step in the life of a cluster can show. */
export const LIFE_SHOWN: readonly EventKind[] = [
  "group",
  "cluster",
  "cluster-status",
  "instance-status",
  "admin",
  "write",
  "store",
  "vdl",
  "commit-acked",
  "disk-loss",
  "snapshot",
  "end",
];

/** A step between two states. */
interface Step {
  readonly system: LifeSystem;
  readonly before: World;
  readonly after: World;
}

/** The events of a step, in the order in which they become true. */
export function observeLife(system: LifeSystem, { move, before, after }: Edge): TraceEvent[] {
  const step = { system, before, after };
  const { deed } = move as LifeMove;
  return [
    ...requested(deed),
    ...placesShown(step),
    ...lossesShown(step),
    ...deed.does === "write" ? commitShown(after) : [],
    ...membersShown(step),
    ...tiesShown(step),
    ...statusShown(step, deed),
    ...snapshotsShown(step),
  ];
}

/** What was asked for, where somebody asked. */
function requested(deed: LifeDeed): TraceEvent[] {
  const asks = (request: EventOf<"admin">["request"], instance?: InstanceId): TraceEvent[] => [
    { kind: "admin", request, ...instance !== undefined && { instance } },
  ];
  switch (deed.does) {
    case "make":
      return asks("create-cluster");
    case "work":
      return deed.work === "modify" || deed.work === "rename" || deed.work === "resetCredentials"
        ? asks("modify-cluster")
        : [];
    case "protect":
      return asks("modify-cluster");
    case "stop":
      return asks("stop-cluster");
    case "start":
      return asks("start-cluster");
    case "add":
      return asks("create-instance", deed.instance);
    case "remove":
      return asks("delete-instance", deed.instance);
    case "modify":
      return asks("modify-instance", deed.instance);
    case "reboot":
      return asks("reboot-instance", deed.instance);
    case "delete":
      return [{
        kind: "admin",
        request: "delete-cluster",
        ...deed.final !== undefined && { snapshot: deed.final },
      }];
    default:
      return [];
  }
}

/** The group, when its copies stand elsewhere than before. */
function placesShown({ before, after }: Step): TraceEvent[] {
  const now = lifeGroup(after);
  const azs = (world: World) => Object.values(storeIn(world).places).join();
  const isSame = lifeGroup(before) !== undefined && azs(before) === azs(after);
  return now === undefined || isSame ? [] : [{ kind: "group", pg: PG, ...now }];
}

/** Copies that have lost what they had. */
function lossesShown({ before, after }: Step): TraceEvent[] {
  const [old, now] = [storeIn(before).lost, storeIn(after).lost];
  return Object.keys(now).filter((node) => now[node] !== old[node])
    .map((node) => ({ kind: "disk-loss", node }));
}

function commitShown(after: World): TraceEvent[] {
  const { end, places } = storeIn(after);
  const txn = commitOf(end);
  const prev: Lsn = end - 1n;
  return [
    { kind: "write", lsn: end, pg: PG, prev, txn, cpl: true, commit: true },
    ...Object.keys(places).map((seg) => ({ kind: "store", seg, lsn: end }) as const),
    { kind: "vdl", lsn: end },
    { kind: "commit-acked", txn, scn: end },
  ];
}

/** The instances that have another status, or write since. */
function membersShown({ system, before, after }: Step): TraceEvent[] {
  return Object.keys(system.bounds.instances).flatMap((name): TraceEvent[] => {
    const [old, now] = [instanceStatusIn(before, name), instanceStatusIn(after, name)];
    if (now === undefined) return [];
    if (old?.status === now.status && old.isWriter === now.isWriter) return [];
    return [{
      ...{ kind: "instance-status", instance: name, status: now.status },
      ...now.isWriter && { writer: true },
    }];
  });
}

/** What keeps the cluster from being stopped or deleted, when that changes. */
function tiesShown({ before, after }: Step): TraceEvent[] {
  const [old, now] = [lifecycleIn(before), lifecycleIn(after)];
  const isNew = clusterStatusIn(before) === undefined && clusterStatusIn(after) !== undefined;
  const isSame = old.isProtected === now.isProtected && old.bonds.length === now.bonds.length;
  return isSame && !isNew ? [] : [clusterLine(now)];
}

/** The status of the cluster, when it changes, and when seven days have passed. */
function statusShown({ before, after }: Step, { does }: LifeDeed): TraceEvent[] {
  const [old, status] = [clusterStatusIn(before), clusterStatusIn(after)];
  if (status === undefined || status === old && does !== "sevenDays") return [];
  return [{ kind: "cluster-status", status, t: timeIn(after) }];
}

function snapshotsShown({ before, after }: Step): TraceEvent[] {
  const old = storeIn(before).snapshots;
  return Object.entries(storeIn(after).snapshots)
    .filter(([name, at]) => old[name] !== at)
    .map(([name, at]) => ({ kind: "snapshot", name, at }));
}
