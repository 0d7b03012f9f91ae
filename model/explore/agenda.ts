/**
 * The effects that lead on from a state, in the order of their moves.
 *
 * @module
 */
import { doubled } from "./pairs.ts";
import type { Stepping } from "./stepping.ts";

/** A list that is used again for every state. */
export class Agenda {
  /** The numbers of the effects: the first `size` are meant. */
  effects: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** How many there are. */
  size = 0;
  readonly #stepping: Stepping;

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
  }

  /** Puts the first so many of the effects that were found in their order: they come nearly in it. */
  order(found: Int32Array, size: number): void {
    while (size > this.effects.length) this.effects = doubled(this.effects);
    this.size = size;
    const { effects } = this;
    const { moves } = this.#stepping.known;
    const { ranks } = this.#stepping.order;
    for (let i = 0; i < size; i++) {
      const effect = found[i]!;
      const rank = ranks[moves[effect]!]!;
      let at = i;
      for (; at > 0 && ranks[moves[effects[at - 1]!]!]! > rank; at--) {
        effects[at] = effects[at - 1]!;
      }
      effects[at] = effect;
    }
  }
}
