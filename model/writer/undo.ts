/**
 * Undo: what a crash left of transactions that did not commit is taken back, one change after the
 * other, by the writer that comes next, while it serves its clients. Source: S17 §4.3, S18 §2.4.
 *
 * @module
 */
import type { Lsn, RedoRecord, TxnId } from "../terms.ts";

/** A transaction that was under way when its writer died. */
export interface InFlight {
  /** The transaction. */
  readonly txn: TxnId;
  /** Its changes that are to be taken back, the last one first. */
  readonly changes: readonly Lsn[];
}

/** The changes of each transaction that were not taken back, of those that have any. */
export function changesIn(records: readonly RedoRecord[]): InFlight[] {
  const undone = new Set(records.flatMap(({ undoes }) => undoes ?? []));
  const changes = new Map<TxnId, Lsn[]>();
  for (const { lsn, txn, undoes } of records) {
    if (txn === undefined || undoes !== undefined || undone.has(lsn)) continue;
    changes.set(txn, [lsn, ...changes.get(txn) ?? []]);
  }
  return [...changes].map(([txn, changes]) => ({ txn, changes }));
}

/** The transactions that these records leave without an end: no commit record, changes left. */
export function inFlightIn(records: readonly RedoRecord[]): InFlight[] {
  const committed = new Set(records.flatMap(({ commits }) => commits ?? []));
  return changesIn(records).filter(({ txn }) => !committed.has(txn));
}

/** What is left to take back once a change was. A transaction is over with its last one. */
export function withoutChange(inFlight: readonly InFlight[], lsn: Lsn): InFlight[] {
  return inFlight
    .map(({ txn, changes }) => ({ txn, changes: changes.filter((change) => change !== lsn) }))
    .filter(({ changes }) => changes.length > 0);
}

/** The compensation record that comes next behind a log, as it would be allocated there. */
export interface Compensation extends Pick<RedoRecord, "pg" | "page" | "cpl"> {
  readonly txn: TxnId;
  readonly undoes: Lsn;
}

/** The first change that is still to be taken back: each in a mini-transaction of its own. */
export function nextToUndo(
  inFlight: readonly InFlight[],
  log: readonly RedoRecord[],
): Compensation | undefined {
  const undone = new Set(log.flatMap(({ undoes }) => undoes ?? []));
  for (const { txn, changes } of inFlight) {
    const undoes = changes.find((lsn) => !undone.has(lsn));
    const change = log.find(({ lsn }) => lsn === undoes);
    if (change === undefined) continue;
    const { pg, page, lsn } = change;
    return { pg, ...page !== undefined && { page }, txn, undoes: lsn, cpl: true };
  }
  return undefined;
}
