/**
 * Pairs of numbers, numbered in the order in which they are met.
 *
 * @module
 */

/** An exact set of pairs: nothing is hashed away. */
export class Pairs {
  /** How many pairs are in the set. */
  size = 0;
  /** Pair n stands at 2n and 2n + 1. */
  #pairs = new Int32Array(1 << 7);
  /** Open addressing: 0 is free, n is pair n - 1. At most half is taken. */
  #table = new Int32Array(1 << 7);
  #mask = (1 << 7) - 1;

  /** The first number of a pair. */
  left(id: number): number {
    return this.#pairs[2 * id]!;
  }

  /** The second number of a pair. */
  right(id: number): number {
    return this.#pairs[2 * id + 1]!;
  }

  /** The number of a pair. A pair that was not known gets the next one: the size before. */
  intern(left: number, right: number): number {
    if (2 * this.size > this.#mask) this.#grow();
    const table = this.#table;
    const pairs = this.#pairs;
    const mask = this.#mask;
    let at = hash(left, right) & mask;
    for (let n = table[at]!; n !== 0; n = table[at]!) {
      if (pairs[2 * n - 2] === left && pairs[2 * n - 1] === right) return n - 1;
      at = (at + 1) & mask;
    }
    const id = this.size++;
    pairs[2 * id] = left;
    pairs[2 * id + 1] = right;
    table[at] = this.size;
    return id;
  }

  /** The number of a pair, or -1. */
  find(left: number, right: number): number {
    for (let at = hash(left, right) & this.#mask;; at = (at + 1) & this.#mask) {
      const id = this.#table[at]! - 1;
      if (id < 0 || (this.#pairs[2 * id] === left && this.#pairs[2 * id + 1] === right)) return id;
    }
  }

  #grow(): void {
    this.#pairs = doubled(this.#pairs);
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#mask = this.#table.length - 1;
    for (let id = 0; id < this.size; id++) {
      let at = hash(this.#pairs[2 * id]!, this.#pairs[2 * id + 1]!) & mask;
      while (this.#table[at] !== 0) at = (at + 1) & mask;
      this.#table[at] = id + 1;
    }
  }
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
