/**
 * What peers say to each other: queues of words in memory that they share.
 *
 * @module
 */

/** Words in front of a ring: how many were written and read, modulo 2^32. */
const HEAD = 2;

/** Words of shared memory that a ring of a capacity takes. The capacity is a power of two. */
export function ringWords(capacity: number): number {
  return HEAD + capacity;
}

/** A queue of words: one peer writes, another one reads. Neither ever waits. */
export class Ring {
  readonly #counts: Int32Array;
  readonly #words: Int32Array;
  readonly #mask: number;

  /** @param memory Shared, and of zeros before the first use. */
  constructor(memory: Int32Array) {
    this.#counts = memory.subarray(0, HEAD);
    this.#words = memory.subarray(HEAD);
    this.#mask = this.#words.length - 1;
  }

  /** Writes as many of the words from `start` to `end` as there is room for, and tells how many. */
  write(from: Int32Array, start: number, end: number): number {
    const written = this.#counts[0]!;
    const used = (written - Atomics.load(this.#counts, 1)) | 0;
    const count = Math.min(end - start, this.#words.length - used);
    if (count === 0) return 0;
    for (let i = 0; i < count; i++) this.#words[(written + i) & this.#mask] = from[start + i]!;
    Atomics.store(this.#counts, 0, (written + count) | 0);
    return count;
  }

  /** How many words can be read. */
  get waiting(): number {
    return (Atomics.load(this.#counts, 0) - this.#counts[1]!) | 0;
  }

  /** Reads that many words that are waiting. */
  read(into: Int32Array, at: number, count: number): void {
    const read = this.#counts[1]!;
    for (let i = 0; i < count; i++) into[at + i] = this.#words[(read + i) & this.#mask]!;
    Atomics.store(this.#counts, 1, (read + count) | 0);
  }
}
