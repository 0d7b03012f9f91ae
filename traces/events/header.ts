/**
 * What was recorded, and what could be seen.
 *
 * @module
 */
import type { Quorum } from "../../model/quorum/quorum.ts";
import type { AzId, Lsn, Member, PgId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** How far the order of lines may be trusted when they come from several nodes. */
export type Clock = "order" | "wall" | "logical";

/** First line of a trace. `clock=order`: a line is never before one that caused it. */
export interface Trace extends Kind<"trace"> {
  /** Version of this vocabulary: 1. */
  readonly version: number;
  /** What the order of lines rests on. */
  readonly clock: Clock;
  /** What was recorded, in words: the system and its version. */
  readonly system?: string;
}

/** The event kinds that the recorder can see. */
export interface Sees extends Kind<"sees"> {
  /** The kinds, those of the header aside. */
  readonly kinds: readonly string[];
}

/** A setting of the system under test, for the reader. */
export interface Setting extends Kind<"setting"> {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** A protection group: its members with their AZs, and its two rules. */
export interface GroupEvent extends Kind<"group"> {
  /** The group. */
  readonly pg: PgId;
  /** The copies, each in its AZ. */
  readonly members: readonly Member[];
  /** What a write needs. */
  readonly write: Quorum;
  /** What recovery and repair need. */
  readonly read: Quorum;
}

/** How many LSNs may be allocated above VDL (S17 §4.2.1). */
export interface LalEvent extends Kind<"lal"> {
  /** How many. */
  readonly records: Lsn;
}

/** An instance of the cluster, and what a failover goes by; again when that changes. */
export interface InstanceLine extends Kind<"instance"> {
  /** The instance. */
  readonly name: string;
  /** The AZ in which it runs. */
  readonly az?: AzId;
  /** Its promotion tier: the lowest is promoted first. From 0 to 15. */
  readonly tier?: number;
  /** Its size, in any unit that is the same for all: of one tier the largest is promoted first. */
  readonly size?: number;
}

/** How many groups the volume may have: 6400 of 10 GB are 64 TB. */
export interface SizeLimit extends Kind<"size-limit"> {
  /** How many. */
  readonly groups: number;
}

/** How many clones of a family of volumes may share its pages at once: the next is a full copy. */
export interface CloneLimit extends Kind<"clone-limit"> {
  /** How many. */
  readonly clones: number;
}

/** For how long changes are kept at most, so that the volume can be rewound. */
export interface BacktrackWindow extends Kind<"backtrack-window"> {
  /** How long. Unit: microseconds. */
  readonly keeps: bigint;
}

/** The events that may stand before the first one of the system. */
export type HeaderEvent =
  | Trace
  | Sees
  | Setting
  | GroupEvent
  | LalEvent
  | InstanceLine
  | SizeLimit
  | CloneLimit
  | BacktrackWindow;
