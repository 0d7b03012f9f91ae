/**
 * The set of states met so far, each a row of small numbers, numbered in the order of discovery.
 *
 * @module
 */

import { doubled } from "./pairs.ts";

export { doubled };

/** An exact set of rows: nothing is hashed away. */
export class Visited {
  /** How many rows are in the set. */
  size = 0;
  readonly #width: number;
  #rows: Int32Array;
  /** Open addressing: 0 is free, n is row n - 1. */
  #table = new Int32Array(1 << 12);

  constructor(width: number) {
    this.#width = width;
    this.#rows = new Int32Array(width << 11);
  }

  /** Copies the row with a number into `into`. */
  read(index: number, into: Int32Array): void {
    const start = index * this.#width;
    for (let i = 0; i < this.#width; i++) into[i] = this.#rows[start + i]!;
  }

  /** Adds the row in the first `width` places of `row`. Returns its number, or -1 if it was known. */
  add(row: Int32Array): number {
    if (this.size * 2 >= this.#table.length) this.#grow();
    const at = this.#find(row);
    if (this.#table[at] !== 0) return -1;
    const start = this.size * this.#width;
    if (start + this.#width > this.#rows.length) this.#rows = doubled(this.#rows);
    for (let i = 0; i < this.#width; i++) this.#rows[start + i] = row[i]!;
    this.#table[at] = ++this.size;
    return this.size - 1;
  }

  /** The number of a row, or -1. */
  indexOf(row: Int32Array): number {
    return this.#table[this.#find(row)]! - 1;
  }

  #find(row: Int32Array): number {
    const mask = this.#table.length - 1;
    let at = hash(row, 0, this.#width) & mask;
    while (this.#table[at] !== 0 && !this.#same(this.#table[at]! - 1, row)) at = (at + 1) & mask;
    return at;
  }

  #same(index: number, row: Int32Array): boolean {
    const start = index * this.#width;
    for (let i = 0; i < this.#width; i++) {
      if (this.#rows[start + i] !== row[i]) return false;
    }
    return true;
  }

  #grow(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let index = 0; index < this.size; index++) {
      let at = hash(this.#rows, index * this.#width, this.#width) & mask;
      while (this.#table[at] !== 0) at = (at + 1) & mask;
      this.#table[at] = index + 1;
    }
  }
}

function hash(array: Int32Array, start: number, length: number): number {
  let h = 0x9e3779b9;
  for (let i = start; i < start + length; i++) {
    h = Math.imul(h ^ array[i]!, 0x85ebca6b);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 13)) >>> 0;
}
