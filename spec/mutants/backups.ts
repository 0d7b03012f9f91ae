/**
 * Mistakes with backups.
 *
 * @module
 */
import { assign } from "xstate";
import { archive, type ArchiveContext, horizonOf, movedTo } from "../../model/backup/archive.ts";
import {
  EMPTY,
  type Holdings,
  type TimedRecord,
  type Wanted,
} from "../../model/backup/archive_terms.ts";
import { database } from "../../model/backup/database.ts";
import { node } from "../../model/backup/node.ts";
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { BackupMutant } from "./mutant.ts";

/** A volume that cuts the log for a restore in its own way. */
const cutting =
  (cut: (holdings: Holdings, wanted: Wanted) => Lsn | undefined): BackupMutant["machines"] =>
  () => ({
    database: database.provide({
      actions: {
        cut: assign(({ event }) => {
          if (event.type !== "restore") return {};
          const { wanted, holdings, since } = event;
          return {
            restored: { from: wanted, since },
            at: cut(holdings, wanted) ?? holdings.base.at,
            log: [],
          };
        }),
      },
    }),
  });

/** A backup store that drops what is too old in its own way. */
const dropping =
  (keeps: (context: ArchiveContext) => Partial<ArchiveContext>): BackupMutant["machines"] =>
  ({ retention }) => ({
    archive: archive({ retention }).provide({
      actions: {
        dropExpired: assign(({ context, event }) => {
          if (event.type !== "refresh") return {};
          const baseTime = horizonOf(context, event.now, retention);
          if (baseTime <= context.baseTime) return {};
          return { baseTime, ...movedTo(context, baseTime), ...keeps(context) };
        }),
      },
    }),
  });

/** Mistakes with backups: what is staged, kept, and made of it. */
export const backupMutants: readonly BackupMutant[] = [
  {
    name: "log-gone-before-it-is-staged",
    number: 51,
    says:
      "A copy collects its log whether or not the backup store has it, and stages what is left.",
    rule: "node.isStaged",
    scope: "backup",
    caughtBy: "T1",
    machines: () => ({ node: node.provide({ guards: { isStaged: () => true } }) }),
  },
  {
    name: "restore-goes-on-to-the-end",
    number: 101,
    says: "A restore to a time takes all of the log that is staged.",
    rule: "database.cut",
    scope: "backup",
    caughtBy: "T1",
    machines: cutting(({ log }) => log.findLast(({ cpl }) => cpl)?.lsn),
  },
  {
    name: "restore-cuts-inside-an-mtr",
    says: "A restore ends before the first commit that is too late, whether or not it is at a CPL.",
    rule: "database.cut",
    scope: "backup",
    caughtBy: "T1",
    machines: cutting(({ log }, wanted) => {
      const isLate = ({ commits, time }: TimedRecord) =>
        commits !== undefined && "time" in wanted && time > wanted.time;
      const late = log.findIndex(isLate);
      return log.slice(0, late < 0 ? log.length : late).at(-1)?.lsn;
    }),
  },
  {
    name: "latest-restorable-time-is-now",
    number: 102,
    says: "The latest restorable time follows the clock, whatever is staged.",
    rule: "archive.advanceLatest",
    scope: "backup",
    caughtBy: "T3",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({
        actions: {
          advanceLatest: assign(({ event }) =>
            event.type === "refresh" && event.now > 0 ? { latest: event.now } : {}
          ),
        },
      }),
    }),
  },
  {
    name: "latest-restorable-time-of-one-group",
    says: "The latest restorable time waits for the first group alone.",
    rule: "archive.advanceLatest",
    scope: "backup",
    caughtBy: "T3",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({
        actions: {
          advanceLatest: assign(({ context: { staged }, event }) => {
            if (event.type !== "refresh") return {};
            const latest = event.over.findLastIndex(({ last }) =>
              (staged["p1"] ?? NO_LSN) >= (last["p1"] ?? NO_LSN)
            );
            return latest < 0 ? {} : { latest };
          }),
        },
      }),
    }),
  },
  {
    name: "restore-overwrites-its-source",
    number: 103,
    says: "A restore goes into a volume that is there.",
    rule: "database.mayBeOverwritten",
    scope: "backup",
    caughtBy: "T2",
    machines: () => ({ database: database.provide({ guards: { mayBeOverwritten: () => true } }) }),
  },
  {
    name: "earliest-restorable-time-stays-behind",
    says: "What is too old is dropped, and is announced as restorable all the same.",
    rule: "archive.advanceEarliest",
    scope: "backup-retention",
    caughtBy: "T1",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({
        actions: {
          advanceEarliest: assign(({ context: { latest } }) =>
            latest === undefined ? {} : { earliest: 0 }
          ),
        },
      }),
    }),
  },
  {
    name: "window-is-not-looked-at",
    says: "A restore is begun to any time, whether or not it is restorable.",
    rule: "archive.isInWindow",
    scope: "backup-retention",
    caughtBy: "T1",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({ guards: { isInWindow: () => true } }),
    }),
  },
  {
    name: "snapshot-before-it-is-staged",
    says: "A snapshot is complete before all of its log is staged.",
    rule: "archive.isStaged",
    scope: "backup-retention",
    caughtBy: "T3",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({ guards: { isStaged: () => true } }),
    }),
  },
  {
    name: "snapshot-dropped-with-the-retention",
    says: "The blocks of a snapshot are dropped when its time is too old to be restored.",
    rule: "archive.dropExpired",
    scope: "backup-retention",
    caughtBy: "T4",
    machines: dropping(({ snapshots }) => ({
      snapshots: Object.fromEntries(
        Object.entries(snapshots).map(([name, { at }]) => [name, { ...EMPTY, at }]),
      ),
    })),
  },
  {
    name: "snapshot-moves-with-the-retention",
    says: "A snapshot is a name for the oldest blocks that are kept.",
    rule: "archive.keepSnapshot",
    scope: "backup-retention",
    caughtBy: "T4",
    machines: ({ retention }) => ({
      archive: archive({ retention }).provide({
        actions: {
          keepSnapshot: assign(({ context: { base, snapshots }, event }) =>
            event.type === "takeSnapshot"
              ? { snapshots: { ...snapshots, [event.name]: { ...base, at: event.mark.at } } }
              : {}
          ),
        },
      }),
    }),
  },
];
