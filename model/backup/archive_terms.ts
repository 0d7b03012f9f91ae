/**
 * What a backup store holds, and what can be made of it.
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type PgId, type RedoRecord } from "../terms.ts";

/** A time: what the clock of the world shows. A stranger's trace has microseconds instead. */
export type Tick = number;

/** A record, and when it was written. */
export interface TimedRecord extends RedoRecord {
  /** The block it changes. */
  readonly page: PageId;
  /** Its time: of a commit record, that of the commit. */
  readonly time: Tick;
}

/** Blocks: of each, the last record that is applied to it. A block that nothing changed is absent. */
export type Blocks = Readonly<Record<PageId, Lsn>>;

/** Blocks as of one point of the log. */
export interface Image {
  /** Every record up to here is applied to them: a CPL, or before the first record. */
  readonly at: Lsn;
  /** The blocks. */
  readonly blocks: Blocks;
}

/** What can be restored from: blocks, the log that follows them, and snapshots. */
export interface Holdings {
  /** The blocks of the oldest time that can be restored. */
  readonly base: Image;
  /** The records behind them that are staged, in order. */
  readonly log: readonly TimedRecord[];
  /** Snapshots: blocks of their own. */
  readonly snapshots: Readonly<Record<string, Image>>;
}

/** What a restore is asked for: a time, or a snapshot by its name. */
export type Wanted = { readonly time: Tick } | { readonly snapshot: string };

/** The blocks of a volume that nobody wrote to. */
export const EMPTY: Image = { at: NO_LSN, blocks: {} };

/** The last consistent point of a time: the highest CPL that was written by then. */
export function pointAt({ base, log }: Holdings, time: Tick): Lsn {
  return log.findLast((record) => record.cpl && record.time <= time)?.lsn ?? base.at;
}

/** The blocks with all records of a log up to a point applied to them. */
export function replayed(blocks: Blocks, log: readonly TimedRecord[], at: Lsn): Blocks {
  const changed = log.filter(({ lsn }) => lsn <= at).map(({ page, lsn }) => [page, lsn] as const);
  return { ...blocks, ...Object.fromEntries(changed) };
}

/** A point of the log, and how far each group must be staged to have all of it. */
export interface Mark {
  /** A CPL, or before the first record. */
  readonly at: Lsn;
  /** The last record of each group up to there. */
  readonly last: Readonly<Record<PgId, Lsn>>;
}

/** The mark of a log up to a point. */
export function markOf(log: readonly TimedRecord[], at: Lsn): Mark {
  const upto = log.filter(({ lsn }) => lsn <= at);
  return { at, last: Object.fromEntries(upto.map(({ pg, lsn }) => [pg, lsn])) };
}
