/**
 * Numbers for the states of a level that is complete: peers agree on them without a look at each
 * other's states.
 *
 * @module
 */
import { type Common, NONE, type Waiting, WINDOW } from "./common.ts";
import type { OwnStates } from "./own_states.ts";

/** The states of a level have numbers that follow each other. */
export interface Level {
  /** The first of them. */
  readonly first: number;
  /** How many there are. */
  readonly size: number;
}

/** The new states of one peer: words and bits that they are set down as, and their numbers. */
interface Found {
  readonly inWords: Float64Array;
  readonly bits: Int32Array;
  readonly numbers: Int32Array;
  /** How many states have numbers already. */
  readonly before: number;
}

/**
 * Numbers new states by their parents, and among the children of one parent by their places. All of
 * them are set down as bits, a row of bits for each parent, in windows of as many parents as have
 * room; one peer counts the bits before each word, and the number of a state is what stands before
 * its bit.
 */
export class Numbering {
  readonly #common: Common;
  readonly #peer: number;
  readonly #limit: number;
  #turn = 0;

  /** @param limit As many states are allowed. */
  constructor(common: Common, peer: number, limit: number) {
    this.#common = common;
    this.#peer = peer;
    this.#limit = limit;
  }

  /** Numbers the states that were found from a level, and gives their level. */
  *next(level: Level, own: OwnStates): Waiting<Level> {
    const first = level.first + level.size;
    const words = new Float64Array(own.found);
    const bits = new Int32Array(own.found);
    const numbers = new Int32Array(own.found);
    const rowWords = (this.#common.get("place") >>> 5) + 1;
    const parents = Math.floor(WINDOW / rowWords);
    for (let i = 0; i < own.found; i++) {
      const place = own.placeOfFound(i);
      words[i] = (own.parentOfFound(i) - level.first) * rowWords + (place >>> 5);
      bits[i] = 1 << (place & 31);
    }
    let before = first;
    for (let start = 0; start < level.size; start += parents) {
      const count = Math.min(parents, level.size - start);
      before += yield* this.#window(
        { start: start * rowWords, words: count * rowWords },
        { inWords: words, bits, numbers, before },
        (word) => level.first + start + Math.floor(word / rowWords),
      );
    }
    own.end(numbers);
    return { first, size: before - first };
  }

  /** Numbers the states whose bits lie in one window, and gives how many these are. */
  *#window(
    { start, words }: { readonly start: number; readonly words: number },
    { inWords, bits, numbers, before }: Found,
    parentOf: (word: number) => number,
  ): Waiting<number> {
    const { windows, before: counts } = this.#common;
    const window = windows[this.#turn]!;
    this.#turn = 1 - this.#turn;
    for (let i = 0; i < bits.length; i++) {
      const word = inWords[i]! - start;
      if (word >= 0 && word < words) Atomics.or(window, word, bits[i]!);
    }
    yield* this.#common.meet(this.#peer);
    if (this.#peer === 0) this.#count(window, words, before, parentOf);
    yield* this.#common.meet(this.#peer);
    for (let i = 0; i < bits.length; i++) {
      const word = inWords[i]! - start;
      if (word < 0 || word >= words) continue;
      numbers[i] = before + counts[word]! + ones(window[word]! & (bits[i]! - 1));
    }
    const found = counts[words]!;
    yield* this.#common.meet(this.#peer);
    // The other window is used next, and no peer comes back to this one before all have met again.
    if (this.#peer === 0) window.fill(0, 0, words);
    return found;
  }

  /** Counts what stands before each word, and where the limit is reached. */
  #count(
    window: Int32Array,
    words: number,
    found: number,
    parentOf: (word: number) => number,
  ): void {
    const { before } = this.#common;
    let count = 0;
    for (let word = 0; word < words; word++) {
      before[word] = count;
      if (window[word] === 0) continue;
      count += ones(window[word]!);
      if (found + count > this.#limit && this.#common.get("limit") === NONE) {
        this.#common.set("limit", parentOf(word) + 1);
      }
    }
    before[words] = count;
  }
}

/** How many bits of a word are one. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
