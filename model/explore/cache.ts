/**
 * A function of two numbers that remembers some of its answers.
 *
 * @module
 */
import { hash } from "./pairs.ts";

/** Entries at first, and at most: half a megabyte, which stays near the processor. */
const LEAST = 1 << 7;
const MOST = 1 << 15;

/** Numbers by pairs of numbers that are not negative. What was asked long ago makes room. */
export class Cache {
  /** Entry n stands at 4n: the pair, and the answer plus one. 0: free. */
  #entries = new Int32Array(4 * LEAST);
  #mask = LEAST - 1;
  /** How often an answer took the place of another. */
  #clashes = 0;

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#entries.byteLength;
  }

  /** The answer for a pair, or -1 if it is not remembered. */
  get(left: number, right: number): number {
    const entries = this.#entries;
    const at = 4 * (hash(left, right) & this.#mask);
    return entries[at] === left && entries[at + 1] === right ? entries[at + 2]! - 1 : -1;
  }

  /** Remembers the answer for a pair. Returns the answer. */
  set(left: number, right: number, answer: number): number {
    const at = 4 * (hash(left, right) & this.#mask);
    if (this.#entries[at + 2] !== 0 && ++this.#clashes > this.#mask && this.#mask + 1 < MOST) {
      this.#grow();
      return this.set(left, right, answer);
    }
    this.#entries[at] = left;
    this.#entries[at + 1] = right;
    this.#entries[at + 2] = answer + 1;
    return answer;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 4);
    this.#mask = this.#mask * 4 + 3;
    this.#clashes = 0;
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] === 0) continue;
      this.#entries.set(old.subarray(at, at + 3), 4 * (hash(old[at]!, old[at + 1]!) & this.#mask));
    }
  }
}
