/**
 * A world with backups, as it is seen from outside.
 *
 * @module
 */
import { type BackupBounds, describeBackupBounds } from "../model/backup/bounds.ts";
import { newcomers } from "../model/backup/moves.ts";
import {
  type BackupMachines,
  backupMachines,
  type BackupSystem,
  backupSystem,
} from "../model/backup/system.ts";
import { BACKUP_SHOWN, observeBackup } from "./observe/backup.ts";
import { projectBackup } from "./project_backup.ts";
import type { Subject } from "./subject.ts";
import type { Making } from "./world.ts";

/** A world with backups, seen from outside. */
export type BackupSubject = BackupSystem & Subject;

/** How a world with backups is seen. */
export function backupSubjectOf(system: BackupSystem): BackupSubject {
  return {
    ...system,
    size: describeBackupBounds(system.bounds),
    sees: BACKUP_SHOWN,
    volumes: newcomers(system.bounds),
    observe: (step) => observeBackup(system, step),
    project: (world, volume) => projectBackup(system, world, volume),
  };
}

/** How the scopes with backups are made into systems. */
export const backups: Making<BackupBounds, BackupMachines, BackupSubject> = {
  world: "backups",
  machinesFor: backupMachines,
  subject: (name, bounds, machines) => backupSubjectOf(backupSystem(name, bounds, machines)),
};
