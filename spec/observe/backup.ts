/**
 * What a step of a world with backups shows.
 *
 * @module
 */
import type { World } from "../../model/explore/system.ts";
import type { Edge } from "../../model/explore/watch.ts";
import { blocksOf, vdlOf } from "../../model/backup/database.ts";
import type { Blocks, Wanted } from "../../model/backup/archive_terms.ts";
import {
  archiveIn,
  type BackupMove,
  databaseIn,
  nodeIn,
  SOURCE,
} from "../../model/backup/moves.ts";
import type { BackupSystem } from "../../model/backup/system.ts";
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import { backupGroups, blocksWritten, windowIn } from "../project_backup.ts";

/** What a step of a world with backups can show. */
export const BACKUP_SHOWN: readonly EventKind[] = [
  "group",
  "write",
  "vdl",
  "commit-acked",
  "stage",
  "collect",
  "restorable",
  "snapshot",
  "restore",
  "read",
  "end",
];

/** The events of a step, in the order in which they become true. */
export function observeBackup(system: BackupSystem, { move, before, after }: Edge): TraceEvent[] {
  const { deed } = move as BackupMove;
  switch (deed.does) {
    case "create":
      return Object.entries(backupGroups(system.bounds))
        .map(([pg, group]) => ({ kind: "group", pg, ...group }));
    case "write":
      return writesShown(before, after);
    case "stage":
      return [{ kind: "stage", seg: deed.segment, upto: nodeIn(after, deed.segment).staged }];
    case "collect":
      return [{ kind: "collect", seg: deed.segment, upto: nodeIn(after, deed.segment).collected }];
    case "refresh":
      return windowShown(before, after);
    case "snapshot": {
      const { at } = archiveIn(after).snapshots[deed.name]!;
      return [{ kind: "snapshot", name: deed.name, at }];
    }
    case "restore":
      return restoreShown(after, deed.as, deed.wanted);
    // Nobody outside sees the clock, or that a volume is stopped.
    case "tick":
    case "stop":
    case "start":
      return [];
  }
}

function writesShown(before: World, after: World): TraceEvent[] {
  const [old, now] = [databaseIn(before, SOURCE)!, databaseIn(after, SOURCE)!];
  const fresh = now.log.slice(old.log.length);
  const commits = fresh.flatMap(({ commits: txn, lsn }) => txn === undefined ? [] : [{ txn, lsn }]);
  return [
    ...fresh.map(({ lsn, pg, prev, page, cpl, commits: txn, time }): TraceEvent => ({
      ...{ kind: "write", lsn, pg, prev, page },
      ...txn !== undefined && { txn },
      ...cpl && { cpl },
      ...txn !== undefined && { commit: true, time: BigInt(time) },
    })),
    { kind: "vdl", lsn: vdlOf(now) },
    ...commits.map(({ txn, lsn: scn }) => ({ kind: "commit-acked", txn, scn }) as const),
  ];
}

function windowShown(before: World, after: World): TraceEvent[] {
  const [old, now] = [windowIn(before), windowIn(after)];
  const isSame = old?.earliest === now?.earliest && old?.latest === now?.latest;
  return isSame ? [] : [{ kind: "restorable", ...now }];
}

/** A new volume, and what is read there and in the source afterwards. */
function restoreShown(after: World, as: string, wanted: Wanted): TraceEvent[] {
  const [source, restored] = [databaseIn(after, SOURCE)!, databaseIn(after, as)!];
  const { at } = restored;
  const asked = "time" in wanted ? { time: BigInt(wanted.time) } : wanted;
  const pages = Object.keys(blocksWritten(source));
  return [
    { kind: "restore", of: SOURCE, as, at, ...asked },
    ...pages.flatMap((page) => [
      { ...readShown(page, at, blocksOf(restored)), volume: as },
      readShown(page, vdlOf(source), blocksOf(source)),
    ]),
  ];
}

function readShown(page: string, at: Lsn, blocks: Blocks) {
  return { kind: "read", page, at, lsn: blocks[page] ?? NO_LSN } as const;
}
