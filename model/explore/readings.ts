/**
 * What can be read of a row, numbered.
 *
 * @module
 */
import type { Part } from "./remembered.ts";

/** Readings of a row: what stands in a slot, or a part of it. */
export class Readings {
  readonly #slots: number[] = [];
  readonly #parts: (Part | undefined)[] = [];
  readonly #ofSlot: number[][] = [];

  /** How many there are. */
  get size(): number {
    return this.#slots.length;
  }

  /** The slot that is read. */
  slot(reading: number): number {
    return this.#slots[reading]!;
  }

  /** The number of a reading. One that was not known gets the next number: the size before. */
  number(slot: number, part: Part | undefined): number {
    const known = this.#ofSlot[slot] ??= [];
    const found = known.find((reading) => this.#parts[reading] === part);
    if (found !== undefined) return found;
    this.#slots.push(slot);
    this.#parts.push(part);
    known.push(this.size - 1);
    return this.size - 1;
  }

  /** The readings that tell two numbers in a slot apart. */
  changed(slot: number, before: number, after: number): number[] {
    return (this.#ofSlot[slot] ?? []).filter((reading) => {
      const part = this.#parts[reading];
      return part === undefined || differs(part, before, after);
    });
  }
}

/** A part may be one that only some states have: where it fails, nothing is known of it. */
function differs(part: Part, before: number, after: number): boolean {
  try {
    return part.of(before) !== part.of(after);
  } catch {
    return true;
  }
}
