/**
 * What can happen in a row.
 *
 * @module
 */
import type { Effect, Stepping } from "./stepping.ts";

/** One thing that can happen. */
export interface Way {
  /** What it does. */
  readonly effect: Effect;
  /** Whether it changes anything. */
  readonly changes: boolean;
  /** Whether it is done to the system. */
  readonly fault: boolean;
}

/** Finds what can happen, in the order of the moves. */
export class Ways {
  readonly #stepping: Stepping;
  readonly #post: number;

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#post = stepping.width - 1;
  }

  /** Everything that can happen in a row. */
  from(row: Int32Array): Way[] {
    const ways: Way[] = [];
    for (let move = 0; move < this.#stepping.moves; move++) {
      const effect = this.#stepping.effects(move).ask(row);
      if (effect !== undefined) ways.push(this.#way(row, effect));
    }
    return ways;
  }

  /** Can nothing but faults change anything in a row? */
  areAtRest(row: Int32Array): boolean {
    return this.from(row).every(({ changes, fault }) => fault || !changes);
  }

  #way(row: Int32Array, effect: Effect): Way {
    const sent = row[this.#post]!;
    const sends = effect.sends.length > 0 &&
      this.#stepping.post.withAll(sent, effect.sends) !== sent;
    const { fault = false } = this.#stepping.move(effect.move);
    return { effect, changes: sends || effect.slots.length > 0, fault };
  }
}
