/**
 * What a copy has, and what follows from that.
 *
 * @module
 */
import { type Blocks, blocksWhere, NO_BLOCKS } from "./blocks.ts";
import { completeUpto } from "./chain.ts";
import {
  type Annulment,
  type Epoch,
  FIRST_EPOCH,
  isAnnulled,
  type MembershipStamp,
  stampOf,
  type Truncation,
} from "../recovery/epochs.ts";
import { type Hydration, isStamped, type SegmentEvent } from "./segment_events.ts";
import { type Lsn, NO_LSN, type RedoRecord } from "../terms.ts";

/** What a copy has. Only the incoming queue is in memory: the rest survives a crash. */
export interface SegmentContext extends Blocks {
  /** Step 1: received, not durable. */
  readonly incoming: readonly RedoRecord[];
  /** Step 2: durable, not sorted. */
  readonly updateQueue: readonly RedoRecord[];
  /** Step 3: durable, sorted by LSN, open to gossip. */
  readonly hotLog: readonly RedoRecord[];
  /** Segment Complete LSN: the end of the unbroken chain in the hot log, inclusive. */
  readonly scl: Lsn;
  /** Step 5: the records applied to blocks, in the order in which they were applied. */
  readonly applied: readonly Lsn[];
  /** Step 6: the log is staged to the backup store up to here. */
  readonly staged: Lsn;
  /** Step 7: the GC point: the log is collected up to here. */
  readonly collected: Lsn;
  /** Of what it collected, what its blocks tell of transactions: who committed, who changed what. */
  readonly inBlocks: readonly RedoRecord[];
  /** The volume epoch that it was told last: requests of any other are refused. */
  readonly epoch: Epoch;
  /** The volume epoch whose recovery told it what is annulled. */
  readonly informed: Epoch;
  /** What is annulled, as far as it was told. */
  readonly annulled: readonly Annulment[];
  /** What it held once and dropped as annulled: it may have told so before. */
  readonly dropped: readonly Lsn[];
  /** What it held when it left its first epoch: that much the writer of then may still learn. */
  readonly farewell: Farewell;
  /** The membership epoch of its group that it was told last: requests of older ones are refused. */
  readonly membership: Epoch;
  /** What it held when it left each membership epoch: a writer of then may still learn so much. */
  readonly left: Readonly<Record<Epoch, Farewell>>;
}

/** What a copy has that is new. */
export const EMPTY: SegmentContext = {
  incoming: [],
  updateQueue: [],
  hotLog: [],
  scl: NO_LSN,
  applied: [],
  staged: NO_LSN,
  collected: NO_LSN,
  inBlocks: [],
  epoch: FIRST_EPOCH,
  informed: FIRST_EPOCH,
  annulled: [],
  dropped: [],
  farewell: { held: [], scl: NO_LSN },
  ...NO_BLOCKS,
  membership: FIRST_EPOCH,
  left: {},
};

/** What a copy can have told a writer that it does not listen to any more. */
export interface Farewell extends MembershipStamp {
  /** The records that were durable. */
  readonly held: readonly Lsn[];
  /** Its SCL. */
  readonly scl: Lsn;
}
/** What a crash cannot take, without what was made of it. */
export type Durable = Pick<SegmentContext, "updateQueue" | "hotLog" | "collected" | "annulled">;

/** The records that a crash cannot take. */
export function durableRecords(
  { updateQueue, hotLog }: Pick<Durable, "updateQueue" | "hotLog">,
): RedoRecord[] {
  return inOrder([...updateQueue, ...hotLog]);
}

/** Does the copy hold a record durably? What it collected it once held. */
export function holds(durable: Durable, lsn: Lsn): boolean {
  return hasCollected(durable, lsn) || durableRecords(durable).some((record) => record.lsn === lsn);
}

/** Did the copy sort a record into its hot log? What it collected was there once. */
export function hasSorted(durable: Durable, lsn: Lsn): boolean {
  return hasCollected(durable, lsn) || durable.hotLog.some((record) => record.lsn === lsn);
}

/** No record has an LSN that is annulled, whatever lies above it. */
function hasCollected({ collected, annulled }: Durable, lsn: Lsn): boolean {
  return lsn <= collected && !isAnnulled(annulled, lsn);
}

/** The record that comes next in the blocks, if the copy has it. */
export function nextToApply({ hotLog, applied, scl }: SegmentContext): Lsn | undefined {
  return hotLog.find(({ lsn }) => lsn <= scl && lsn > (applied.at(-1) ?? NO_LSN))?.lsn;
}

/** The last record in the blocks. */
export function lastApplied({ applied }: SegmentContext): Lsn {
  return applied.at(-1) ?? NO_LSN;
}

