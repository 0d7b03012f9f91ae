/**
 * What can happen in a world with backups.
 *
 * @module
 */
import type { Delivery, Move, World } from "../explore/system.ts";
import { named } from "../named.ts";
import { type Lsn, NO_LSN, type PgId, type SegmentId } from "../terms.ts";
import type { ArchiveContext } from "./archive.ts";
import {
  type Holdings,
  type Mark,
  markOf,
  type Tick,
  type TimedRecord,
  type Wanted,
} from "./archive_terms.ts";
import type { BackupBounds } from "./bounds.ts";
import type { ClockContext } from "./clock.ts";
import { type DatabaseContext, vdlOf } from "./database.ts";
import type { NodeContext } from "./node.ts";

/** One thing that can happen. */
export type BackupDeed =
  | { readonly does: "create" | "write" | "tick" | "refresh" | "stop" | "start" }
  | { readonly does: "stage" | "collect"; readonly segment: SegmentId }
  | { readonly does: "snapshot"; readonly name: string }
  | { readonly does: "restore"; readonly as: string; readonly wanted: Wanted };

/** A move of a world with backups. */
export interface BackupMove extends Move {
  /** What it does. */
  readonly deed: BackupDeed;
}

/** The volume that is backed up. */
export const SOURCE = "db";

/** The copy of each group that stages: `a1`, `a2`, ... */
export function stagers({ groups }: BackupBounds): ReadonlyMap<SegmentId, PgId> {
  return new Map(groups.map((pg, nth) => [`a${nth + 1}`, pg]));
}

/** The volumes that are restored: `r1`, `r2`, ... */
export function newcomers({ restores }: BackupBounds): string[] {
  return Array.from({ length: restores }, (_, nth) => `r${nth + 1}`);
}

/** What a volume has in a state of the world; undefined as long as it is not there. */
export function databaseIn(world: World, name: string): DatabaseContext | undefined {
  return world.part(name, present);
}

/** What the backup store has in a state of the world. */
export function archiveIn(world: World): ArchiveContext {
  return world.state("archive").context;
}

/** What a copy has staged and collected. */
export function nodeIn(world: World, segment: SegmentId): NodeContext {
  return world.state(segment).context;
}

/** All moves. */
export function backupMoves(bounds: BackupBounds): BackupMove[] {
  const { stops, snapshots } = bounds;
  return [
    move("db.creates", { does: "create" }, () => [{ to: SOURCE, event: { type: "create" } }]),
    write(bounds),
    ...stops
      ? (["stop", "start"] as const).map((does) =>
        move(`db.${does}s`, { does }, () => [{ to: SOURCE, event: { type: does } }])
      )
      : [],
    move(
      "clock.ticks",
      { does: "tick" },
      (world) => databaseIn(world, SOURCE) && [{ to: "clock", event: { type: "tick" } }],
    ),
    ...[...stagers(bounds)].flatMap(([segment, pg]) => [stage(segment, pg), collect(segment, pg)]),
    refresh(),
    ...Array.from({ length: snapshots }, (_, nth) => takeSnapshot(`s${nth + 1}`)),
    ...[...newcomers(bounds), SOURCE].flatMap((as) =>
      wanted(bounds).map((what) => restore(as, what))
    ),
  ];
}

function move(
  name: string,
  deed: BackupDeed,
  plan: (world: World) => readonly Delivery[] | undefined,
): BackupMove {
  return { name, deed, plan };
}

/** The next mini-transaction of the source. */
function write({ workload }: BackupBounds): BackupMove {
  return move("db.writes", { does: "write" }, (world) => {
    const batch = workload[databaseIn(world, SOURCE)?.written ?? workload.length];
    return batch && [{ to: SOURCE, event: { type: "write", batch, now: nowIn(world) } }];
  });
}

