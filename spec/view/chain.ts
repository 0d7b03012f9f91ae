/**
 * The records of one group, each linked to the one behind it.
 *
 * @module
 */
import type { Lsn, PgId, TxnId } from "../../model/terms.ts";
import type { RecordFacts } from "./facts.ts";

/** One record, linked to those behind it. A record that nobody points at any more is forgotten. */
export class LogRecord {
  /** Its place in the log. */
  readonly lsn: Lsn;
  /** The group that owns its block. */
  readonly pg: PgId;
  /** Back-link, as it was written. */
  readonly prev: Lsn;
  /** Last record of its mini-transaction. */
  readonly cpl: boolean;
  /** The transaction whose commit record it is. */
  readonly commits: TxnId | undefined;
  /** Its block, if known. */
  readonly page: string | undefined;
  /** The record before it of the same block, if its block is known. */
  readonly pprev: Lsn | undefined;
  /** The first record of its mini-transaction, as far as that was seen. */
  readonly first: Lsn;
  /** The record behind it in its group. */
  next: LogRecord | undefined = undefined;
  /** The record behind it in the volume. */
  vnext: LogRecord | undefined = undefined;
  /** A write quorum held it once: remembered, whatever is lost later. */
  reached: boolean;
  /** The writer was told so by a write quorum. */
  acked: boolean;
  /** A write quorum held it when its rules went, and one below it was on none. */
  isEarly = false;

  /** Takes the facts of a record. */
  constructor(facts: RecordFacts, page = facts.page, pprev = facts.pprev, first = facts.lsn) {
    const { lsn, pg, prev, cpl, commits, reached, acked } = facts;
    this.lsn = lsn;
    this.first = first;
    this.page = page;
    this.pg = pg;
    this.prev = prev;
    this.cpl = cpl;
    this.commits = commits;
    this.pprev = pprev;
    this.reached = reached ?? false;
    this.acked = acked ?? false;
  }
}

/** The records of one group, in order. */
export class Chain {
  /** What lies at or below this LSN was written before anything was seen. */
  readonly start: Lsn;
  /** The first record that is kept. */
  first: LogRecord | undefined = undefined;
  /** The last record, kept or not. */
  last: LogRecord | undefined = undefined;
  /** The last record that was forgotten. */
  edge: LogRecord | undefined = undefined;

  /** A chain whose first record has this back-link. */
  constructor(start: Lsn) {
    this.start = start;
  }

  /** What is kept starts behind this LSN. */
  get floor(): Lsn {
    return this.edge?.lsn ?? this.start;
  }

  /** LSN of the last record, or where the chain starts. */
  get end(): Lsn {
    return this.last?.lsn ?? this.start;
  }

  /** LSN of the last record up to a point, or where what is kept starts. */
  endUpto(upto: Lsn): Lsn {
    let end = this.floor < upto ? this.floor : upto;
    for (let at = this.first; at !== undefined && at.lsn <= upto; at = at.next) end = at.lsn;
    return end;
  }

  /** Puts a record at the end. */
  append(record: LogRecord): void {
    if (this.last !== undefined) this.last.next = record;
    this.first ??= record;
    this.last = record;
  }
}
