/**
 * Which effects disturb each other.
 *
 * @module
 */
import type { Effect } from "./effect.ts";
import { doubled } from "./pairs.ts";
import type { Readings } from "./readings.ts";

/** Words of bits by effect: for what is read, and as many for what is changed. */
const WORDS = 4;

/**
 * Tells whether an effect changes what another one is found by. If not, the other one is found after
 * it too, and they change different actors: whoever changes an actor reads it. Each reading has one
 * of 128 bits; where two share one, effects may be said to disturb that do not.
 */
export class Disturbing {
  #bits = new Int32Array(64 * 2 * WORDS);
  /** How many readings there were when the bits of an effect were set. */
  #known = new Int32Array(64);
  readonly #readings: Readings;

  /** @param readings What effects are found by. */
  constructor(readings: Readings) {
    this.#readings = readings;
  }

  /** Does one effect disturb another one? Whoever only sends does: what was sent is sent no more. */
  does(one: Effect, other: Effect): boolean {
    const changes = this.#look(one) + WORDS;
    const reads = this.#look(other);
    const bits = this.#bits;
    for (let word = 0; word < WORDS; word++) {
      if ((bits[changes + word]! & bits[reads + word]!) !== 0) return true;
    }
    return false;
  }

  /** Where the bits of an effect stand: with each new reading it may be seen to change more. */
  #look(effect: Effect): number {
    while (effect.id >= this.#known.length) {
      this.#known = doubled(this.#known);
      this.#bits = doubled(this.#bits);
    }
    if (this.#known[effect.id] !== this.#readings.size) this.#learn(effect);
    return effect.id * 2 * WORDS;
  }

  #learn({ id, known, slots, values, readings }: Effect): void {
    this.#known[id] = this.#readings.size;
    const at = id * 2 * WORDS;
    for (const reading of readings) this.#set(at, reading);
    if (slots.length === 0) this.#bits.fill(-1, at + WORDS, at + 2 * WORDS);
    slots.forEach((slot, i) => {
      const changed = this.#readings.changed(slot, known.get(slot)!, values[i]!);
      for (const reading of changed) this.#set(at + WORDS, reading);
    });
  }

  #set(at: number, bit: number): void {
    this.#bits[at + (bit >> 5) % WORDS]! |= 1 << (bit & 31);
  }
}
