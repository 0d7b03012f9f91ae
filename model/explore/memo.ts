/**
 * A function of two numbers that remembers its answers.
 *
 * @module
 */
import { hash } from "./pairs.ts";

/** Numbers by pairs of numbers that are not negative. */
export class Memo {
  /** Entry n stands at 4n: the pair, and the answer plus one. 0: free. */
  #entries = new Int32Array(1 << 8);
  #mask = (1 << 6) - 1;
  #size = 0;

  /** The answer for a pair, or -1. */
  get(left: number, right: number): number {
    const entries = this.#entries;
    const mask = this.#mask;
    for (let at = hash(left, right) & mask;; at = (at + 1) & mask) {
      const answer = entries[4 * at + 2]!;
      if (answer === 0) return -1;
      if (entries[4 * at] === left && entries[4 * at + 1] === right) return answer - 1;
    }
  }

  /** Remembers the answer for a pair that has none. Returns the answer. */
  set(left: number, right: number, answer: number): number {
    if (2 * ++this.#size > this.#mask) this.#grow();
    let at = hash(left, right) & this.#mask;
    while (this.#entries[4 * at + 2] !== 0) at = (at + 1) & this.#mask;
    this.#entries[4 * at] = left;
    this.#entries[4 * at + 1] = right;
    this.#entries[4 * at + 2] = answer + 1;
    return answer;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] === 0) continue;
      let to = hash(old[at]!, old[at + 1]!) & this.#mask;
      while (this.#entries[4 * to + 2] !== 0) to = (to + 1) & this.#mask;
      this.#entries.set(old.subarray(at, at + 3), 4 * to);
    }
  }
}
