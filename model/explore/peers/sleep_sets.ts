/**
 * The sleep sets of one level.
 *
 * @module
 */
import { doubled } from "../pairs.ts";

/** Sleep sets take so many words at most, 128 MB: states that are found then have none. */
const MOST = 1 << 25;

/** Sleep sets, by the places of their states among those of the level. */
export class SleepSets {
  /** By place, where its set begins, plus one: 0 for none. */
  #begins = new Int32Array(64);
  /** How many changes sleep, and which. */
  #words = new Int32Array(1 << 10);
  #end = 0;

  /** Forgets all of them, and keeps the memory. */
  clear(): void {
    this.#begins.fill(0);
    this.#end = 0;
  }

  /** Gives a state its sleep set, in the place of the one it had. */
  set(place: number, changes: Int32Array, size: number): void {
    while (place >= this.#begins.length) this.#begins = doubled(this.#begins);
    this.#begins[place] = 0;
    if (size === 0 || this.#end + 1 + size > MOST) return;
    while (this.#end + 1 + size > this.#words.length) this.#words = doubled(this.#words);
    this.#begins[place] = this.#end + 1;
    this.#words[this.#end++] = size;
    for (let i = 0; i < size; i++) this.#words[this.#end++] = changes[i]!;
  }

  /** How many changes sleep in a state. */
  size(place: number): number {
    const begin = this.#begins[place] ?? 0;
    return begin === 0 ? 0 : this.#words[begin - 1]!;
  }

  /** One of them. */
  change(place: number, nth: number): number {
    return this.#words[this.#begins[place]! + nth]!;
  }
}
