/**
 * Rows of numbers, numbered: a row is a pair of half rows, which are numbered themselves. Rows of a
 * search share most of their halves, so a row costs little more than one pair.
 * Source: Blom, Lisser, van de Pol, Weber, "A Database Approach to Distributed State Space
 * Generation", PDMC 2007 (tree compression).
 *
 * @module
 */
import { Cache } from "./cache.ts";
import { Pairs } from "./pairs.ts";

/** The numbered rows of some slots. */
export interface Block {
  /** The slots of a row that belong to the block. */
  readonly slots: readonly number[];
  /** Bytes that are taken. */
  readonly bytes: number;
  /** The number of what a row has in these slots. */
  intern(row: Int32Array): number;
  /** Writes what has a number into these slots of a row. */
  read(id: number, row: Int32Array): void;
  /** The number of the same with another value in one slot. */
  with(id: number, slot: number, value: number): number;
}

/** A block of any slots, of none even. */
export function blockOf(slots: readonly number[]): Block {
  if (slots.length === 0) return new Nothing();
  if (slots.length === 1) return new One(slots[0]!);
  const middle = slots.length >> 1;
  return new Halves(blockOf(slots.slice(0, middle)), blockOf(slots.slice(middle)));
}

class Nothing implements Block {
  readonly slots: readonly number[] = [];
  readonly bytes = 0;

  intern(): number {
    return 0;
  }

  read(): void {}

  with(id: number): number {
    return id;
  }
}

class One implements Block {
  readonly slots: readonly number[];
  readonly bytes = 0;
  readonly #slot: number;

  constructor(slot: number) {
    this.slots = [slot];
    this.#slot = slot;
  }

  intern(row: Int32Array): number {
    return row[this.#slot]!;
  }

  read(id: number, row: Int32Array): void {
    row[this.#slot] = id;
  }

  with(_id: number, _slot: number, value: number): number {
    return value;
  }
}

class Halves implements Block {
  readonly slots: readonly number[];
  readonly #first: Block;
  readonly #second: Block;
  readonly #pairs = new Pairs();
  readonly #changed = new Cache();
  /** The half of each slot: is it the first one? */
  readonly #isFirst: boolean[] = [];

  constructor(first: Block, second: Block) {
    this.#first = first;
    this.#second = second;
    this.slots = [...first.slots, ...second.slots];
    for (const slot of this.slots) this.#isFirst[slot] = first.slots.includes(slot);
  }

  get bytes(): number {
    return this.#first.bytes + this.#second.bytes + this.#pairs.bytes + this.#changed.bytes;
  }

  intern(row: Int32Array): number {
    return this.#pairs.intern(this.#first.intern(row), this.#second.intern(row));
  }

  read(id: number, row: Int32Array): void {
    this.#first.read(this.#pairs.left(id), row);
    this.#second.read(this.#pairs.right(id), row);
  }

  with(id: number, slot: number, value: number): number {
    const change = value * this.#isFirst.length + slot;
    const known = this.#changed.get(id, change);
    return known < 0 ? this.#changed.set(id, change, this.#change(id, slot, value)) : known;
  }

  #change(id: number, slot: number, value: number): number {
    const [left, right] = [this.#pairs.left(id), this.#pairs.right(id)];
    return this.#isFirst[slot]
      ? this.#pairs.intern(this.#first.with(left, slot, value), right)
      : this.#pairs.intern(left, this.#second.with(right, slot, value));
  }
}
