/**
 * What an instance knows that reads, and what follows from that: its cache, the page that it waits
 * for, its read view. Source: S17 §4.2.3, S18 §3.1.
 *
 * @module
 */
import { type Block, pageLsn } from "../segment/blocks.ts";
import { type Lsn, NO_LSN, type PageId, type RedoRecord } from "../terms.ts";

/** A page that is asked of storage. */
export interface Request {
  /** The page. */
  readonly page: PageId;
  /** The read point: VDL when the page was asked for. */
  readonly at: Lsn;
  /** The last record of its group up to there: the SCL of who answers must have reached it. */
  readonly needs: Lsn;
  /** What was written to the page since: it is applied to the page when it comes. */
  readonly later: Block;
  /** Whether an answer came: any other is late. */
  readonly isAnswered: boolean;
}

/** A read view: all that is read through it is read as of one point. */
export interface ReadView {
  /** The point. */
  readonly at: Lsn;
  /** The pages that are still to be read through it. */
  readonly left: readonly PageId[];
  /** The pages that were read: as of which point, and what they held. */
  readonly seen: Readonly<Record<PageId, { readonly at: Lsn; readonly block: Block }>>;
}

/** What an instance knows that reads. All of it is in memory, but for what it announced. */
export interface ReaderContext {
  /** The pages in its cache, with its own records, durable or not. */
  readonly cache: Readonly<Record<PageId, Block>>;
  /** The page that it asked for last. */
  readonly request: Request | null;
  /** Its read view, if one is open. */
  readonly view: ReadView | null;
  /** The lowest read point that it may still use, as it announced it. */
  readonly lowest: Lsn;
}

/** Is a page in the cache? */
export function isCached({ cache }: Pick<ReaderContext, "cache">, page: PageId): boolean {
  return cache[page] !== undefined;
}

/** Does it wait for a page, for this one or for any? */
export function waits({ request }: Pick<ReaderContext, "request">, page?: PageId): boolean {
  return request !== null && !request.isAnswered && (page === undefined || page === request.page);
}

/** The same request, with what was written to its page since. */
export function withLater(request: Request, records: readonly RedoRecord[]): Request {
  const later = records.filter(({ page }) => page === request.page).map(({ lsn }) => lsn);
  return { ...request, later: [...request.later, ...later] };
}

/** Page LSN of a page in the cache. */
export function cachedLsn({ cache }: Pick<ReaderContext, "cache">, page: PageId): Lsn {
  return pageLsn(cache[page] ?? []);
}

/** A block as of an earlier point: undo takes back what lies above. */
export function undone(block: Block, at: Lsn): Block {
  return block.filter((lsn) => lsn <= at);
}

/** The cache with records applied to the pages that are in it. */
export function withRecords(
  cache: ReaderContext["cache"],
  records: readonly RedoRecord[],
): ReaderContext["cache"] {
  return Object.fromEntries(
    Object.entries(cache).map(([page, block]) => [
      page,
      [...block, ...records.filter((record) => record.page === page).map(({ lsn }) => lsn)],
    ]),
  );
}

/** The pages of a cache that hold nothing above a point. */
export function pagesUpTo(cache: ReaderContext["cache"], upto: Lsn): ReaderContext["cache"] {
  return Object.fromEntries(Object.entries(cache).filter(([, block]) => pageLsn(block) <= upto));
}

/** A read view, once a page was read through it. */
export function withSeen(view: ReadView, page: PageId, block: Block, at: Lsn): ReadView {
  return {
    ...view,
    left: view.left.filter((name) => name !== page),
    seen: { ...view.seen, [page]: { at, block } },
  };
}

/** The lowest read point in use: that of the page that it waits for, or VDL. It never goes back. */
export function lowestInUse({ request, lowest }: ReaderContext, vdl: Lsn): Lsn {
  const used = request !== null && !request.isAnswered && request.at < vdl ? request.at : vdl;
  return used > lowest ? used : lowest;
}

/** Who has read nothing yet. */
export const UNREAD: ReaderContext = { cache: {}, request: null, view: null, lowest: NO_LSN };
