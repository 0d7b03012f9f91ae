/**
 * Pairs of numbers, numbered in the order in which they are met, and kept in few bytes.
 *
 * @module
 */

/** Pairs in one piece of memory: a power of two. */
const CHUNK = 1 << 16;
const CHUNK_BITS = 16;

/**
 * An exact set of pairs: nothing is hashed away. A pair takes 8 bytes and its place in a table of
 * hashes at most 7 more. It grows in small steps, so that little of what is taken lies idle.
 */
export class Pairs {
  /** How many pairs are in the set. */
  size = 0;
  /** Pieces of the same size, but for the first, which is small as long as it is the only one. */
  readonly #chunks: Int32Array<ArrayBuffer>[] = [new Int32Array(1 << 7)];
  /** How many pairs the pieces take. */
  #end = 1 << 6;
  /** Open addressing. 0 is free; else the number plus one, and above it bits of the hash. */
  #table = new Int32Array(1 << 7);
  /** Bits of an entry that hold the number. */
  #numberBits = 8;
  /** How many pairs the table takes: three quarters of it. */
  #room = (1 << 7) * 3 / 4;

  /** Bytes that are taken. */
  get bytes(): number {
    return (this.#chunks.length - 1) * CHUNK * 8 + this.#chunks[0]!.byteLength +
      this.#table.byteLength;
  }

  /** The first number of a pair. */
  left(at: number): number {
    return this.#chunks[at >>> CHUNK_BITS]![2 * (at & (CHUNK - 1))]!;
  }

  /** The second number of a pair. */
  right(at: number): number {
    return this.#chunks[at >>> CHUNK_BITS]![2 * (at & (CHUNK - 1)) + 1]!;
  }

  /** The number of a pair. One that was not known gets the next number: the size before. */
  intern(left: number, right: number): number {
    const slot = this.#find(left, right);
    if (slot >= 0) return (this.#table[slot]! & ((1 << this.#numberBits) - 1)) - 1;
    if (this.size >= this.#room) {
      this.#grow();
      return this.intern(left, right);
    }
    const at = this.size++;
    if (at === this.#end) this.#extend();
    const chunk = this.#chunks[at >>> CHUNK_BITS]!;
    chunk[2 * (at & (CHUNK - 1))] = left;
    chunk[2 * (at & (CHUNK - 1)) + 1] = right;
    this.#table[~slot] = this.#entry(hash(left, right), at);
    return at;
  }

  /** The number of a pair, or -1. */
  find(left: number, right: number): number {
    const slot = this.#find(left, right);
    return slot < 0 ? -1 : (this.#table[slot]! & ((1 << this.#numberBits) - 1)) - 1;
  }

  /** The place of a pair in the table; the complement of a free place if there is none. */
  #find(left: number, right: number): number {
    const table = this.#table;
    const bits = this.#numberBits;
    const mask = (1 << bits) - 1;
    const h = hash(left, right);
    const tag = h << bits;
    let slot = placeOf(h, table.length);
    for (let entry = table[slot]!; entry !== 0; entry = table[slot]!) {
      if ((entry & ~mask) === tag) {
        const at = (entry & mask) - 1;
        const chunk = this.#chunks[at >>> CHUNK_BITS]!;
        const place = 2 * (at & (CHUNK - 1));
        if (chunk[place] === left && chunk[place + 1] === right) return slot;
      }
      if (++slot === table.length) slot = 0;
    }
    return ~slot;
  }

  #entry(h: number, at: number): number {
    return (h << this.#numberBits) | (at + 1);
  }

  #extend(): void {
    if (this.#end < CHUNK) {
      this.#chunks[0] = doubled(this.#chunks[0]!);
      this.#end *= 2;
    } else {
      this.#chunks.push(new Int32Array(2 * CHUNK));
      this.#end += CHUNK;
    }
  }

  /** By a quarter: each pair is put into a new table four times or so in its life. */
  #grow(): void {
    const table = this.#table = new Int32Array(Math.ceil(this.#table.length * 1.25));
    this.#room = Math.floor(table.length * 3 / 4);
    this.#numberBits = 32 - Math.clz32(this.#room + 1);
    for (let at = 0; at < this.size; at++) {
      const h = hash(this.left(at), this.right(at));
      let slot = placeOf(h, table.length);
      while (table[slot] !== 0) if (++slot === table.length) slot = 0;
      table[slot] = this.#entry(h, at);
    }
  }
}

/** Spreads hashes over a table of any length: its tag is made of other bits than its place. */
function placeOf(hash: number, length: number): number {
  return Math.floor((hash >>> 0) * length / 2 ** 32);
}

/** A copy of twice the length. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Spreads pairs over the numbers of 32 bits. */
export function hash(left: number, right: number): number {
  let h = Math.imul(left, 0x9e3779b1) ^ Math.imul(right + 0x7f4a7c15, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
  return h ^ (h >>> 13);
}
