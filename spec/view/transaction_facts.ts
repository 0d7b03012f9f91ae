/**
 * What is told of transactions.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";

/** A transaction with changes in the log, as far as its end is not sure yet. */
export interface TransactionFacts {
  /** Its changes, and of those that were taken back the record that did it. */
  readonly changes: readonly Change[];
  /** LSN of its commit record. */
  readonly commit?: Lsn;
  /** The end of its rollback. */
  readonly over?: Lsn;
  /** True if a recovery found it under way: the next writer is to undo it. */
  readonly owed?: true;
}

/** One change of a transaction. */
export interface Change {
  /** Its record. */
  readonly lsn: Lsn;
  /** The record that takes it back. */
  readonly undone?: Lsn;
}
