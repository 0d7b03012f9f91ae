/**
 * The commits of clients: who waits, who was told.
 *
 * An answered transaction is remembered by its name alone, so that a second answer is noticed
 * however long the trace is; see {@link NameSet} for what that costs.
 *
 * @module
 */
import { type Lsn, NO_LSN, type TxnId } from "../../model/terms.ts";
import type { AckedCommit, CommitFacts, OpenCommit } from "./facts.ts";
import { NameSet } from "./names.ts";

/** The commits of clients. */
export class Commits {
  readonly #open: Map<TxnId, OpenCommit>;
  readonly #acked: NameSet;
  readonly #failed: NameSet;
  #owed: number;
  #lastAcked: AckedCommit | undefined;

  /** The commits that these facts tell. */
  constructor({ open, acked, failed, lastAcked }: CommitFacts) {
    this.#open = new Map(Object.entries(open));
    this.#acked = new NameSet(acked);
    this.#failed = new NameSet(failed);
    this.#owed = acked.length;
    this.#lastAcked = lastAcked;
  }

  /** The commits without an answer. */
  get open(): ReadonlyMap<TxnId, OpenCommit> {
    return this.#open;
  }

  /** Number of transactions that were acknowledged. */
  get ackedCount(): number {
    return this.#acked.size;
  }

  /** Number of those that were asked for and whose SCN is known: an answer was owed. */
  get owedCount(): number {
    return this.#owed;
  }

  /** Number of entries that the answered ones need. */
  get entries(): number {
    return this.#acked.entries + this.#failed.entries;
  }

  /** The one with the highest SCN of those that were acknowledged and must still be there. */
  get lastAcked(): AckedCommit | undefined {
    return this.#lastAcked;
  }

  /** LSN of the commit record of a transaction that waits, if known. */
  scnOf(txn: TxnId): Lsn | undefined {
    return this.#open.get(txn)?.scn;
  }

  /** Does a client wait for it? */
  isRequested(txn: TxnId): boolean {
    return this.#open.get(txn)?.requested ?? false;
  }

  /** Was its client told that it is durable? */
  isAcked(txn: TxnId): boolean {
    return this.#acked.has(txn);
  }

  /** Was its client told that it did not commit? */
  isFailed(txn: TxnId): boolean {
    return this.#failed.has(txn);
  }

  /** Its commit record was written. */
  written(txn: TxnId, scn: Lsn): void {
    this.#open.set(txn, { requested: false, ...this.#open.get(txn), scn });
  }

  /** A client asked for it. */
  requested(txn: TxnId, scn: Lsn | undefined = this.scnOf(txn)): void {
    this.#open.set(txn, { ...scn !== undefined && { scn }, requested: true });
  }

  /** The writer that was asked for them is gone: nobody is left to answer. */
  abandon(): void {
    for (const [txn, commit] of this.#open) {
      if (commit.requested) this.#open.set(txn, { ...commit, abandoned: true });
    }
  }

  /** Its client was told that it is durable. */
  acked(txn: TxnId, scn: Lsn | undefined = this.scnOf(txn)): void {
    if (scn !== undefined && this.isRequested(txn)) this.#owed++;
    this.#open.delete(txn);
    this.#acked.add(txn);
    if (scn !== undefined && scn > (this.#lastAcked?.scn ?? NO_LSN)) this.#lastAcked = { txn, scn };
  }

  /** Its client was told that it did not commit. */
  refused(txn: TxnId): void {
    this.#open.delete(txn);
    this.#failed.add(txn);
  }

  /** A recovery or a backtrack took back what lies above a point. */
  cut(above: Lsn): void {
    if (this.#lastAcked !== undefined && this.#lastAcked.scn > above) this.#lastAcked = undefined;
    for (const [txn, { scn, ...commit }] of this.#open) {
      if (scn === undefined || scn <= above) continue;
      if (commit.requested) this.#open.set(txn, commit);
      else this.#open.delete(txn);
    }
  }

  /** Forgets the commit records up to a point that nobody asked for. */
  forget(upto: Lsn): void {
    for (const [txn, { scn, requested }] of this.#open) {
      if (!requested && scn !== undefined && scn <= upto) this.#open.delete(txn);
    }
  }

  /** They as plain facts. */
  facts(): CommitFacts {
    return {
      open: Object.fromEntries(this.#open),
      acked: [...this.#acked],
      failed: [...this.#failed],
    };
  }
}
