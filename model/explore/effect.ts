/**
 * What a move does to a row.
 *
 * @module
 */

/** What stands in some slots of a row. */
export class Facts {
  /** The slots. */
  readonly slots: readonly number[];
  readonly #values: readonly number[];

  constructor(slots: readonly number[], values: readonly number[]) {
    this.slots = slots;
    this.#values = values;
  }

  /** What stands in a slot, if that is known. */
  get(slot: number): number | undefined {
    const at = this.slots.indexOf(slot);
    return at < 0 ? undefined : this.#values[at];
  }
}

/** What changes in a row. */
export interface Change {
  /** The slots that change, and what comes to stand in them. */
  readonly slots: readonly number[];
  readonly values: readonly number[];
  /** The messages that are sent. */
  readonly sends: readonly number[];
}

/** What a move does to a row, wherever it was found to do just this. */
export interface Effect extends Change {
  /** Its number: no other effect has it. */
  readonly id: number;
  /** The move. */
  readonly move: number;
  /** The number of what changes: effects that change the same have the same. */
  readonly change: number;
  /** The slots of the actors that take part, and what stands in them before. */
  readonly known: Facts;
  /** What was read to find it, by number, messages aside: they stay sent. */
  readonly readings: readonly number[];
}
