/**
 * A volume, its backup store, and the volumes that are restored, as one system to explore.
 *
 * @module
 */
import type { Machine, System } from "../explore/system.ts";
import { archive } from "./archive.ts";
import type { BackupBounds } from "./bounds.ts";
import { clock } from "./clock.ts";
import { database } from "./database.ts";
import { type BackupMove, backupMoves, newcomers, SOURCE, stagers } from "./moves.ts";
import { node } from "./node.ts";

/** The machines of a world with backups: a mutant is a world with one of them changed. */
export interface BackupMachines {
  /** What time it is. */
  readonly clock: Machine;
  /** Each volume: the source, and those that are restored. */
  readonly database: Machine;
  /** The copy of each group that stages. */
  readonly node: Machine;
  /** The backup store. */
  readonly archive: Machine;
}

/** A world with backups. */
export interface BackupSystem extends System {
  /** Its size. */
  readonly bounds: BackupBounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly BackupMove[];
}

/** The published machines, for a world of these bounds. */
export function backupMachines({ ticks, retention }: BackupBounds): BackupMachines {
  return { clock: clock(ticks), database, node, archive: archive({ retention }) };
}

/** A world with backups of the given size, of the published machines or of others. */
export function backupSystem(
  name: string,
  bounds: BackupBounds,
  { clock, database, node, archive }: BackupMachines = backupMachines(bounds),
): BackupSystem {
  const volumes = [SOURCE, ...newcomers(bounds)];
  return {
    name,
    bounds,
    actors: {
      ...Object.fromEntries(volumes.map((volume) => [volume, database])),
      clock,
      ...Object.fromEntries([...stagers(bounds).keys()].map((segment) => [segment, node])),
      archive,
    },
    moves: backupMoves(bounds),
  };
}
