/**
 * What a writer knows, and what follows from that.
 *
 * @module
 */
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import type { Counted } from "../membership/counted.ts";
import { type Configuration, groupFor, type Standing } from "../membership/configuration.ts";
import { type Former, formerOf } from "../recovery/former.ts";
import { pgclByRecord } from "./points.ts";
import { type Group, meets } from "../quorum/quorum.ts";
import {
  type InstanceId,
  type Lsn,
  NO_LSN,
  type PageId,
  type PgId,
  type RedoRecord,
  type SegmentId,
  type TxnId,
} from "../terms.ts";
import type { InFlight } from "./undo.ts";

/** One record of a workload. */
export interface Draft {
  /** The group of the block it changes. */
  readonly pg: PgId;
  /** The transaction that it commits, if it is a commit record. */
  readonly commits?: TxnId;
  /** The block it changes; absent: the one block of its group. */
  readonly page?: PageId;
  /** The transaction whose change it is, where that is told. */
  readonly txn?: TxnId;
}

/** What a writer is given. */
export interface WriterConfig {
  /** The groups of its volume. */
  readonly groups: Readonly<Record<PgId, Group>>;
  /** Its workload: mini-transactions in the order in which they are generated. */
  readonly workload: readonly (readonly Draft[])[];
  /** LSN Allocation Limit: how far LSNs may run ahead of VDL. Source: S17 §4.2.1. */
  readonly lal: Lsn;
  /** Where the copies of its group stand, where they may be replaced. */
  readonly standing?: Standing;
}

/** A commit that waits for VDL. */
export interface Commit {
  /** The transaction. */
  readonly txn: TxnId;
  /** LSN of its commit record. */
  readonly scn: Lsn;
}

/** What a writer starts from: nothing, in a volume that was just created. */
export interface Start {
  /** The volume epoch of all its requests. */
  readonly epoch: Epoch;
  /** VDL: what lies at or below is durable. */
  readonly vdl: Lsn;
  /** Its LSNs lie above this one: the end of what is annulled. */
  readonly above: Lsn;
  /** The records up to VDL that are found, in order. */
  readonly records: readonly RedoRecord[];
  /** The log of each group was collected up to here: its records lie above. */
  readonly collected: Readonly<Record<PgId, Lsn>>;
  /** What blocks tell of the transactions below. */
  readonly inBlocks: readonly RedoRecord[];
  /** The transactions that it is to undo. */
  readonly inFlight: readonly InFlight[];
  /** Who counts in a group whose members change, as the recovery was told. */
  readonly counted?: Counted;
}

/** Where the writer of a new volume starts. */
export const AT_FIRST: Start = {
  epoch: FIRST_EPOCH,
  vdl: NO_LSN,
  above: NO_LSN,
  records: [],
  collected: {},
  inBlocks: [],
  inFlight: [],
};

/** What a writer knows: all of it in memory, none of it decided with anybody else. */
export interface WriterContext {
  /** What it started from. */
  readonly start: Start;
  /** The mini-transaction that gets its LSNs next; empty when there is none. */
  readonly batch: readonly RedoRecord[];
  /** The compensation record that gets its LSN next; empty when there is none. */
  readonly compensation: readonly RedoRecord[];
  /** The records that it started with, and every record to which it gave an LSN. */
  readonly log: readonly RedoRecord[];
  /** What each copy is known to hold durably, in order. */
  readonly acks: Readonly<Record<SegmentId, readonly Lsn[]>>;
  /** Protection Group Complete LSN of each group. */
  readonly pgcl: Readonly<Record<PgId, Lsn>>;
  /** Volume Complete LSN. */
  readonly vcl: Lsn;
  /** Volume Durable LSN. */
  readonly vdl: Lsn;
  /** Commits that wait, in SCN order. */
  readonly commitQueue: readonly Commit[];
  /** Transactions whose clients were told that they are durable, in that order. */
  readonly acknowledged: readonly TxnId[];
  /** The lowest read point of each replica, as it was heard last. Source: S17 §4.2.3. */
  readonly readers: Readonly<Record<InstanceId, Lsn>>;
  /** The membership epoch of its group, as far as it was told. */
  readonly membership: Epoch;
  /** Who counts in that epoch; null: who did at first. */
  readonly configuration: Configuration | null;
  /** What it was before it crashed, if it wrote anything. */
  readonly former: readonly Former[];
}

/** What a copy tells the writer: that it holds a record, and its SCL. */
export interface Acknowledgement {
  /** The copy. */
  readonly segment: SegmentId;
  /** Its group. */
  readonly pg: PgId;
  /** The record. */
  readonly lsn: Lsn;
  /** Its SCL when the record was durable. */
  readonly scl: Lsn;
}

