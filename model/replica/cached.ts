/**
 * What a replica knows, and what follows from that.
 *
 * @module
 */
import { blockOf } from "../segment/blocks.ts";
import { type Lsn, NO_LSN, type PageId, type RedoRecord } from "../terms.ts";

/** A page that is on its way from storage. */
export interface Fetch {
  /** The read point of the request: VDL at that time. */
  readonly at: Lsn;
  /** The records of the page that became durable since: to be applied once it is here. */
  readonly held: readonly Lsn[];
}

/** What a replica knows, all of it in memory: it shares the storage and has none of its own. */
export interface ReplicaContext {
  /** The VDL that the writer told it last. */
  readonly vdl: Lsn;
  /** The stream came up to here: whole mini-transactions in the order of the log. */
  readonly received: Lsn;
  /** Of what came, the records above VDL. */
  readonly pending: readonly RedoRecord[];
  /** The record that it applied last. */
  readonly applied: Lsn;
  /** It knows the commits with an SCN up to here. */
  readonly noted: Lsn;
  /** Its cache: each page holds the records of its block up to an LSN. */
  readonly pages: Readonly<Record<PageId, Lsn>>;
  /** The pages that it asked for. */
  readonly fetching: Readonly<Record<PageId, Fetch>>;
  /** The read views that are open, by the points to which they are anchored. */
  readonly views: Readonly<Record<string, Lsn>>;
  /** The read views that were closed. */
  readonly closed: readonly string[];
}

/** What a replica knows that has just opened the volume, or is gone. */
export const EMPTY: ReplicaContext = {
  vdl: NO_LSN,
  received: NO_LSN,
  pending: [],
  applied: NO_LSN,
  noted: NO_LSN,
  pages: {},
  fetching: {},
  views: {},
  closed: [],
};

/**
 * The records that may be applied: whole mini-transactions up to VDL. Source: S17 §4.2.4, rules (a)
 * and (b).
 */
export function covered({ pending, vdl }: ReplicaContext): readonly RedoRecord[] {
  const end = pending.findLast(({ lsn, cpl }) => cpl && lsn <= vdl)?.lsn ?? NO_LSN;
  return pending.filter(({ lsn }) => lsn <= end);
}

/** What the cache is once it has taken some records: those of pages that are not there are dropped. */
export function withApplied(
  { pages, applied }: ReplicaContext,
  records: readonly RedoRecord[],
): Pick<ReplicaContext, "pages" | "applied"> {
  const own = records.filter((record) => blockOf(record) in pages);
  return {
    pages: { ...pages, ...Object.fromEntries(own.map((one) => [blockOf(one), one.lsn])) },
    applied: own.at(-1)?.lsn ?? applied,
  };
}

/** What the requests for pages are once some records became durable: their records are held. */
export function withHeld(
  { fetching }: ReplicaContext,
  records: readonly RedoRecord[],
): ReplicaContext["fetching"] {
  return Object.fromEntries(
    Object.entries(fetching).map(([page, { at, held }]) => {
      const own = records.filter((record) => blockOf(record) === page).map(({ lsn }) => lsn);
      return [page, { at, held: [...held, ...own] }];
    }),
  );
}

/** Of what came and was not applied, the records that a volume has once it is recovered. */
export function recoveredOf(
  { pending }: ReplicaContext,
  records: readonly RedoRecord[],
): readonly RedoRecord[] {
  return pending.filter(({ lsn }) => records.some((record) => record.lsn === lsn));
}

/** The pages that lack none of these records. */
export function wholePages(
  { pages }: ReplicaContext,
  records: readonly RedoRecord[],
): ReplicaContext["pages"] {
  const isWhole = (page: PageId, upto: Lsn) =>
    records.every((record) => blockOf(record) !== page || record.lsn <= upto);
  return Object.fromEntries(Object.entries(pages).filter(([page, upto]) => isWhole(page, upto)));
}

/** The lowest read point that a replica may still use. Source: S17 §4.2.3, S18 §3.4. */
export function readPointOf({ vdl, views, fetching }: ReplicaContext): Lsn {
  const points = [...Object.values(views), ...Object.values(fetching).map(({ at }) => at)];
  return points.reduce((least, point) => point < least ? point : least, vdl);
}
