/**
 * What is seen of backups, as plain facts.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type PgId } from "../../model/terms.ts";

/** A CPL or a commit record. */
export interface RestorePoint {
  /** Its LSN. */
  readonly lsn: Lsn;
  /** Is it a CPL? */
  readonly cpl: boolean;
  /** When its transaction committed, for a commit record that says so. Unit: microseconds. */
  readonly time?: bigint;
}

/** The times to which a volume can be restored; neither is there if it is to none. */
export interface RestoreWindow {
  /** EarliestRestorableTime. Unit: microseconds. */
  readonly earliest?: bigint;
  /** LatestRestorableTime. */
  readonly latest?: bigint;
}

/** The last record of each block; a block that nothing changed is absent. */
export type BlockVersions = Readonly<Record<PageId, Lsn>>;

/** A volume as it was at one point of its log. */
export interface Picture {
  /** The point. */
  readonly at: Lsn;
  /** Its blocks, as far as they are known. */
  readonly blocks: BlockVersions;
  /** Is a block that is absent one that nothing changed? Else it may not be known. */
  readonly isWhole: boolean;
}

/** What is seen of the backups of one volume. */
export interface BackupFacts {
  /** What lies at or below is not known any more, or never was. */
  readonly start: Lsn;
  /** CPLs and commit records above it, in order. */
  readonly points: readonly RestorePoint[];
  /** The records of each block: those above `start`, and the last one before. */
  readonly blocks: Readonly<Record<PageId, readonly Lsn[]>>;
  /** Is every record since the first of the volume known, and its block? */
  readonly isWhole: boolean;
  /** The records of each group that no copy has staged. */
  readonly unstaged: Readonly<Record<PgId, readonly Lsn[]>>;
  /** What was announced last; absent where nothing was. */
  readonly window?: RestoreWindow;
  /** Snapshots, by name. */
  readonly snapshots: Readonly<Record<string, Picture>>;
  /** The highest LSN when a volume was last restored from this one; `NO_LSN` where none was. */
  readonly restoredAt: Lsn;
}

/** Nothing was seen. */
export const NO_BACKUPS: BackupFacts = {
  start: NO_LSN,
  points: [],
  blocks: {},
  isWhole: false,
  unstaged: {},
  snapshots: {},
  restoredAt: NO_LSN,
};
