/**
 * What `pg_waldump` prints, as records with their ends.
 *
 * @module
 */
import type { Lsn, TxnId } from "../../model/terms.ts";
import { hexOf, lsnOf } from "../../traces/mod.ts";
import { endOf, startAfter, startAfterSwitch, type WalLayout } from "./wal_position.ts";

/** One WAL record. */
export interface WalRecord {
  /** Where it starts. */
  readonly start: Lsn;
  /** Where it ends: the LSN that a standby must have flushed to hold it. */
  readonly end: Lsn;
  /** Where the record before it starts, as the record itself says. */
  readonly prev: Lsn;
  /** The transaction it belongs to, if any. */
  readonly txn?: TxnId;
  /** Is it the commit record of `txn`? */
  readonly commit: boolean;
}

/** The output of `pg_waldump` is not what is expected; the message names the line. */
export class WalDumpError extends Error {
  /** Its name among errors. */
  override readonly name = "WalDumpError";
}

const LSN = String.raw`([\dA-F]+/[\dA-F]+)`;
const RECORD = new RegExp(
  String.raw`^rmgr: (\S+) +len \(rec/tot\): *\d+/ *(\d+), tx: *(\d+), ` +
    String.raw`lsn: ${LSN}, prev ${LSN}, desc: (\S*)`,
);
/** Said when the range starts at a page header. */
const PREAMBLE = /^first record is after /;

/**
 * The records in `text`, in WAL order. Throws a {@link WalDumpError} for a line that is no record,
 * and for a record that does not start where the one before it ends: then an end was computed
 * wrongly, or a record is missing.
 */
export function readWalDump(text: string, layout: WalLayout): WalRecord[] {
  const records: WalRecord[] = [];
  let next: Lsn | undefined;
  for (const line of text.split("\n")) {
    if (line === "" || PREAMBLE.test(line)) continue;
    const { record, isSwitch } = readRecord(line, layout);
    checkLink(record, records.at(-1), next);
    next = isSwitch ? startAfterSwitch(record.end, layout) : startAfter(record.end, layout);
    records.push(record);
  }
  return records;
}

function readRecord(line: string, layout: WalLayout): { record: WalRecord; isSwitch: boolean } {
  const match = RECORD.exec(line);
  if (match === null) throw new WalDumpError(`not a line of pg_waldump: ${line.slice(0, 200)}`);
  const [, manager, length, txn, at, before, deed] = match as unknown as string[];
  const start = lsnOf(at!)!;
  const record = {
    start,
    end: endOf(start, BigInt(length!), layout),
    prev: lsnOf(before!)!,
    ...txn === "0" ? {} : { txn: txn! },
    commit: manager === "Transaction" && deed === "COMMIT",
  };
  return { record, isSwitch: manager === "XLOG" && deed === "SWITCH" };
}

function checkLink(record: WalRecord, last: WalRecord | undefined, next: Lsn | undefined): void {
  if (last === undefined) return;
  if (record.prev !== last.start) {
    throw new WalDumpError(
      `the record at ${hexOf(record.start)} follows ${hexOf(last.start)}, ` +
        `but its back-link names ${hexOf(record.prev)}`,
    );
  }
  if (record.start !== next) {
    throw new WalDumpError(
      `the record at ${hexOf(last.start)} was computed to end at ${hexOf(last.end)}, ` +
        `but the next one starts at ${hexOf(record.start)}`,
    );
  }
}
