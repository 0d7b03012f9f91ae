/**
 * Where a WAL record ends: the position that PostgreSQL calls its LSN when it waits for a commit.
 *
 * Source: PostgreSQL, `src/include/access/xlog_internal.h` and `XLogBytePosToEndRecPtr`.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";

/** How a cluster lays out its WAL. Unit: bytes. */
export interface WalLayout {
  /** Size of a page; 8192 unless PostgreSQL was built otherwise. */
  readonly page: bigint;
  /** Size of a segment file; 16 MiB unless `initdb` was told otherwise. */
  readonly segment: bigint;
}

const SHORT_HEADER = 24n;
const LONG_HEADER = 40n;
const ALIGNMENT = 8n;

/** Size of the header of the page that starts at `page`: the first page of a segment has more. */
function headerAt(page: Lsn, { segment }: WalLayout): bigint {
  return page % segment === 0n ? LONG_HEADER : SHORT_HEADER;
}

/**
 * The end of the record of `length` bytes that starts at `start`, padding included: a standby that
 * has flushed up to here holds the whole record. A record that fills its page ends at the border
 * of the page, before the header of the next one.
 */
export function endOf(start: Lsn, length: bigint, layout: WalLayout): Lsn {
  let left = (length + ALIGNMENT - 1n) / ALIGNMENT * ALIGNMENT;
  let at = start;
  for (;;) {
    const room = layout.page - at % layout.page;
    if (left <= room) return at + left;
    left -= room;
    at += room;
    at += headerAt(at, layout);
  }
}

/** Where the record after the one that ends at `end` starts: behind a page header, if there is one. */
export function startAfter(end: Lsn, layout: WalLayout): Lsn {
  return end % layout.page === 0n ? end + headerAt(end, layout) : end;
}

/** Where the record after a segment switch starts: in the next segment. */
export function startAfterSwitch(end: Lsn, layout: WalLayout): Lsn {
  return startAfter((end + layout.segment - 1n) / layout.segment * layout.segment, layout);
}

/** The start of the segment that holds the byte at `lsn`. */
export function segmentStart(lsn: Lsn, { segment }: WalLayout): Lsn {
  return lsn - lsn % segment;
}

/** The name that PostgreSQL gives the segment file that holds the byte at `lsn`. */
export function segmentName(lsn: Lsn, timeline: number, { segment }: WalLayout): string {
  const index = lsn / segment;
  const perHalf = 2n ** 32n / segment;
  return [BigInt(timeline), index / perHalf, index % perHalf]
    .map((part) => part.toString(16).toUpperCase().padStart(8, "0"))
    .join("");
}