/** LSN of the last of some records of a group; where there is none, of what lies below them. */
export function tailOf(
  records: readonly RedoRecord[],
  pg: PgId,
  below: Start["collected"] = {},
): Lsn {
  return records.findLast((record) => record.pg === pg)?.lsn ?? below[pg] ?? NO_LSN;
}

/**
 * What a copy is known to hold once it has acknowledged a record. Its SCL speaks for every record
 * of the chain up to it.
 */
export function heldAfter({ log, acks, start }: WriterContext, ack: Acknowledgement): Lsn[] {
  const known = acks[ack.segment] ?? [];
  const isHeld = ({ lsn, pg }: RedoRecord) =>
    lsn === ack.lsn || pg === ack.pg && lsn <= ack.scl || known.includes(lsn);
  return [...heldBelow(known, ack, start), ...log.filter(isHeld).map(({ lsn }) => lsn)];
}

/** How far a copy is known to hold what its group has collected: that has no records any more. */
function heldBelow(
  known: readonly Lsn[],
  { pg, scl }: Acknowledgement,
  { collected }: Start,
): Lsn[] {
  const end = collected[pg] ?? NO_LSN;
  const upto = [scl < end ? scl : end, ...known.filter((lsn) => lsn <= end)]
    .reduce((one, other) => one > other ? one : other);
  return upto > NO_LSN ? [upto] : [];
}

/** The copies that are known to hold a record. */
export function holders({ acks }: WriterContext, lsn: Lsn): SegmentId[] {
  return Object.keys(acks).filter((segment) => acks[segment]!.includes(lsn));
}

/** A group as far as a writer knows who counts in it. */
function groupNow(
  { configuration }: Pick<WriterContext, "configuration">,
  { groups, standing }: WriterConfig,
  pg: PgId,
): Group {
  return configuration === null ? groups[pg]! : groupFor(configuration, standing!);
}

/** Is a record known to be on a write quorum of its group? */
export function hasQuorum(context: WriterContext, config: WriterConfig, record: RedoRecord) {
  const { write, members } = groupNow(context, config, record.pg);
  return meets(write, holders(context, record.lsn), members);
}

/** PGCL of each group, by a test of single records. */
export function pgcls(
  { log, pgcl }: WriterContext,
  { groups }: WriterConfig,
  isDurable: (record: RedoRecord) => boolean,
): Record<PgId, Lsn> {
  return Object.fromEntries(
    Object.keys(groups).map((pg) => {
      const records = log.filter((record) => record.pg === pg);
      const durable = new Set(records.filter(isDurable).map(({ lsn }) => lsn));
      // What was durable stays so, whoever counts from now on.
      return [pg, pgclByRecord(records, (lsn) => durable.has(lsn), pgcl[pg])];
    }),
  );
}

/** Takes the commits that pass a test off the queue and acknowledges them, in SCN order. */
export function acknowledgeWhere(
  { commitQueue, acknowledged }: WriterContext,
  passes: (commit: Commit) => boolean,
): Pick<WriterContext, "commitQueue" | "acknowledged"> {
  return {
    commitQueue: commitQueue.filter((commit) => !passes(commit)),
    acknowledged: [...acknowledged, ...commitQueue.filter(passes).map(({ txn }) => txn)],
  };
}

/** Where a writer stands that has not written anything yet. */
export function startedFrom(before: WriterContext, start: Start): Partial<WriterContext> {
  const { vdl, records, collected } = start;
  const tails = Object.keys(before.pgcl).map((pg) => [pg, tailOf(records, pg, collected)]);
  return {
    start,
    acks: {},
    commitQueue: [],
    log: records,
    pgcl: Object.fromEntries(tails),
    vcl: vdl,
    vdl,
    former: formerOf(before),
    ...start.counted,
  };
}

/** The highest LSN that may be allocated. What is annulled takes no room. Source: S17 §4.2.1. */
export function limit({ vdl, start }: WriterContext, { lal }: WriterConfig): Lsn {
  return (vdl > start.vdl ? vdl : start.above) + lal;
}

/** Its PGMRPL with no read open: no read point below VDL will be used again. Source: S17 §4.2.3. */
export function pgmrplOf({ log, vdl, readers, start }: WriterContext, pg: PgId): Lsn {
  const least = Object.values(readers).reduce((one, other) => one < other ? one : other, vdl);
  return tailOf(log.filter(({ lsn }) => lsn <= least), pg, start.collected);
}
