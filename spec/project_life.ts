/**
 * The life of a cluster, seen from outside.
 *
 * @module
 */
import type { LocalState, World } from "../model/explore/system.ts";
import { type LifecycleContext } from "../model/life/lifecycle.ts";
import type { LifeSystem } from "../model/life/life.ts";
import { calendarIn, lifecycleIn, statusIn, storeIn } from "../model/life/moves.ts";
import type { StoreContext } from "../model/life/store.ts";
import type { Group } from "../model/quorum/quorum.ts";
import {
  type InstanceId,
  type Lsn,
  NO_LSN,
  type PgId,
  type SegmentId,
  type TxnId,
} from "../model/terms.ts";
import { groupOf, rulesOf } from "../model/volume.ts";
import type { EventOf } from "../traces/event.ts";
import { LIFE_SHOWN } from "./observe/life.ts";
import { Backups } from "./view/backups.ts";
import { type CopyFacts, NO_COPY, nothing, type Source } from "./view/facts.ts";
import { Life, type LifeFacts, type MemberFacts } from "./view/life.ts";

/** The one group of the volume. */
export const PG: PgId = "p0";

/** Seven days. Unit: microseconds. */
export const WEEK = 7n * 24n * 3600n * 1_000_000n;

/** The view of a state. */
export function projectLife(system: LifeSystem, world: World): Source {
  const group = lifeGroup(world);
  const { end } = storeIn(world);
  const lsns = Array.from({ length: Number(end) }, (_, at) => BigInt(at + 1));
  return {
    ...nothing,
    config: () => ({ groups: group === undefined ? {} : { [PG]: group }, sees: LIFE_SHOWN }),
    log: () => ({
      records: lsns.map((lsn) => ({
        lsn,
        pg: PG,
        prev: lsn - 1n,
        cpl: true,
        commits: commitOf(lsn),
      })),
    }),
    points: () => ({ ...nothing.points(), vdl: end }),
    commits: () => ({
      open: {},
      failed: [],
      acked: lsns.map(commitOf),
      ...end > NO_LSN && { lastAcked: { txn: commitOf(end), scn: end } },
    }),
    segment: (id) => id in storeIn(world).places ? copyIn(storeIn(world), id) : NO_COPY,
    backups: () => backupsIn(storeIn(world), lsns).facts(),
    life: () => lifeIn(system, world),
  };
}

/** The transaction whose commit a record is. */
export function commitOf(lsn: Lsn): TxnId {
  return `T${lsn}`;
}

/** The group as its copies stand; undefined before there is a volume. */
export function lifeGroup(world: World): Group | undefined {
  return world.part("store", groupIn);
}

/** The status of the cluster; undefined before there is one. */
export function clusterStatusIn(world: World): LifeFacts["status"] {
  const status = statusIn(world);
  return status === "absent" ? undefined : status as LifeFacts["status"];
}

/** What an instance is; undefined for one that is not there. */
export function instanceStatusIn(world: World, name: InstanceId): MemberFacts | undefined {
  const status = statusIn(world, name);
  if (status === "absent") return undefined;
  const isWriter = lifecycleIn(world).writer.includes(name);
  return { status: status as MemberFacts["status"], isWriter };
}

/** What keeps the cluster from being stopped or deleted. */
export function clusterLine({ isProtected, bonds }: LifecycleContext): EventOf<"cluster"> {
  return {
    kind: "cluster",
    ...isProtected && { protected: true },
    ...bonds.includes("global") && { global: true },
    ...bonds.includes("replication") && { replicates: true },
    ...bonds.includes("serverless") && { serverless: true },
  };
}

/** What the calendar shows. Unit: microseconds. */
export function timeIn(world: World): bigint {
  return BigInt(calendarIn(world).now) * WEEK;
}

function lifeIn({ bounds }: LifeSystem, world: World): LifeFacts {
  const status = clusterStatusIn(world);
  const { final, snapshots } = storeIn(world);
  const [asked] = final.filter((name) => snapshots[name] === undefined);
  const life = new Life();
  if (status !== undefined) life.tie(clusterLine(lifecycleIn(world)));
  const members = Object.keys(bounds.instances).flatMap((name) => {
    const member = instanceStatusIn(world, name);
    return member === undefined ? [] : [[name, member] as const];
  });
  return {
    ...life.facts(),
    members: Object.fromEntries(members),
    ...status !== undefined && { status },
    ...status === "stopped" && { stopped: { t: BigInt(calendarIn(world).since) * WEEK } },
    ...asked !== undefined && { final: asked },
  };
}

/** A copy has all that it did not lose. */
function copyIn(store: StoreContext, id: SegmentId): CopyFacts {
  const { end, lost: { [id]: lost = NO_LSN } } = store;
  if (lost === NO_LSN) return { ...NO_COPY, held: { upto: end, beyond: [] } };
  const beyond = Array.from({ length: Number(end - lost) }, (_, at) => lost + BigInt(at + 1));
  return { ...NO_COPY, held: { upto: NO_LSN, beyond }, had: { upto: lost, beyond: [] } };
}

function backupsIn({ snapshots }: StoreContext, lsns: readonly Lsn[]): Backups {
  const backups = new Backups();
  lsns.forEach((lsn, nth) =>
    backups.write(
      { kind: "write", lsn, pg: PG, prev: lsn - 1n, cpl: true, commit: true },
      nth === 0,
    )
  );
  for (const [name, at] of Object.entries(snapshots)) backups.takeSnapshot(name, at);
  return backups;
}

const groupIn = (state: LocalState): Group | undefined => {
  if (state.matches("absent")) return undefined;
  const { places } = state.context as StoreContext;
  const members = Object.entries(places).map(([copy, az]) => [copy, { az, kind: "full" }] as const);
  return groupOf({ members: Object.fromEntries(members), ...rulesOf("threeCopies") });
};
