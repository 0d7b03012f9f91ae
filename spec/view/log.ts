/**
 * The log of a volume as far as it still matters: in the order of the volume and of each group.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PgId } from "../../model/terms.ts";
import { Chain, LogRecord } from "./chain.ts";
import type { LogFacts, RecordFacts } from "./facts.ts";
import { Mtrs } from "./mtrs.ts";

export { Chain, LogRecord };

/** The log of a volume. */
export class Log {
  /** The first record of the volume that is kept. */
  first: LogRecord | undefined = undefined;
  /** The last record of the volume. */
  last: LogRecord | undefined = undefined;
  /** The highest LSN that was ever given to a record or annulled. */
  highest: Lsn = NO_LSN;
  /** The end of the last range of LSNs that a recovery or a backtrack annulled. */
  annulled: Lsn = NO_LSN;
  /** What lies at or below this LSN was written before anything was seen, or is forgotten. */
  floor: Lsn = NO_LSN;
  /** What lies at or below this LSN was written before anything was seen. */
  start: Lsn = NO_LSN;
  /** Has any record been marked as a CPL? */
  knowsCpls = false;
  /** Its mini-transactions, where they are named. */
  readonly mtrs: Mtrs = new Mtrs();
  readonly #chains = new Map<PgId, Chain>();
  readonly #records = new Map<Lsn, LogRecord>();
  readonly #blocks = new Map<string, Lsn>();
  #started = false;
  /** LSN of the first record that was seen. */
  #opening: Lsn = NO_LSN;

  /** The log with these records. */
  constructor({ records, annulled = NO_LSN }: LogFacts) {
    for (const record of records) this.append(record);
    this.annulled = annulled;
    if (annulled > this.highest) this.highest = annulled;
  }

  /** Number of records that are kept. */
  get size(): number {
    return this.#records.size;
  }

  /** Has a record been seen? */
  get isStarted(): boolean {
    return this.#started;
  }

  /** Is all seen that was ever written? Not where the first record has a back-link, or there is none. */
  get isWhole(): boolean {
    return this.#started && this.start === NO_LSN;
  }

