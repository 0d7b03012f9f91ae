/**
 * A search in a file: a line that says what it is, its facts as JSON, its states as words of 32 bits,
 * and a checksum of all that.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import type { Facts, Saved } from "../../model/explore/checkpoint/saved.ts";
import { UsageError } from "../arguments.ts";
import type { StorageArgs } from "../threads/storage_subject.ts";

/** What a checkpoint says besides states. */
export interface Header {
  /** What is searched. */
  readonly subject: StorageArgs;
  /** Does the search go on when a claim is broken? */
  readonly all: boolean;
  /** Of which revision of the model. */
  readonly revision: string;
  /** How long the search took so far. */
  readonly seconds: number;
  /** What was found so far. */
  readonly facts: Facts;
}

const VERSION = 1;
/** Bytes that are read at once. */
const PIECE = 1 << 20;
/** Bytes of the checksum. */
const SUM = 4;

/**
 * Writes a checkpoint: the file is there in full, or as it was before.
 *
 * @throws {UsageError} where it cannot be written.
 */
export function writeCheckpoint(
  file: string,
  header: Omit<Header, "facts">,
  { facts, words }: Saved,
): void {
  const text = new TextEncoder().encode(JSON.stringify({ ...header, facts }));
  const title = new TextEncoder().encode(`redoubt checkpoint ${VERSION} ${text.length}\n`);
  tried(`cannot write ${file}`, () => {
    const partial = `${file}.partial`;
    {
      using out = Deno.openSync(partial, { create: true, truncate: true, write: true });
      let sum = 0;
      const write = (bytes: Uint8Array) => {
        sum = crc32(bytes, sum);
        for (let at = 0; at < bytes.length;) at += out.writeSync(bytes.subarray(at));
      };
      write(title);
      write(text);
      for (const some of words) write(new Uint8Array(some.buffer));
      write(new Uint8Array(Uint32Array.of(sum).buffer));
      out.syncSync();
    }
    Deno.renameSync(partial, file);
  });
}

/**
 * Reads a checkpoint. Its states are read as they are asked for.
 *
 * @throws {UsageError} where it cannot be read, or is not what was written.
 */
export function readCheckpoint(file: string): Header & Saved {
  return tried(`cannot read ${file}`, () => {
    const title = new TextDecoder().decode(bytesIn(file, 0, 64)).split("\n")[0]!;
    const [, version, length] = /^redoubt checkpoint (\d+) (\d+)$/.exec(title) ?? [];
    if (version === undefined) throw new UsageError(`${file} is no checkpoint`);
    if (Number(version) !== VERSION) {
      throw new UsageError(`${file} is a checkpoint of version ${version}, not ${VERSION}`);
    }
    demandWhole(file);
    const start = title.length + 1;
    const body = start + Number(length);
    const text = bytesIn(file, start, body);
    return { ...JSON.parse(new TextDecoder().decode(text)), words: wordsIn(file, body) };
  });
}

/**
 * Removes a checkpoint.
 *
 * @throws {UsageError} where it cannot be removed.
 */
export function removeCheckpoint(file: string): void {
  tried(`cannot remove ${file}`, () => Deno.removeSync(file));
}

function demandWhole(file: string): void {
  const end = Deno.statSync(file).size - SUM;
  let sum = 0;
  for (const piece of pieces(file, 0, end)) sum = crc32(piece, sum);
  const [written] = new Uint32Array(bytesIn(file, end, end + SUM).buffer);
  if (sum !== written) {
    throw new UsageError(`${file} is damaged: it was cut short or changed after it was written`);
  }
}

function* wordsIn(file: string, start: number): Generator<Int32Array<ArrayBuffer>> {
  for (const piece of pieces(file, start, Deno.statSync(file).size - SUM)) {
    yield new Int32Array(piece.buffer);
  }
}

/** The bytes of a file between two places, in pieces of the same size, the last one excepted. */
function* pieces(file: string, start: number, end: number): Generator<Uint8Array<ArrayBuffer>> {
  using input = Deno.openSync(file);
  input.seekSync(start, Deno.SeekMode.Start);
  for (let at = start; at < end;) {
    const piece = new Uint8Array(Math.min(PIECE, end - at));
    let size = 0;
    for (let read: number | null = 0; read !== null && size < piece.length; size += read ?? 0) {
      read = input.readSync(piece.subarray(size));
    }
    yield size < piece.length ? piece.slice(0, size) : piece;
    if (size < piece.length) return;
    at += size;
  }
}

/** The bytes of a file between two places. */
function bytesIn(file: string, start: number, end: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(end - start);
  let size = 0;
  for (const piece of pieces(file, start, end)) {
    all.set(piece, size);
    size += piece.length;
  }
  return all.subarray(0, size);
}

/** Does what may fail because of the world. */
function tried<T>(what: string, deed: () => T): T {
  try {
    return deed();
  } catch (error) {
    const isOfTheWorld = error instanceof Error &&
      ("code" in error || error instanceof Deno.errors.NotCapable);
    if (!isOfTheWorld) throw error;
    throw new UsageError(`${what}: ${error.message.split(":")[0]!.toLowerCase()}`);
  }
}
