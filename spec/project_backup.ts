/**
 * A state of a world with backups, seen from outside.
 *
 * @module
 */
import { replayed } from "../model/backup/archive_terms.ts";
import type { BackupBounds } from "../model/backup/bounds.ts";
import { type DatabaseContext, vdlOf } from "../model/backup/database.ts";
import {
  archiveIn,
  databaseIn,
  newcomers,
  nodeIn,
  SOURCE,
  stagers,
} from "../model/backup/moves.ts";
import type { BackupSystem } from "../model/backup/system.ts";
import type { World } from "../model/explore/system.ts";
import type { Group } from "../model/quorum/quorum.ts";
import { type Lsn, NO_LSN, type PgId, type VolumeId } from "../model/terms.ts";
import { groupOf, placeCopies, rulesOf } from "../model/volume.ts";
import { BACKUP_SHOWN } from "./observe/backup.ts";
import type { BlockVersions, RestoreWindow } from "./view/backup_facts.ts";
import { Backups } from "./view/backups.ts";
import { NO_COPY, nothing, type Source } from "./view/facts.ts";
import { type Restored, Volumes } from "./view/volumes.ts";

/** The view of a state: of the source, or of a volume that was restored, of whose log nothing is seen. */
export function projectBackup(system: BackupSystem, world: World, volume?: VolumeId): Source {
  const { bounds } = system;
  if (volume !== undefined) {
    return { ...nothing, config: () => ({ groups: {}, sees: BACKUP_SHOWN }) };
  }
  const source = () => databaseIn(world, SOURCE);
  return {
    ...nothing,
    config: () => ({ groups: source() ? backupGroups(bounds) : {}, sees: BACKUP_SHOWN }),
    log: () => ({ records: source()?.log ?? [] }),
    points: () => ({ ...nothing.points(), vdl: vdlIn(source()) }),
    commits() {
      const acked = commitsOf(source());
      const lastAcked = acked.at(-1);
      return {
        open: {},
        failed: [],
        acked: acked.map(({ txn }) => txn),
        ...lastAcked && { lastAcked },
      };
    },
    segment: (id) => stagers(bounds).has(id) ? { ...NO_COPY, ...nodeIn(world, id) } : NO_COPY,
    backups: () => backupsIn(system, world).facts(),
    volumes: () => volumesIn(system, world),
  };
}

/** The groups of the source. */
export function backupGroups({ groups }: BackupBounds): Readonly<Record<PgId, Group>> {
  return Object.fromEntries(
    groups.map((pg, nth) => [
      pg,
      groupOf({ members: placeCopies("threeCopies", nth), ...rulesOf("threeCopies") }),
    ]),
  );
}

/** The blocks of a volume that it was written to, as its log says. */
export function blocksWritten({ log }: DatabaseContext, at?: Lsn): BlockVersions {
  return replayed({}, log, at ?? log.at(-1)?.lsn ?? NO_LSN);
}

/** The times that are announced as restorable; undefined before the first ones are. */
export function windowIn(world: World): RestoreWindow | undefined {
  const { earliest, latest } = archiveIn(world);
  if (earliest === undefined || latest === undefined) return undefined;
  return { earliest: BigInt(earliest), latest: BigInt(latest) };
}

function vdlIn(source: DatabaseContext | undefined): Lsn {
  return source === undefined ? NO_LSN : vdlOf(source);
}

function commitsOf(source: DatabaseContext | undefined) {
  return (source?.log ?? []).flatMap(({ commits: txn, lsn: scn }) =>
    txn === undefined ? [] : [{ txn, scn }]
  );
}

/** What is seen of backups: what was written and staged, in this order, for no other matters. */
function backupsIn({ bounds }: BackupSystem, world: World): Backups {
  const backups = new Backups();
  const source = databaseIn(world, SOURCE);
  source?.log.forEach(({ time, commits, ...record }, nth) => {
    const commit = commits !== undefined && { commit: true, time: BigInt(time) };
    backups.write({ kind: "write", ...record, ...commit }, nth === 0);
    backups.awaitStage(record.pg, record.lsn);
  });
  for (const [segment, pg] of stagers(bounds)) backups.stage(pg, nodeIn(world, segment).staged);
  for (const [name, { at }] of Object.entries(archiveIn(world).snapshots)) {
    backups.takeSnapshot(name, at);
  }
  backups.restoredAt = restoredIn(world, bounds)
    .reduce((last, { since }) => since > last ? since : last, NO_LSN);
  const window = windowIn(world);
  if (window !== undefined) backups.announce(window);
  return backups;
}

/** The volumes that were restored. */
function restoredIn(world: World, bounds: BackupBounds) {
  return newcomers(bounds).flatMap((name) => {
    const { at, restored } = databaseIn(world, name) ?? {};
    return at === undefined || restored === undefined ? [] : [{ name, at, ...restored }];
  });
}

/** What must be in the volumes that were restored: what the source had. */
function volumesIn({ bounds }: BackupSystem, world: World): Volumes {
  const restored = restoredIn(world, bounds).map(({ name, at, from }): [string, Restored] => [
    name,
    {
      of: SOURCE,
      ..."snapshot" in from && from,
      at,
      blocks: blocksWritten(databaseIn(world, SOURCE)!, at),
      isWhole: at > NO_LSN,
    },
  ]);
  const used = restored.length > 0 ? [SOURCE] : [];
  return new Volumes({ restored: Object.fromEntries(restored), used });
}