  /** May a record of a group have been written before anything was seen? */
  mayPrecede(lsn: Lsn, pg?: PgId): boolean {
    if (!this.#started) return true;
    if (this.isWhole) return false;
    const chain = pg === undefined ? undefined : this.#chains.get(pg);
    // Of a group that was not written to since, nobody knows the last record.
    return chain === undefined ? lsn < this.#opening : lsn <= chain.start;
  }

  /** Was a record forgotten? */
  get hasForgotten(): boolean {
    return this.floor !== this.start;
  }

  /** The groups that have records. */
  get chains(): ReadonlyMap<PgId, Chain> {
    return this.#chains;
  }

  /** The records of a group. */
  chain(pg: PgId): Chain | undefined {
    return this.#chains.get(pg);
  }

  /** The record with an LSN, if there is one and it is kept. */
  record(lsn: Lsn): LogRecord | undefined {
    return this.#records.get(lsn);
  }

  /** The last record of each block. */
  get blocks(): ReadonlyMap<string, Lsn> {
    return this.#blocks;
  }

  /** The last record of a block. */
  lastOfBlock(page: string): Lsn | undefined {
    return this.#blocks.get(page);
  }

  /**
   * Page LSN of a block as of a point: the last of its records at or below; undefined where it is
   * not known, since it was forgotten or never seen.
   */
  lastOfBlockAt(page: string, at: Lsn): Lsn | undefined {
    let lsn = this.#blocks.get(page);
    while (lsn !== undefined && lsn > at) lsn = this.#records.get(lsn)?.pprev;
    return lsn === NO_LSN && !this.isWhole ? undefined : lsn;
  }

  /** Puts a record at the end; an LSN that is not the highest stays with the record it has. */
  append(facts: RecordFacts, page: string | undefined = facts.page, vprev: Lsn = facts.prev): void {
    if (this.#started && facts.lsn <= this.highest) return;
    if (!this.#started) {
      this.start = this.floor = vprev;
      this.#opening = facts.lsn;
    }
    this.#started = true;
    const before = page === undefined ? facts.pprev : this.#blocks.get(page) ?? NO_LSN;
    const first = this.last === undefined || this.last.cpl ? facts.lsn : this.last.first;
    const record = new LogRecord(facts, page, before, first);
    if (page !== undefined) this.#blocks.set(page, record.lsn);
    this.#chainOf(record).append(record);
    if (this.last !== undefined) this.last.vnext = record;
    this.first ??= record;
    this.last = record;
    this.#records.set(record.lsn, record);
    this.highest = record.lsn;
    if (record.cpl) this.knowsCpls = true;
  }

  /** Forgets the first record that is kept. */
  forgetFirst(): void {
    const record = this.first;
    if (record === undefined) return;
    const chain = this.#chainOf(record);
    chain.edge = record;
    chain.first = record.next;
    this.floor = record.lsn;
    this.first = record.vnext;
    this.#records.delete(record.lsn);
  }

  /** Takes back the records above `from`; no LSN up to `upto` is given again. */
  annul(from: Lsn, upto: Lsn): void {
    const kept = [...this.records()].filter(({ lsn }) => lsn <= from);
    for (const [page, last] of this.#blocks) this.#cutBlock(page, last, from);
    for (const [pg, chain] of this.#chains) {
      // Of what was written before all that is kept, nobody knows which record is left as the last.
      if (chain.floor > from) this.#chains.delete(pg);
      chain.first = undefined;
      chain.last = chain.edge;
    }
    if (this.floor > from) this.floor = this.start = from;
    this.#records.clear();
    this.first = this.last = undefined;
    this.mtrs.restart();
    for (const record of kept) this.#relink(record);
    if (upto > this.highest) this.highest = upto;
    this.annulled = this.highest;
  }

  /** Takes the records above `from` out of sight, and tells them; no LSN up to `upto` is given again. */
  hide(from: Lsn, upto: Lsn): LogRecord[] {
    const hidden = [...this.records()].filter(({ lsn }) => lsn > from);
    this.annul(from, upto);
    return hidden;
  }

  /** Puts records back that were taken out of sight, behind those that are left. */
  bringBack(records: readonly LogRecord[]): void {
    for (const record of records) {
      this.#relink(record);
      if (record.page !== undefined) this.#blocks.set(record.page, record.lsn);
    }
  }

  /** Forgets all: what lies at or below a point is as if nothing had been seen of it. */
  startAt(point: Lsn, highest: Lsn): void {
    this.annul(NO_LSN, highest);
    this.#chains.clear();
    this.#blocks.clear();
    this.#started = true;
    this.floor = this.start = this.#opening = point;
  }

  /** Every record that is kept, in order. */
  *records(): Generator<LogRecord> {
    for (let at = this.first; at !== undefined; at = at.vnext) yield at;
  }

  /** Goes back to the last record of a block up to a point; what was not seen is not known. */
  #cutBlock(page: string, last: Lsn, upto: Lsn): void {
    let at = last;
    while (at > upto) at = this.#records.get(at)?.pprev ?? NO_LSN;
    if (at === NO_LSN) this.#blocks.delete(page);
    else this.#blocks.set(page, at);
  }

  #relink(record: LogRecord): void {
    record.next = undefined;
    record.vnext = undefined;
    this.#chainOf(record).append(record);
    if (this.last !== undefined) this.last.vnext = record;
    this.first ??= record;
    this.last = record;
    this.#records.set(record.lsn, record);
  }

  #chainOf({ pg, prev }: LogRecord): Chain {
    const known = this.#chains.get(pg);
    if (known !== undefined) return known;
    const chain = new Chain(prev);
    this.#chains.set(pg, chain);
    return chain;
  }
}
