/**
 * Which effects disturb each other.
 *
 * @module
 */
import type { KnownEffects } from "./known_effects.ts";
import { doubled } from "./pairs.ts";
import type { Readings } from "./readings.ts";
import type { Stepping } from "./stepping.ts";

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
  #learned = new Int32Array(64);
  /** What the effect at hand reads. */
  #reads0 = 0;
  #reads1 = 0;
  #reads2 = 0;
  #reads3 = 0;
  readonly #known: KnownEffects;
  readonly #readings: Readings;

  constructor({ known, readings }: Pick<Stepping, "known" | "readings">) {
    this.#known = known;
    this.#readings = readings;
  }

  /** Comes to another effect: who disturbs it is asked now. */
  attend(effect: number): void {
    if (this.#learned[effect] !== this.#readings.size) this.#learn(effect);
    const bits = this.#bits;
    const reads = 2 * effect * WORDS;
    this.#reads0 = bits[reads]!;
    this.#reads1 = bits[reads + 1]!;
    this.#reads2 = bits[reads + 2]!;
    this.#reads3 = bits[reads + 3]!;
  }

  /** Does one effect disturb the one at hand? Whoever only sends does: what was sent is sent no more. */
  does(effect: number): boolean {
    if (this.#learned[effect] !== this.#readings.size) this.#learn(effect);
    const bits = this.#bits;
    const changes = (2 * effect + 1) * WORDS;
    return (bits[changes]! & this.#reads0 | bits[changes + 1]! & this.#reads1 |
      bits[changes + 2]! & this.#reads2 | bits[changes + 3]! & this.#reads3) !== 0;
  }

  /** Sets the bits of an effect: with each new reading it may be seen to change more. */
  #learn(effect: number): void {
    const known = this.#readings;
    while (effect >= this.#learned.length) {
      this.#learned = doubled(this.#learned);
      this.#bits = doubled(this.#bits);
    }
    this.#learned[effect] = known.size;
    const { known: before, slots, values, readings } = this.#known.get(effect);
    const at = 2 * effect * WORDS;
    for (const reading of readings) this.#set(at, reading);
    if (slots.length === 0) this.#bits.fill(-1, at + WORDS, at + 2 * WORDS);
    slots.forEach((slot, i) => {
      const changed = known.changed(slot, before.get(slot)!, values[i]!);
      for (const reading of changed) this.#set(at + WORDS, reading);
    });
  }

  #set(at: number, bit: number): void {
    this.#bits[at + (bit >> 5) % WORDS]! |= 1 << (bit & 31);
  }
}
