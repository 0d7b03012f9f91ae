/**
 * Which effects leave each other alone: nothing that is read for the one is changed by the other.
 *
 * @module
 */
import type { Effect } from "./effect.ts";
import { doubled } from "./pairs.ts";
import type { Readings } from "./readings.ts";

/** Words of bits by effect: for what is read, and as many for what is changed. */
const WORDS = 4;

/**
 * Tells effects apart by bits. There is one for each thing that is read; things may share one where
 * there are many, so that effects may be taken for closer than they are, and never for more apart.
 */
export class Apart {
  #bits = new Int32Array(64 * 2 * WORDS);
  /** How many readings there were when the bits of an effect were set. */
  #known = new Int32Array(64);
  readonly #readings: Readings;

  /** @param readings What effects are found by. */
  constructor(readings: Readings) {
    this.#readings = readings;
  }

  /** Do two effects leave each other alone? */
  are(one: Effect, other: Effect): boolean {
    const first = this.#look(one);
    const second = this.#look(other);
    const bits = this.#bits;
    for (let word = 0; word < WORDS; word++) {
      const touched = bits[first + word]! & bits[second + WORDS + word]! |
        bits[second + word]! & bits[first + WORDS + word]!;
      if (touched !== 0) return false;
    }
    return true;
  }

  /** Where the bits of an effect stand: with each new reading it may be seen to change more. */
  #look(effect: Effect): number {
    const at = effect.id * 2 * WORDS;
    while (effect.id >= this.#known.length) {
      this.#known = doubled(this.#known);
      this.#bits = doubled(this.#bits);
    }
    if (this.#known[effect.id] !== this.#readings.size) this.#learn(effect, at);
    return at;
  }

  #learn({ id, known, slots, values, readings }: Effect, at: number): void {
    this.#known[id] = this.#readings.size;
    for (const reading of readings) this.#set(at, reading);
    slots.forEach((slot, i) => {
      const changed = this.#readings.changed(slot, known.get(slot)!, values[i]!);
      for (const reading of changed) this.#set(at + WORDS, reading);
    });
  }

  #set(at: number, bit: number): void {
    this.#bits[at + (bit >> 5) % WORDS]! |= 1 << (bit & 31);
  }
}
