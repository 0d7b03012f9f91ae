/**
 * What must be seen of backups.
 *
 * @module
 */
import { NO_LSN } from "../../model/terms.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of backups. */
export const backupWitnesses: readonly Witness[] = [
  {
    id: "restored-without-later-commits",
    says: "A volume is restored to a time, and leaves out what its source committed since.",
    scopes: ["backup", "backup-retention"],
    on: ["restore"],
    seen: ({ backups }, event) =>
      event.kind === "restore" && event.time !== undefined &&
      backups.around(event.time).next !== undefined,
  },
  {
    id: "staging-behind-and-the-past-restorable",
    says: "A latest restorable time is announced while a later commit is not staged yet.",
    scopes: ["backup", "backup-retention"],
    on: ["restorable"],
    seen: ({ backups, points }) => {
      const first = backups.firstUnstaged;
      return first !== undefined && first.lsn <= points.vdl;
    },
  },
  {
    id: "group-waits-for-another-to-be-staged",
    says: "A whole group is staged, and a record of another is not that lies below.",
    scopes: ["backup"],
    on: ["restorable"],
    seen: (view) => {
      const first = view.backups.firstUnstaged;
      return first !== undefined && view.config.groups.some(({ pg, members }) => {
        const end = view.log.chain(pg)?.end ?? NO_LSN;
        return end > first.lsn && members.some(({ segment }) => view.copy(segment).staged >= end);
      });
    },
  },
  {
    id: "source-written-to-after-a-restore",
    says: "The source goes on after a volume was restored from it.",
    scopes: ["backup", "backup-retention"],
    on: ["write"],
    seen: ({ volumes }) => volumes.restored("r1") !== undefined,
  },
  {
    id: "snapshot-outlives-the-retention",
    says: "A volume is restored from a snapshot that is older than the earliest restorable time.",
    scopes: ["backup-retention"],
    on: ["restore"],
    seen: ({ backups }, event) =>
      event.kind === "restore" && event.snapshot !== undefined && event.at < backups.start,
  },
];
