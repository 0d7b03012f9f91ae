/**
 * Which effects leave each other alone: nothing that is read for the one is changed by the other.
 *
 * @module
 */
import type { Effect, Reading } from "./effect.ts";
import { doubled } from "./pairs.ts";

/** Words of bits by effect: for what is read, and as many for what is changed. */
const WORDS = 4;

/**
 * Tells effects apart by bits. There is one for each thing that is read; things may share one where
 * there are many, so that effects may be taken for closer than they are, and never for more apart.
 */
export class Apart {
  #bits = new Int32Array(64 * 2 * WORDS);
  /** How many readings were known when the bits of an effect were set. */
  #known = new Int32Array(64);
  readonly #readings: Reading[] = [];

  /** Do two effects leave each other alone? */
  are(one: Effect, other: Effect): boolean {
    this.#meet(one);
    this.#meet(other);
    // Only now: both may have met new readings.
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

  #meet({ id, readings }: Effect): void {
    while (id >= this.#known.length) {
      this.#known = doubled(this.#known);
      this.#bits = doubled(this.#bits);
    }
    if (this.#known[id]! > 0) return;
    for (const reading of readings) this.#set(id * 2 * WORDS, this.#numberOf(reading));
  }

  /** Where the bits of an effect stand: what it changes is looked up in new readings, too. */
  #look(effect: Effect): number {
    const at = effect.id * 2 * WORDS;
    for (let number = this.#known[effect.id]!; number < this.#readings.length; number++) {
      if (changes(effect, this.#readings[number]!)) this.#set(at + WORDS, number);
    }
    this.#known[effect.id] = this.#readings.length;
    return at;
  }

  #set(at: number, bit: number): void {
    this.#bits[at + (bit >> 5) % WORDS]! |= 1 << (bit & 31);
  }

  #numberOf({ slot, part }: Reading): number {
    const known = this.#readings.findIndex((one) => one.slot === slot && one.part === part);
    return known < 0 ? this.#readings.push({ slot, part }) - 1 : known;
  }
}

/** Is something else read after an effect? */
function changes({ known, slots, values }: Effect, { slot, part }: Reading): boolean {
  const at = slots.indexOf(slot);
  if (at < 0) return false;
  return part === undefined || part.of(known.get(slot)!) !== part.of(values[at]!);
}