/** A copy sends what it holds of its log, whole mini-transactions or not. */
function stage(segment: SegmentId, pg: PgId): BackupMove {
  return move(`${segment}.stages`, { does: "stage", segment }, (world) => {
    const log = world.part(SOURCE, logOf(pg));
    if (!world.part(SOURCE, isRunning) || log.length === 0) return undefined;
    const { staged, collected } = nodeIn(world, segment);
    const upto = log.at(-1)!.lsn;
    const records = log.filter(({ lsn }) => lsn > staged && lsn > collected);
    return [
      { to: segment, event: { type: "stage", upto } },
      { to: "archive", event: { type: "staged", pg, upto, records } },
    ];
  });
}

function collect(segment: SegmentId, pg: PgId): BackupMove {
  return move(`${segment}.collects`, { does: "collect", segment }, (world) => {
    const upto: Lsn = world.part(SOURCE, logOf(pg)).at(-1)?.lsn ?? NO_LSN;
    return upto > nodeIn(world, segment).collected
      ? [{ to: segment, event: { type: "collect", upto } }]
      : undefined;
  });
}

/** The backup store looks how far it has come; not while the source is stopped. */
function refresh(): BackupMove {
  return move("archive.refreshes", { does: "refresh" }, (world) => {
    if (!world.part(SOURCE, isRunning)) return undefined;
    const now = nowIn(world);
    const over = world.part(SOURCE, marksOf(now));
    return [{ to: "archive", event: { type: "refresh", now, over } }];
  });
}

function takeSnapshot(name: string): BackupMove {
  return move(`archive.takes.${name}`, { does: "snapshot", name }, (world) => {
    if (!world.part(SOURCE, isRunning) || archiveIn(world).snapshots[name]) return undefined;
    const mark = world.part(SOURCE, lastMark);
    return [{ to: "archive", event: { type: "takeSnapshot", name, mark } }];
  });
}

/** What may be asked for. */
function wanted({ ticks, snapshots }: BackupBounds): Wanted[] {
  return [
    ...Array.from({ length: ticks + 1 }, (_, time) => ({ time })),
    ...Array.from({ length: snapshots }, (_, nth) => ({ snapshot: `s${nth + 1}` })),
  ];
}

/** A volume is made of what the backup store has, while the source runs or is stopped. */
function restore(as: string, wanted: Wanted): BackupMove {
  const what = "time" in wanted ? `time.${wanted.time}` : wanted.snapshot;
  return move(`${as}.restores.${what}`, { does: "restore", as, wanted }, (world) => {
    const holdings: Holdings = world.part("archive", holdingsOf);
    const asked = "time" in wanted
      ? { type: "restoreTo", time: wanted.time }
      : { type: "restoreSnapshot", snapshot: wanted.snapshot };
    return [
      { to: "archive", event: asked },
      { to: as, event: { type: "restore", wanted, holdings, since: world.part(SOURCE, vdl) } },
    ];
  });
}

interface Local<T> {
  readonly context: T;
  matches(value: string): boolean;
}

const present = (state: Local<DatabaseContext>) =>
  state.matches("absent") ? undefined : state.context;
const isRunning = (state: Local<DatabaseContext>) => state.matches("available");
const vdl = ({ context }: Local<DatabaseContext>) => vdlOf(context);
const holdingsOf = ({ context: { base, log, snapshots } }: Local<ArchiveContext>): Holdings => ({
  base,
  log,
  snapshots,
});
const logOf = named((pg) => ({ context }: Local<DatabaseContext>): readonly TimedRecord[] =>
  context.log.filter((record) => record.pg === pg)
);
const lastMark = ({ context }: Local<DatabaseContext>): Mark => markOf(context.log, vdlOf(context));

/** The marks of the ends of all ticks before this one. */
const marks = named((now) => ({ context: { log } }: Local<DatabaseContext>): readonly Mark[] =>
  Array.from(
    { length: Number(now) },
    (_, time) => markOf(log, log.findLast((record) => record.time <= time)?.lsn ?? NO_LSN),
  )
);
const marksOf = (now: Tick) => marks(`${now}`);

function nowIn(world: World): Tick {
  return (world.state("clock").context as ClockContext).now;
}
