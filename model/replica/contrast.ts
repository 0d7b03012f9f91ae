/**
 * What it costs to follow a writer: on shared storage, and with a copy of the volume of one's own, as
 * replicas of MySQL do it. Counts, no times: which of the two writes at all, and what for.
 *
 * Source: S17 §4.2.4 for the one; for the other S17 §3.1 and the manual of MySQL (relay log, redo
 * log, double-write buffer).
 *
 * @module
 */
import { blockOf } from "../segment/blocks.ts";
import { covered, EMPTY, withApplied } from "./cached.ts";
import { NO_LSN, type PageId, type RedoRecord } from "../terms.ts";

/** What a writer sends, one mini-transaction after the other; each commits a transaction. */
export type Stream = readonly (readonly RedoRecord[])[];

/** What a replica did to follow a stream. */
export interface FollowCost {
  /** Records that it applied to pages. */
  readonly applied: number;
  /** Records that it dropped: their pages are in the shared storage, and made there. */
  readonly dropped: number;
  /** What it wrote to disks, by purpose. Unit: writes. */
  readonly writes: Readonly<Record<WritePurpose, number>>;
}

/** What a replica with a copy of its own writes for. */
export type WritePurpose = "relayLog" | "redo" | "doubleWrite" | "pages";

const NO_WRITES: FollowCost["writes"] = { relayLog: 0, redo: 0, doubleWrite: 0, pages: 0 };

/** A replica on shared storage applies what is in its cache, by the rules of the machine. */
export function followOnSharedStorage(stream: Stream, cached: readonly PageId[]): FollowCost {
  let replica = { ...EMPTY, pages: Object.fromEntries(cached.map((page) => [page, NO_LSN])) };
  let [applied, dropped] = [0, 0];
  for (const mtr of stream) {
    const told = { ...replica, pending: mtr, vdl: mtr.at(-1)?.lsn ?? replica.vdl };
    const records = covered(told);
    const own = records.filter((record) => blockOf(record) in told.pages).length;
    replica = { ...told, ...withApplied(told, records), pending: [] };
    applied += own;
    dropped += records.length - own;
  }
  return { applied, dropped, writes: NO_WRITES };
}

/**
 * A replica with a copy of its own does again what the writer did: each transaction goes to its relay
 * log and, once executed, to its redo log; each page that a checkpoint finds changed goes to the
 * double-write buffer and to its place.
 *
 * @param checkpointAfter So many transactions lie between two checkpoints.
 */
export function followOnOwnStorage(stream: Stream, checkpointAfter: number): FollowCost {
  const dirty = new Set<PageId>();
  let [applied, flushed] = [0, 0];
  stream.forEach((mtr, nth) => {
    for (const record of mtr) dirty.add(blockOf(record));
    applied += mtr.length;
    if ((nth + 1) % checkpointAfter > 0) return;
    flushed += dirty.size;
    dirty.clear();
  });
  flushed += dirty.size;
  const transactions = stream.length;
  return {
    applied,
    dropped: 0,
    writes: { relayLog: transactions, redo: transactions, doubleWrite: flushed, pages: flushed },
  };
}

/** A stream that changes the pages of a volume in turn, `each` of them in a transaction. */
export function evenStream(transactions: number, pages: number, each: number): Stream {
  let lsn = NO_LSN;
  return Array.from(
    { length: transactions },
    (_, nth) =>
      Array.from({ length: each }, (_, at): RedoRecord => ({
        lsn: ++lsn,
        prev: lsn - 1n,
        pg: "p1",
        cpl: at === each - 1,
        page: pageAt(nth * each + at, pages),
      })),
  );
}

/** Name of the n-th page, and again from the first. */
export function pageAt(nth: number, pages: number): PageId {
  return `${nth % pages + 1}`;
}
