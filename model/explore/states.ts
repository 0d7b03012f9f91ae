/**
 * The states found, in the order of discovery: each a pair of numbers, kept in few bytes.
 *
 * @module
 */
import { hash } from "./pairs.ts";

/** Pairs in one piece of memory: a power of two. */
const CHUNK = 1 << 16;
const CHUNK_BITS = 16;

/**
 * An exact set of pairs: nothing is hashed away. A pair takes 8 bytes and its place in a table of
 * hashes at most 7 more. It grows in small steps, so that little of what is taken lies idle.
 */
export class States {
  /** How many states there are. */
  size = 0;
  readonly #chunks: Int32Array<ArrayBuffer>[] = [];
  /** Open addressing. 0 is free; else the number plus one, and above it bits of the hash. */
  #table = new Int32Array(1 << 10);
  /** Bits of an entry that hold the number. */
  #numberBits = 11;
  /** How many states the table takes: three quarters of it. */
  #room = (1 << 10) * 3 / 4;

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * 8 + this.#table.byteLength;
  }

  /** The first number of a state. */
  left(at: number): number {
    return this.#chunks[at >>> CHUNK_BITS]![2 * (at & (CHUNK - 1))]!;
  }

  /** The second number of a state. */
  right(at: number): number {
    return this.#chunks[at >>> CHUNK_BITS]![2 * (at & (CHUNK - 1)) + 1]!;
  }

  /** The number of a state. One that was not known gets the next number: the size before. */
  intern(left: number, right: number): number {
    const slot = this.#find(left, right);
    if (slot >= 0) return (this.#table[slot]! & ((1 << this.#numberBits) - 1)) - 1;
    if (this.size >= this.#room) {
      this.#grow();
      return this.intern(left, right);
    }
    const at = this.size++;
    if (at % CHUNK === 0) this.#chunks.push(new Int32Array(2 * CHUNK));
    const chunk = this.#chunks[at >>> CHUNK_BITS]!;
    chunk[2 * (at & (CHUNK - 1))] = left;
    chunk[2 * (at & (CHUNK - 1)) + 1] = right;
    this.#table[~slot] = this.#entry(hash(left, right), at);
    return at;
  }

  /** The number of a state, or -1. */
  find(left: number, right: number): number {
    const slot = this.#find(left, right);
    return slot < 0 ? -1 : (this.#table[slot]! & ((1 << this.#numberBits) - 1)) - 1;
  }

  /** The place of a state in the table; the complement of a free place if there is none. */
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

  /** By a quarter: each state is put into a new table four times or so in its life. */
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
