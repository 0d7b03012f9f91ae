/**
 * What a recovery makes of the answers of the copies: which records there are, the points, and the
 * range to annul. Source: S17 §4.3, S18 §2.4.
 *
 * @module
 */
import { completeUpto } from "../segment/chain.ts";
import { type Annulment, type Epoch, isAnnulled } from "./epochs.ts";
import { vclOf, vdlOf } from "../writer/points.ts";
import { type Lsn, NO_LSN, type PgId, type RedoRecord, type SegmentId } from "../terms.ts";
import { inOrder } from "../segment/possessions.ts";
import type { Start } from "../writer/writer.ts";

/** What one copy answers. */
export interface Answer {
  /** Its group. */
  readonly pg: PgId;
  /** The records that are durable on it, in order. */
  readonly records: readonly RedoRecord[];
  /** Its SCL. */
  readonly scl: Lsn;
  /** It has collected its log up to here: all of that was durable. */
  readonly collected: Lsn;
  /** The epoch whose truncation it knows. */
  readonly informed: Epoch;
  /** What that truncation annuls. */
  readonly annulled: readonly Annulment[];
  /** What its blocks tell of the transactions whose records it collected. */
  readonly inBlocks: readonly RedoRecord[];
}

/** What a volume has, as a recovery sees it. */
export interface Recovered {
  /** The copies that answered. */
  readonly responders: Readonly<Record<SegmentId, true>>;
  /** Volume Complete LSN. */
  readonly vcl: Lsn;
  /** Volume Durable LSN: what lies above is annulled. */
  readonly vdl: Lsn;
  /** The records up to VDL and above what was collected, in order. */
  readonly records: readonly RedoRecord[];
  /** The highest GC point of each group: up to there all is durable, and in blocks. */
  readonly collected: Readonly<Record<PgId, Lsn>>;
  /** What blocks tell of the transactions whose records were collected. */
  readonly inBlocks: readonly RedoRecord[];
  /** What earlier recoveries annulled. */
  readonly annulled: readonly Annulment[];
}

/** The last word on what earlier recoveries annulled: that of the latest one anybody knows. */
export function rangesIn(answers: readonly Answer[]): readonly Annulment[] {
  const latest = answers.reduce((a, b) => b.informed > a.informed ? b : a);
  return latest.annulled;
}

/** All records that any of the copies has, in order, those that are annulled aside. */
export function union(answers: readonly Answer[]): RedoRecord[] {
  const ranges = rangesIn(answers);
  return onceEach(answers.flatMap(({ records }) => records))
    .filter(({ lsn }) => !isAnnulled(ranges, lsn));
}

function onceEach(records: readonly RedoRecord[]): RedoRecord[] {
  return inOrder([...new Map(records.map((record) => [record.lsn, record])).values()]);
}

/**
 * The highest GC point of each group. PGMRPL was at or above it, so each record of the group up to
 * there was durable on a write quorum, whoever else still has it, or never got it.
 */
export function collectedIn(answers: readonly Answer[]): Record<PgId, Lsn> {
  const points: Record<PgId, Lsn> = {};
  for (const { pg, collected } of answers) {
    points[pg] = highest(points[pg] ?? NO_LSN, collected);
  }
  return points;
}

/** PGCL of each group: the end of its unbroken chain, whoever has the records of it. */
export function pgclsOf(answers: readonly Answer[]): Record<PgId, Lsn> {
  const records = union(answers);
  return Object.fromEntries(
    Object.entries(collectedIn(answers)).map(([pg, collected]) => [
      pg,
      completeUpto(collected, records.filter((record) => record.pg === pg)),
    ]),
  );
}

/** The records before the first that is missing: the LSNs of a volume have no gaps but annulled ones. */
export function beforeTheGap(
  records: readonly RedoRecord[],
  ranges: readonly Annulment[],
  from: Lsn,
): RedoRecord[] {
  const next = (lsn: Lsn): Lsn => {
    const range = ranges.find(({ from, to }) => lsn >= from && lsn < to);
    return range === undefined ? lsn + 1n : next(range.to);
  };
  let end = from;
  for (const { lsn } of records) if (lsn === next(end)) end = lsn;
  return records.filter(({ lsn }) => lsn <= end);
}

/** The points that some PGCLs give. */
export function recovered(
  all: Readonly<Record<SegmentId, Answer>>,
  pgcls: Readonly<Record<PgId, Lsn>> = pgclsOf(Object.values(all)),
): Recovered {
  const answers = Object.values(all);
  const annulled = rangesIn(answers);
  const collected = collectedIn(answers);
  const from = Object.values(collected).reduce(highest, NO_LSN);
  const records = union(answers);
  const vcl = vclOf(beforeTheGap(records, annulled, from), (pg) => pgcls[pg] ?? NO_LSN, from);
  const vdl = vdlOf(records, vcl, from);
  return {
    responders: Object.fromEntries(Object.keys(all).map((segment) => [segment, true as const])),
    vcl,
    vdl,
    records: records.filter(({ lsn, pg }) => lsn <= vdl && lsn > collected[pg]!),
    collected,
    inBlocks: onceEach(answers.flatMap(({ inBlocks }) => inBlocks)),
    annulled,
  };
}

/**
 * All that is annulled when a recovery is over: as far up as the dead writer can have come, which
 * could not run ahead of its own VDL by more than LAL.
 */
export function annulledBy({ vdl, annulled }: Recovered, lal: Lsn): Annulment[] {
  const used = annulled.at(-1)?.to ?? NO_LSN;
  return [...annulled, { from: vdl, to: (used > vdl ? used : vdl) + lal }];
}

/** Where the next writer starts. */
export function startOf(
  epoch: Epoch,
  { vdl, records, collected, inBlocks }: Recovered,
  ranges: readonly Annulment[],
): Omit<Start, "inFlight"> {
  return {
    epoch,
    vdl,
    above: ranges.at(-1)!.to,
    records,
    collected,
    inBlocks,
  };
}

function highest(one: Lsn, other: Lsn): Lsn {
  return one > other ? one : other;
}
