/**
 * The messages of physical replication, inside CopyData.
 *
 * Source: PostgreSQL documentation, "Streaming Replication Protocol".
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";

/** WAL from the server. */
export interface WalData {
  /** Which message it is. */
  readonly kind: "wal";
  /** Where the first byte belongs. */
  readonly start: Lsn;
  /** The bytes: their own copy. */
  readonly bytes: Uint8Array;
}

/** A sign of life from the server. */
export interface Keepalive {
  /** Which message it is. */
  readonly kind: "keepalive";
  /** Does the server want an answer at once? */
  readonly reply: boolean;
}

/** 2000-01-01, where PostgreSQL counts from. Unit: microseconds since 1970. */
const EPOCH = 946_684_800_000_000n;
const LETTER = { wal: 0x77, keepalive: 0x6b, status: 0x72 };
const WAL_HEADER = 25;

/** Reads a message of the server. Throws a RangeError for one that no server sends. */
export function readMessage(message: Uint8Array): WalData | Keepalive {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const letter = view.getUint8(0);
  if (letter === LETTER.wal) {
    // A Buffer of Node.js: its own `slice` would share memory that the next message overwrites.
    const bytes = new Uint8Array(message.subarray(WAL_HEADER));
    return { kind: "wal", start: view.getBigUint64(1), bytes };
  }
  if (letter === LETTER.keepalive) return { kind: "keepalive", reply: view.getUint8(17) === 1 };
  throw new RangeError(`the server sent a message of an unknown kind: ${letter}`);
}

/**
 * The status update of a node that holds everything up to `flushed` on disk. `now` is its clock in
 * microseconds since 1970.
 */
export function statusMessage(flushed: Lsn, now: bigint): Uint8Array {
  const message = new Uint8Array(34);
  const view = new DataView(message.buffer);
  view.setUint8(0, LETTER.status);
  view.setBigUint64(1, flushed); // written
  view.setBigUint64(9, flushed);
  view.setBigUint64(17, 0n); // applied: a storage node here keeps the log and applies nothing
  view.setBigInt64(25, now - EPOCH);
  return message;
}
