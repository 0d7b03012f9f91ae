/**
 * Parts of what stands in slots, as numbers that are kept at hand.
 *
 * @module
 */
import { doubled } from "./pairs.ts";
import type { Part } from "./remembered.ts";

/** Of so many values the parts are kept; those of others are asked for. */
const KEPT = 1 << 16;

/** Numbers parts in the order in which they are met, and remembers what they are. */
export class PartNumbers {
  readonly #parts: Part[] = [];
  readonly #numbers = new Map<Part, number>();
  /** By part: what it is of each value, plus one. 0: not asked yet. */
  readonly #known: Int32Array<ArrayBuffer>[] = [];

  /** The number of a part. */
  of(part: Part): number {
    let number = this.#numbers.get(part);
    if (number === undefined) {
      number = this.#parts.push(part) - 1;
      this.#known.push(new Int32Array(64));
      this.#numbers.set(part, number);
    }
    return number;
  }

  /** The part, by its number, of a value. */
  read(number: number, value: number): number {
    const known = this.#known[number]!;
    const part = value < known.length ? known[value]! : 0;
    return part > 0 ? part - 1 : this.#learn(number, value);
  }

  #learn(number: number, value: number): number {
    const part = this.#parts[number]!.of(value);
    if (value >= KEPT) return part;
    let known = this.#known[number]!;
    while (value >= known.length) known = this.#known[number] = doubled(known);
    known[value] = part + 1;
    return part;
  }
}
