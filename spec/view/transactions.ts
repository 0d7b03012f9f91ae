/**
 * Transactions and their changes: what is to be undone if they do not commit. Followed only where
 * rollbacks can be seen, or nobody would ever hear of the end of one.
 *
 * @module
 */
import type { Lsn, TxnId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { TransactionFacts } from "./facts.ts";

/** One transaction that has changed something. */
export class Transaction {
  /** Its changes, each with the record that takes it back, if there is one. */
  readonly changes: Map<Lsn, Lsn | undefined>;
  /** Those of them that name no page: records of its beginning or end, maybe. */
  readonly bare: Set<Lsn> = new Set();
  /** LSN of its commit record. */
  commit: Lsn | undefined;
  /** The end of its rollback. */
  over: Lsn | undefined;
  /** Did a recovery find it under way? */
  isOwed: boolean;

  /** The transaction that these facts tell. */
  constructor({ changes, commit, over, owed }: TransactionFacts) {
    this.changes = new Map(changes.map(({ lsn, undone }) => [lsn, undone]));
    this.commit = commit;
    this.over = over;
    this.isOwed = owed ?? false;
  }

  /** The first of its changes that nothing takes back; where pages are told, each names one. */
  firstLeft(tellsPages: boolean): Lsn | undefined {
    for (const [lsn, undone] of this.changes) {
      if (undone === undefined && !(tellsPages && this.bare.has(lsn))) return lsn;
    }
    return undefined;
  }

  /** The first of its changes, taken back or not. */
  first(tellsPages: boolean): Lsn | undefined {
    return [...this.changes.keys()].find((lsn) => !(tellsPages && this.bare.has(lsn)));
  }

  /** A recovery or a backtrack took back what lies above a point. */
  cut(above: Lsn): void {
    for (const [lsn, undone] of this.changes) {
      if (lsn > above) this.changes.delete(lsn);
      else if (undone !== undefined && undone > above) this.changes.set(lsn, undefined);
    }
    if (this.commit !== undefined && this.commit > above) this.commit = undefined;
    if (this.over !== undefined && this.over > above) this.over = undefined;
  }

  /** It as plain facts. */
  facts(): TransactionFacts {
    const { commit, over, isOwed } = this;
    return {
      changes: [...this.changes].map(([lsn, undone]) => ({
        lsn,
        ...undone !== undefined && { undone },
      })),
      ...commit !== undefined && { commit },
      ...over !== undefined && { over },
      ...isOwed && { owed: true as const },
    };
  }
}

/** The transactions of a volume. */
export class Transactions {
  readonly #known: Map<TxnId, Transaction>;
  /** Does any compensation record say what it takes back? A trace alone can tell. */
  tellsUndo: boolean;
  /** Does any of their records say which page it changes? A trace alone can tell. */
  tellsPages = false;

  /** The transactions that these facts tell. */
  constructor(facts: Readonly<Record<TxnId, TransactionFacts>> = {}) {
    const known = Object.entries(facts);
    this.#known = new Map(known.map(([txn, facts]) => [txn, new Transaction(facts)]));
    this.tellsUndo = known.some(([, { changes }]) =>
      changes.some(({ undone }) => undone !== undefined)
    );
  }

  /** A transaction that has changed something. */
  get(txn: TxnId): Transaction | undefined {
    return this.#known.get(txn);
  }

  /** The first that a recovery found under way and that was not rolled back since. */
  firstOwed(): [TxnId, Transaction] | undefined {
    for (const [txn, one] of this.#known) {
      if (one.isOwed && one.first(this.tellsPages) !== undefined) return [txn, one];
    }
    return undefined;
  }

  /** A record of a transaction was written. */
  written(txn: TxnId, { lsn, page, undoes, commit }: EventOf<"write">): void {
    const known = this.#known.get(txn);
    if (page !== undefined) this.tellsPages = true;
    if (undoes !== undefined) {
      this.tellsUndo = true;
      if (known?.changes.has(undoes)) known.changes.set(undoes, lsn);
    } else if (commit) {
      if (known !== undefined) known.commit = lsn;
    } else if (known !== undefined && known.over === undefined) known.changes.set(lsn, undefined);
    else this.#known.set(txn, new Transaction({ changes: [{ lsn }] }));
    if (page === undefined) this.#known.get(txn)?.bare.add(lsn);
  }

  /** A transaction was rolled back; `upto` is the last record of it. */
  rolledBack(txn: TxnId, upto: Lsn): void {
    const known = this.#known.get(txn);
    if (known === undefined) return;
    known.over = upto;
    known.isOwed = false;
  }

  /** Takes back what lies above a point. What a recovery leaves without an end is to be undone. */
  cut(above: Lsn, left?: "owed"): void {
    for (const [txn, one] of this.#known) {
      one.cut(above);
      if (one.changes.size === 0) this.#known.delete(txn);
      else if (left === "owed") {
        const isEnded = one.commit !== undefined || one.over !== undefined;
        one.isOwed = !isEnded && one.firstLeft(this.tellsPages) !== undefined;
      }
    }
  }

  /** Nothing is known of any. */
  clear(): void {
    this.#known.clear();
  }

  /** The writer is gone: the next recovery finds what is left to do. */
  abandon(): void {
    for (const one of this.#known.values()) one.isOwed = false;
  }

  /** Forgets those whose end lies at or below a point. */
  forget(upto: Lsn): void {
    for (const [txn, { commit, over }] of this.#known) {
      const end = commit ?? over;
      if (end !== undefined && end <= upto) this.#known.delete(txn);
    }
  }

  /** They as plain facts. */
  facts(): Readonly<Record<TxnId, TransactionFacts>> {
    return Object.fromEntries([...this.#known].map(([txn, one]) => [txn, one.facts()]));
  }
}
