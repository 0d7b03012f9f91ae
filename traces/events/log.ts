/**
 * A record on its way from the writer to the copies, and what a copy does with it.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId, TxnId } from "../../model/terms.ts";
import type { Epochs, Kind } from "./kind.ts";

/** The writer allocated an LSN to a record. `prev` is the back-link within the group. */
export interface Write extends Kind<"write"> {
  /** Its LSN. */
  readonly lsn: Lsn;
  /** The group that owns the block. */
  readonly pg: PgId;
  /** The record before it in the same group. */
  readonly prev: Lsn;
  /** Back-link of the volume chain. */
  readonly vprev?: Lsn;
  /** The block it changes. */
  readonly page?: string;
  /** Back-link of the block chain. */
  readonly pprev?: Lsn;
  /** The mini-transaction it belongs to. */
  readonly mtr?: string;
  /** The user transaction it belongs to. */
  readonly txn?: TxnId;
  /** The record of `txn` whose change it takes back: it is a compensation record. */
  readonly undoes?: Lsn;
  /** Last record of its mini-transaction. */
  readonly cpl?: boolean;
  /** The commit record of `txn`: its LSN is the SCN. */
  readonly commit?: boolean;
  /**
   * When `txn` committed, as its commit record says: a restore to a time goes by it. Unit:
   * microseconds.
   */
  readonly time?: bigint;
}

/** An instance sent a record to a copy. */
export interface Ship extends Kind<"ship">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
}

/** A record reached the incoming queue of a copy: in memory, not durable. */
export interface Receive extends Kind<"receive">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
}

/** A record is durable on a copy. */
export interface Store extends Kind<"store">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
}

/** The writer learned that a copy holds a record, and the SCL that the copy reported with it. */
export interface Ack extends Kind<"ack">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
  /** The SCL that came with it. */
  readonly scl: Lsn;
}

/** A copy fetched a record from a peer; it is durable there now. */
export interface Gossip extends Kind<"gossip">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The peer. */
  readonly from: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
}

/**
 * A copy took from a peer the blocks of their group as of a point, in place of the log up to there: it
 * has all that was written up to there, and nobody can read from it as of an earlier point.
 */
export interface Baseline extends Kind<"baseline">, Epochs {
  /** The copy. */
  readonly seg: SegmentId;
  /** The peer. */
  readonly from: SegmentId;
  /** Inclusive. */
  readonly upto: Lsn;
}

/** A copy applied one record to its block. */
export interface Coalesce extends Kind<"coalesce"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The record. */
  readonly lsn: Lsn;
}

/** A copy has staged its log up to here to the backup store. */
export interface Stage extends Kind<"stage"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** Inclusive. */
  readonly upto: Lsn;
}

/** A copy collected what it held up to here. */
export interface Collect extends Kind<"collect"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** Inclusive. */
  readonly upto: Lsn;
}

/** A copy re-validated a block, or wrote it anew from a good one. */
export interface Scrub extends Kind<"scrub"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The block. */
  readonly page: string;
  /** What it found. */
  readonly result: "ok" | "bad" | "repaired";
  /** The copy whose block it was repaired from. */
  readonly from?: SegmentId;
}

/** Every event of the log. */
export type LogEvent =
  | Write
  | Ship
  | Receive
  | Store
  | Ack
  | Gossip
  | Baseline
  | Coalesce
  | Stage
  | Collect
  | Scrub;
