/**
 * Volumes and their past.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** The volume was rewound, back or forth: it is in use again, as it was at `actual`. */
export interface Backtrack extends Kind<"backtrack"> {
  /** The LSN that was asked for. */
  readonly target?: Lsn;
  /** The LSN that was reached. */
  readonly actual: Lsn;
  /** The time that was asked for. Unit: microseconds, as in the commit records. */
  readonly time?: bigint;
}

/** How far the volume can be rewound from now on: not at all where all is left out. */
export interface Rewindable extends Kind<"rewindable"> {
  /** EarliestBacktrackTime. Unit: microseconds, as in the commit records. */
  readonly earliest?: bigint;
  /** The time of now, by the same clock. */
  readonly latest?: bigint;
  /** The LSN of the earliest state that is kept. */
  readonly at?: Lsn;
}

/** A volume was cloned at an LSN: it shares pages from then on, unless it is a full copy. */
export interface Clone extends Kind<"clone"> {
  /** The volume it was made of. */
  readonly of: string;
  /** The new volume. */
  readonly as: string;
  /** What the clone holds, up to here. */
  readonly at: Lsn;
  /** It has a copy of every page, and shares none. */
  readonly full?: boolean;
}

/** A page of a volume points at a physical page, or that holds another version from now on. */
export interface Page extends Kind<"page"> {
  /** The page. */
  readonly page: string;
  /** The physical page, which volumes may share. */
  readonly physical: string;
  /** The last record that is applied to what it holds; 0: none. */
  readonly lsn?: Lsn;
}

/** A physical page is free: what it held is gone. */
export interface Free extends Kind<"free"> {
  /** The physical page. */
  readonly physical: string;
}

/** The volumes of a family are charged, all together, for so many physical pages. */
export interface Usage extends Kind<"usage"> {
  /** A volume of the family. */
  readonly of: string;
  /** How many physical pages. */
  readonly pages: number;
}

/** A volume was deleted. */
export interface DeleteVolume extends Kind<"delete-volume"> {
  /** The volume. */
  readonly name: string;
}

/** The times to which the volume can be restored from now on: to none where they are left out. */
export interface Restorable extends Kind<"restorable"> {
  /** EarliestRestorableTime. Unit: microseconds, as in the commit records. */
  readonly earliest?: bigint;
  /** LatestRestorableTime. */
  readonly latest?: bigint;
}

/** A snapshot of the volume at an LSN. */
export interface Snapshot extends Kind<"snapshot"> {
  /** The snapshot. */
  readonly name: string;
  /** What it holds, up to here. */
  readonly at: Lsn;
}

/** A new volume was restored from another, up to an LSN: to a time, or from a snapshot. */
export interface Restore extends Kind<"restore"> {
  /** The volume it was made of. */
  readonly of: string;
  /** The new volume. */
  readonly as: string;
  /** What the new volume holds, up to here. */
  readonly at: Lsn;
  /** The time that was asked for. Unit: microseconds, as in the commit records. */
  readonly time?: bigint;
  /** The snapshot that it was restored from. */
  readonly snapshot?: string;
}

/** Last line, if the recorder knows that nothing is in flight any more: all that could arrive did. */
export interface End extends Kind<"end"> {}

/** Every event of volumes and their past. */
export type HistoryEvent =
  | Backtrack
  | Rewindable
  | Clone
  | Page
  | Free
  | Usage
  | DeleteVolume
  | Restorable
  | Snapshot
  | Restore
  | End;
