/**
 * What copies answered with, page by page: the same records give the same page.
 *
 * @module
 */
import type { Lsn, PageId } from "../../model/terms.ts";

/** A page as a copy answered with it. */
export interface PageValue {
  /** The last record of the page that had to be applied to it. */
  readonly lsn: Lsn;
  /** What it held, or a digest of it. */
  readonly value: string;
}

/** Of each page, the last answer that told what it held. */
export class Pages {
  readonly #values = new Map<PageId, PageValue>();

  /** A copy answered. */
  take(page: PageId, value: PageValue): void {
    this.#values.set(page, value);
  }

  /** What the last answer held, if it was as of the same record. */
  valueAt(page: PageId, lsn: Lsn): string | undefined {
    const last = this.#values.get(page);
    return last?.lsn === lsn ? last.value : undefined;
  }
}
