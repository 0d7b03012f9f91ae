/**
 * Random numbers that are the same for the same seed, on every machine.
 *
 * @module
 */

/** Rounds after seeding: as many as the author of the generator takes. */
const ROUNDS = 12;

/**
 * The generator sfc32, "small fast counter": 128 bits of state, of which 32 count, so that no
 * sequence repeats before 2^32 numbers. Good for walks, not for secrets. Source: Chris
 * Doty-Humphrey, PractRand (public domain).
 */
export class Random {
  #a = 0;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed A whole number from 0 to 2^53 - 1. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`a seed is a whole number from 0 to 2^53 - 1, not ${seed}`);
    }
    this.#b = seed | 0;
    this.#c = Math.floor(seed / 2 ** 32) | 0;
    for (let round = 0; round < ROUNDS; round++) this.next();
  }

  /** The next whole number below 2^32. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number from 0 up to and without 1. */
  fraction(): number {
    return this.next() / 2 ** 32;
  }
}
