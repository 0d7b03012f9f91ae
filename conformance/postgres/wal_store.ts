/**
 * The disk of a storage node: WAL in segment files that `pg_waldump` can read.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import { segmentName, segmentStart, type WalLayout } from "./wal_position.ts";

const TIMELINE = 1;

/** The WAL from one segment start on, without a gap. */
export class WalStore {
  readonly #folder: string;
  readonly #layout: WalLayout;
  #file: Deno.FsFile;
  #end: Lsn;

  /**
   * Opens what `folder` holds from `base`, the start of a segment, and makes it durable: a process
   * that was killed may have written more than it synced.
   */
  constructor(folder: string, base: Lsn, layout: WalLayout) {
    this.#folder = folder;
    this.#layout = layout;
    this.#end = endOfFiles(folder, base, layout);
    this.#file = this.#open();
    this.sync();
  }

  /** The first byte that is not held. */
  get end(): Lsn {
    return this.#end;
  }

  /** Appends bytes at {@link end}. Durable only after {@link sync}. */
  write(bytes: Uint8Array): void {
    let left = bytes;
    while (left.length > 0) {
      const room = this.#layout.segment - this.#end % this.#layout.segment;
      const wrote = this.#file.writeSync(left.subarray(0, Number(room)));
      left = left.subarray(wrote);
      this.#end += BigInt(wrote);
      if (BigInt(wrote) === room) this.#nextSegment();
    }
  }

  /** Back when all that was written is on disk. */
  sync(): void {
    this.#file.syncDataSync();
  }

  /** Makes all of it durable and lets go of the file. */
  close(): void {
    this.sync();
    this.#file.close();
  }

  #nextSegment(): void {
    this.close();
    this.#file = this.#open();
  }

  #open(): Deno.FsFile {
    const path = `${this.#folder}/${segmentName(this.#end, TIMELINE, this.#layout)}`;
    const file = Deno.openSync(path, { append: true, create: true });
    syncFolder(this.#folder);
    return file;
  }
}

function endOfFiles(folder: string, base: Lsn, layout: WalLayout): Lsn {
  if (segmentStart(base, layout) !== base) throw new RangeError(`${base} starts no segment`);
  let end = base;
  for (;;) {
    const size = sizeOf(`${folder}/${segmentName(end, TIMELINE, layout)}`);
    end += size;
    if (size < layout.segment) return end;
  }
}

function sizeOf(path: string): bigint {
  try {
    return BigInt(Deno.statSync(path).size);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0n;
    throw error;
  }
}

/** A new file is durable only when its name is. */
function syncFolder(folder: string): void {
  const handle = Deno.openSync(folder);
  handle.syncSync();
  handle.close();
}
