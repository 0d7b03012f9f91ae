/**
 * What a client asked for and what it was told.
 *
 * @module
 */
import type { Lsn, SegmentId, TxnId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** A client opened a transaction. */
export interface Begin extends Kind<"begin"> {
  /** The transaction. */
  readonly txn: TxnId;
}

/** A client asked for a commit. */
export interface CommitRequested extends Kind<"commit-requested"> {
  /** The transaction. */
  readonly txn: TxnId;
  /** The LSN of its commit record. */
  readonly scn?: Lsn;
}

/** A client was told that its commit is durable. */
export interface CommitAcked extends Kind<"commit-acked"> {
  /** The transaction. */
  readonly txn: TxnId;
  /** The LSN of its commit record. */
  readonly scn?: Lsn;
}

/** A client was told that its transaction did not commit. */
export interface CommitFailed extends Kind<"commit-failed"> {
  /** The transaction. */
  readonly txn: TxnId;
  /** What the client was told, in words. */
  readonly why?: string;
}

/** A transaction that did not commit is undone: of its changes none is left to be seen. */
export interface RolledBack extends Kind<"rolled-back"> {
  /** The transaction. */
  readonly txn: TxnId;
  /** The record that ends it; absent: the last one that was written. */
  readonly lsn?: Lsn;
}

/** A client read a page (or key) at a read point, from a copy or from a cache. */
export interface Read extends Kind<"read"> {
  /** The page or key. */
  readonly page: string;
  /** The read point. */
  readonly at: Lsn;
  /** The copy that served it. */
  readonly seg?: SegmentId;
  /** The instance that read. */
  readonly instance?: string;
  /** The read view of that instance through which it was read. */
  readonly view?: string;
  /** The transaction that read. */
  readonly txn?: TxnId;
  /** The page LSN: the last record applied to what was read; 0 where none was. */
  readonly lsn?: Lsn;
  /** What was read, or a digest of it. */
  readonly value?: string;
  /** The volume epoch of the request. */
  readonly vepoch?: number;
}

/** Every event between a client and an instance. */
export type ClientEvent =
  | Begin
  | CommitRequested
  | CommitAcked
  | CommitFailed
  | RolledBack
  | Read;
