/**
 * Gzip of one member or of several behind each other, as `cat a.gz b.gz` makes it and as a log that
 * is packed piece by piece has it. The streams of the platform unpack one member only, and do not say
 * where it ends: so the bytes are cut wherever a member may begin, and what the first member does
 * not take any more is given to the next.
 *
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** The gzip data is damaged or cut. */
export class BadGzip extends Error {}

/** How a member begins: two bytes of gzip, the method, and flags of which the upper three are 0. */
const MAGIC = [0x1f, 0x8b, 0x08] as const;
const RESERVED = 0b1110_0000;

/** The unpacked bytes of every member. Throws {@link BadGzip} for what is damaged, cut or no gzip. */
export async function* unpacked(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let member: Member | undefined;
  for await (const piece of pieces(chunks)) {
    if (member !== undefined && await member.takes(piece)) {
      yield* member.drained();
      continue;
    }
    // Only what may begin a member can stand behind the end of one.
    if (member !== undefined && !(beginsMember(piece, 0) && member.isWhole)) throw new BadGzip();
    member = new Member();
    if (!await member.takes(piece)) throw new BadGzip();
    yield* member.drained();
  }
  if (member !== undefined) yield* member.rest();
}

/** One member while it is unpacked. */
class Member {
  readonly #writer: WritableStreamDefaultWriter<BufferSource>;
  readonly #reader: ReadableStreamDefaultReader<Bytes>;
  #read: Promise<ReadableStreamReadResult<Bytes>>;
  #length = 0;
  #crc = ~0;
  #tail: readonly number[] = [];

  constructor() {
    const { writable, readable } = new DecompressionStream("gzip");
    this.#writer = writable.getWriter();
    this.#reader = readable.getReader();
    for (const { closed } of [this.#writer, this.#reader]) closed.catch(() => {});
    this.#read = this.#next();
  }

  /** Does what was unpacked have the checksum and the length that its last eight bytes tell? */
  get isWhole(): boolean {
    if (this.#tail.length < 8) return false;
    const tail = new DataView(Uint8Array.from(this.#tail).buffer);
    return tail.getUint32(0, true) === (~this.#crc) >>> 0 &&
      tail.getUint32(4, true) === this.#length % 2 ** 32;
  }

  /** Takes more bytes; false if it refuses them: they are damaged, or it is at its end. */
  async takes(piece: Bytes): Promise<boolean> {
    try {
      await this.#writer.write(piece);
    } catch {
      return false;
    }
    this.#tail = [...this.#tail, ...piece.subarray(-8)].slice(-8);
    return true;
  }

  /** What is unpacked so far. */
  async *drained(): AsyncGenerator<Bytes> {
    while (await isSettled(this.#read)) {
      const { done, value } = await this.#read;
      if (done) return;
      this.#length += value.length;
      this.#crc = crcOf(value, this.#crc);
      this.#read = this.#next();
      yield value;
    }
  }

  /** What comes at the end of the data. */
  async *rest(): AsyncGenerator<Bytes> {
    const closed = this.#writer.close().then(() => true, () => false);
    try {
      for (let read = await this.#read; !read.done; read = await this.#reader.read()) {
        yield read.value;
      }
    } catch {
      throw new BadGzip();
    }
    if (!await closed) throw new BadGzip();
  }

  #next(): Promise<ReadableStreamReadResult<Bytes>> {
    const read = this.#reader.read();
    read.catch(() => {});
    return read;
  }
}

const CRCS = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});

/** The checksum of gzip goes on over these bytes. The streams check it only where a member is the last. */
function crcOf(bytes: Bytes, before: number): number {
  let crc = before;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ CRCS[(crc ^ bytes[i]!) & 0xff]!;
  return crc;
}

/** Is a promise kept or broken already? Both sides take as many turns: the first one wins. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const yes = promise.then(() => true, () => true);
  return await Promise.race([yes, Promise.resolve().then(() => false)]);
}

/** The same bytes, cut wherever a member may begin. */
async function* pieces(chunks: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let kept: Bytes = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = kept.length === 0 ? chunk : joined([kept, chunk]);
    let from = 0;
    for (
      let at = nextMagic(bytes, 1);
      at < bytes.length - MAGIC.length;
      at = nextMagic(bytes, at + 1)
    ) {
      if (!beginsMember(bytes, at)) continue;
      yield bytes.subarray(from, at);
      from = at;
    }
    // What may be the start of a beginning waits for the bytes behind it.
    const end = nextMagic(bytes, Math.max(from, bytes.length - MAGIC.length));
    if (end > from) yield bytes.subarray(from, end);
    kept = bytes.subarray(end);
  }
  if (kept.length > 0) yield kept;
}

function nextMagic(bytes: Bytes, from: number): number {
  const at = bytes.indexOf(MAGIC[0], from);
  return at < 0 ? bytes.length : at;
}

function beginsMember(bytes: Bytes, at: number): boolean {
  return MAGIC.every((byte, i) => bytes[at + i] === byte) && (bytes[at + 3]! & RESERVED) === 0;
}

/** All parts in one. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
