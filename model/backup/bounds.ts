/**
 * The finite size of a world with backups.
 *
 * @module
 */
import type { PgId } from "../terms.ts";
import type { Draft } from "../writer/writing.ts";
import type { Tick } from "./archive_terms.ts";

/** The bounds of a world with backups. */
export interface BackupBounds {
  /** The groups of the source: three copies each, of which the first one stages. */
  readonly groups: readonly PgId[];
  /** What the source writes: mini-transactions, each a list of records. */
  readonly workload: readonly (readonly Draft[])[];
  /** The last tick of the clock. */
  readonly ticks: Tick;
  /** How long a time can be restored. Unit: ticks. */
  readonly retention: Tick;
  /** How many snapshots are taken. */
  readonly snapshots: number;
  /** How many volumes are restored. */
  readonly restores: number;
  /** May the source be stopped, and started again? */
  readonly stops: boolean;
}

/** The bounds in one line, as every result states them. */
export function describeBackupBounds(bounds: BackupBounds): string {
  const { groups, workload, ticks, retention, snapshots, restores, stops } = bounds;
  const records = workload.flat().length;
  return [
    `group ${groups.map((pg) => `${pg} (3 copies, one stages)`).join(", ")}`,
    `${counted(records, "record")} in ${workload.length} MTR`,
    `${counted(ticks, "tick")}, kept for ${retention}`,
    counted(snapshots, "snapshot"),
    counted(restores, "restore"),
    stops ? "the source may be stopped" : "the source runs",
  ].join("; ");
}

function counted(count: number, what: string): string {
  return `${count === 0 ? "no" : count} ${what}${count === 1 ? "" : "s"}`;
}
