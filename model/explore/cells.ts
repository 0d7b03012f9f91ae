/**
 * Numbers by pairs of numbers, all of them remembered.
 *
 * @module
 */
import { hash } from "./pairs.ts";

/** A table of numbers above zero, by pairs of numbers that are not negative. */
export class Cells {
  /** Open addressing. Entry n stands at 3n: the pair, and its number. 0: free. */
  #entries = new Int32Array(3 << 6);
  #mask = (1 << 6) - 1;
  #size = 0;

  /** The number of a pair, or 0. */
  get(left: number, right: number): number {
    return this.#entries[this.#find(left, right) + 2]!;
  }

  /** Gives a pair a number. */
  set(left: number, right: number, number: number): void {
    if (4 * this.#size > 3 * this.#mask) this.#grow();
    const at = this.#find(left, right);
    if (this.#entries[at + 2] === 0) this.#size++;
    this.#entries[at] = left;
    this.#entries[at + 1] = right;
    this.#entries[at + 2] = number;
  }

  #find(left: number, right: number): number {
    const entries = this.#entries;
    let place = hash(left, right) & this.#mask;
    for (;; place = (place + 1) & this.#mask) {
      const at = 3 * place;
      if (entries[at + 2] === 0 || entries[at] === left && entries[at + 1] === right) return at;
    }
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue;
      this.#entries.set(old.subarray(at, at + 3), this.#find(old[at]!, old[at + 1]!));
    }
  }
}
