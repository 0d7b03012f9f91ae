/**
 * What a history with branches is made of.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type SegmentId, type TxnId } from "../terms.ts";

export type { PageId };

/** The copies: a write needs two of them. */
export const THREE_COPIES: readonly SegmentId[] = ["a1", "b1", "c1"];

/** Are these enough to write? */
export function isWriteQuorum(copies: readonly SegmentId[]): boolean {
  return new Set(copies).size >= 2;
}

/** A time: how many mini-transactions had been written by then. */
export type Tick = number;

/** One record. */
export interface HistoryRecord {
  /** Its LSN. */
  readonly lsn: Lsn;
  /** The record before it on its branch. */
  readonly prev: Lsn;
  /** The page that it changes. */
  readonly page: PageId;
  /** Is it the last of its mini-transaction? */
  readonly cpl: boolean;
  /** Whose it is. */
  readonly txn: TxnId;
  /** Is it the commit record? */
  readonly commit: boolean;
  /** When its mini-transaction was written. */
  readonly time: Tick;
}

/** LSNs that are on no way from the first record to the last. */
export interface Span {
  /** They are above this. */
  readonly from: Lsn;
  /** The last of them. */
  readonly to: Lsn;
}

/** One mini-transaction of a transaction. */
export interface Batch {
  /** Whose it is. */
  readonly txn: TxnId;
  /** The pages that its records change. */
  readonly pages: readonly PageId[];
  /** Does it end with the commit record? */
  readonly commits: boolean;
}

/** A transaction that commits: each of its mini-transactions is a list of the pages that it changes. */
export type TransactionPlan = readonly (readonly PageId[])[];

/** The points to which one may go: where a commit had ended all that was under way, or nothing was written. */
export function pointsOf(records: readonly HistoryRecord[]): Lsn[] {
  return [NO_LSN, ...records.filter(({ commit }) => commit).map(({ lsn }) => lsn)];
}

/** Is an LSN in one of these spans? */
export function isOff(spans: readonly Span[], lsn: Lsn): boolean {
  return spans.some(({ from, to }) => lsn > from && lsn <= to);
}

/** Spans with one more: what it covers is part of it. */
export function withSpan(spans: readonly Span[], span: Span): readonly Span[] {
  return [...spans.filter(({ to }) => to <= span.from), span];
}