/** A record fetched from a peer, in the hot log and nowhere else. */
export function withGossiped(
  { incoming, hotLog }: SegmentContext,
  record: RedoRecord,
): Pick<SegmentContext, "incoming" | "hotLog"> {
  return {
    incoming: incoming.filter(({ lsn }) => lsn !== record.lsn),
    hotLog: inOrder([...hotLog, record]),
  };
}

/** A copy that starts at the blocks of a peer: what went into them it need not have in its log. */
export function withBaseline(
  { incoming, updateQueue, hotLog }: SegmentContext,
  { upto, applied, blocks, inBlocks }: Pick<Hydration, "upto" | "applied" | "blocks" | "inBlocks">,
): Partial<SegmentContext> {
  const above = ({ lsn }: RedoRecord) => lsn > upto;
  return {
    incoming: incoming.filter(above),
    updateQueue: updateQueue.filter(above),
    hotLog: hotLog.filter(above),
    applied,
    blocks,
    inBlocks,
    collected: upto,
  };
}

/** The GC point, where that is higher than it was: it never goes back. */
export function raised({ collected }: SegmentContext, upto: Lsn): Partial<SegmentContext> {
  return upto > collected ? { collected: upto } : {};
}

/** The log without what is collected; of that, blocks tell which transactions committed or did not. */
export function withoutCollected(
  { hotLog, collected, inBlocks }: SegmentContext,
): Pick<SegmentContext, "hotLog" | "inBlocks"> {
  return {
    hotLog: hotLog.filter(({ lsn }) => lsn > collected),
    inBlocks: [...inBlocks, ...ofTransactions(hotLog.filter(({ lsn }) => lsn <= collected))],
  };
}

/** The records that blocks tell of when there is no log of them any more. */
export function ofTransactions(records: readonly RedoRecord[]): RedoRecord[] {
  return records.filter(({ commits, txn }) => commits !== undefined || txn !== undefined);
}

/** The least of some LSNs. */
export function least(...lsns: readonly Lsn[]): Lsn {
  return lsns.reduce((a, b) => a < b ? a : b);
}

/** What a copy has left once it knows what is annulled. Its chain ends lower, or where it did. */
export function withoutAnnulled(
  copy: SegmentContext,
  { ranges }: Pick<Truncation, "ranges">,
): Partial<SegmentContext> {
  const { incoming, updateQueue, hotLog, applied, staged, collected } = copy;
  const survives = ({ lsn }: Pick<RedoRecord, "lsn">) => !isAnnulled(ranges, lsn);
  const dead = durableRecords(copy).filter((record) => !survives(record));
  const left = hotLog.filter(survives);
  const scl = completeUpto(collected, left);
  return {
    incoming: incoming.filter(survives),
    updateQueue: updateQueue.filter(survives),
    hotLog: left,
    scl,
    applied: applied.filter((lsn) => survives({ lsn })),
    blocks: blocksWhere(copy.blocks, (lsn) => survives({ lsn })),
    staged: least(staged, scl),
    dropped: [...new Set([...copy.dropped, ...dead.map(({ lsn }) => lsn)])].sort(upwards),
  };
}

/** What a copy holds, as it may still be told when it has gone on. */
export function farewellOf(copy: SegmentContext): Farewell {
  return { held: durableRecords(copy).map(({ lsn }) => lsn), scl: copy.scl };
}

/** What it leaves behind with its first volume epoch. */
export function withFarewell(copy: SegmentContext): Partial<SegmentContext> {
  if (copy.epoch > FIRST_EPOCH) return {};
  return { farewell: { ...farewellOf(copy), ...stampOf(copy.membership) } };
}

/** A copy in a newer membership epoch of its group, if it was told of one. */
export function withMembership(
  copy: SegmentContext,
  event: SegmentEvent,
): Partial<SegmentContext> {
  const { membership = FIRST_EPOCH } = isStamped(event) ? event : {};
  if (membership <= copy.membership) return {};
  return { membership, left: { ...copy.left, [copy.membership]: farewellOf(copy) } };
}

/** What is left of a copy that is thrown away: what it may have told before, and what it staged. */
export function discarded(copy: SegmentContext): Partial<SegmentContext> {
  return {
    incoming: [],
    updateQueue: [],
    hotLog: [],
    applied: [],
    scl: NO_LSN,
    collected: NO_LSN,
    inBlocks: [],
    ...NO_BLOCKS,
    dropped: [...copy.applied.filter((lsn) => lsn <= copy.collected), ...farewellOf(copy).held],
    left: { ...copy.left, [copy.membership]: farewellOf(copy) },
  };
}

/** Records in the order of their LSNs. */
export function inOrder(records: readonly RedoRecord[]): RedoRecord[] {
  return [...records].sort((a, b) => upwards(a.lsn, b.lsn));
}

function upwards(one: Lsn, other: Lsn): number {
  return Number(one - other);
}
