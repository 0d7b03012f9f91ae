/**
 * What instances do beside writing.
 *
 * @module
 */
import type { Lsn, TxnId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** An instance opened the volume. */
export interface Open extends Kind<"open"> {
  /** The instance. */
  readonly instance: string;
  /** What it may do. */
  readonly role: "writer" | "replica";
  /** The volume epoch. */
  readonly vepoch?: number;
}

/** A replica applied a record to a cached page. */
export interface Apply extends Kind<"apply"> {
  /** The instance. */
  readonly instance: string;
  /** The record. */
  readonly lsn: Lsn;
}

/** A replica took note of a commit: the read views that it opens from here on show it. */
export interface CommitNoted extends Kind<"commit-noted"> {
  /** The replica. */
  readonly instance: string;
  /** The transaction. */
  readonly txn: TxnId;
  /** The LSN of its commit record. */
  readonly scn?: Lsn;
}

/** An instance opened or closed a read view. */
export interface ReadView extends Kind<"read-view"> {
  /** The instance. */
  readonly instance: string;
  /** The read view. */
  readonly view: string;
  /** Its read point. */
  readonly at: Lsn;
  /** It was closed; otherwise opened. */
  readonly closed?: boolean;
}

/** A replica became the writer. */
export interface Promote extends Kind<"promote"> {
  /** The instance. */
  readonly instance: string;
  /** Somebody asked for this very instance; otherwise the cluster chose it. */
  readonly asked?: boolean;
}

/** An endpoint points at these instances from now on, and at no others: at none where left out. */
export interface Endpoint extends Kind<"endpoint"> {
  /** The endpoint. */
  readonly name: string;
  /** Whom it leads to: the one that writes, those that only read, or whomever a user chose. */
  readonly role: "writer" | "reader" | "custom" | "instance";
  /** The instances. */
  readonly instances?: readonly string[];
}

/** A user made an endpoint, or changed whom it is for: a list, or all but some, or all. */
export interface CustomEndpoint extends Kind<"custom-endpoint"> {
  /** The endpoint. */
  readonly name: string;
  /** Whom of those it leads to: who only reads, or whoever is there. */
  readonly type: "reader" | "any";
  /** The instances that it is for: no other joins them. */
  readonly members?: readonly string[];
  /** The instances that it is not for, where there is no list of members. */
  readonly excluded?: readonly string[];
}

/** An instance kept or dropped a cached page. */
export interface Cache extends Kind<"cache"> {
  /** The instance. */
  readonly instance: string;
  /** The page. */
  readonly page: string;
  /** The page holds what was written up to here. */
  readonly lsn: Lsn;
  /** What became of it. */
  readonly result: "kept" | "dropped";
}

/** Every event of an instance beside writing. */
export type InstanceEvent =
  | Open
  | Apply
  | CommitNoted
  | ReadView
  | Promote
  | Endpoint
  | CustomEndpoint
  | Cache;
