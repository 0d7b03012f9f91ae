/**
 * Which state each state was found from.
 *
 * @module
 */

/** States between two marks. */
const STRIDE = 256;
/** Counts in one piece of memory. */
const CHUNK = 1 << 16;

/**
 * The parents of states that are numbered in the order of discovery, by a search that goes through
 * them in this order: so a parent needs to be told its number of children only, which is one byte.
 */
export class Parents {
  /** How many children each state has, modulo 256. */
  readonly #counts: Uint8Array<ArrayBuffer>[] = [];
  /** What one byte does not hold: the rest of the number of children. */
  readonly #more = new Map<number, number>();
  /** The first child of each state whose number is a multiple of the stride, or what would be it. */
  readonly #marks: number[] = [];
  #children = 1;

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#counts.length * CHUNK + this.#marks.length * 8 + this.#more.size * 32;
  }

  /** The next state, in the order of their numbers, is found from a parent. Parents never decrease. */
  add(parent: number): void {
    this.#markUpTo(parent);
    const counts = this.#counts[Math.floor(parent / CHUNK)]!;
    const count = ++counts[parent % CHUNK]!;
    if (count === 256) this.#more.set(parent, (this.#more.get(parent) ?? 0) + 256);
    this.#children++;
  }

  /** The parent of a state: -1 for the first one. */
  of(at: number): number {
    if (at === 0) return -1;
    const mark = this.#lastMarkUpTo(at);
    let parent = mark * STRIDE;
    for (let next = this.#marks[mark]!;; parent++) {
      next += this.#countOf(parent);
      if (next > at) return parent;
    }
  }

  #countOf(parent: number): number {
    const counts = this.#counts[Math.floor(parent / CHUNK)]!;
    return counts[parent % CHUNK]! + (this.#more.get(parent) ?? 0);
  }

  #markUpTo(parent: number): void {
    while (this.#counts.length * CHUNK <= parent) this.#counts.push(new Uint8Array(CHUNK));
    while (this.#marks.length * STRIDE <= parent) this.#marks.push(this.#children);
  }

  /** The last mark whose first child is not after a state. */
  #lastMarkUpTo(at: number): number {
    let [low, high] = [0, this.#marks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#marks[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
