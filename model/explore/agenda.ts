/**
 * The effects that lead on from a state, in the order of their moves.
 *
 * @module
 */
import type { Effect, Stepping } from "./stepping.ts";
import type { Successors } from "./successors.ts";

/** A list that is used again for every state. */
export class Agenda {
  /** The effects: the first `size` are meant. */
  readonly effects: Effect[] = [];
  /** How many there are. */
  size = 0;
  readonly #stepping: Stepping;
  readonly #successors: Successors;

  constructor(stepping: Stepping, successors: Successors) {
    this.#stepping = stepping;
    this.#successors = successors;
  }

  /** Lists what was found last. */
  order(): this {
    const { found, size } = this.#successors;
    this.size = 0;
    for (let i = 0; i < size; i++) this.#add(this.#successors.effect(found[i]!));
    return this;
  }

  /** Puts an effect in its place: effects come nearly in order. */
  #add(effect: Effect): void {
    const { effects } = this;
    const { ranks } = this.#stepping.order;
    const rank = ranks[effect.move]!;
    let at = this.size++;
    for (; at > 0 && ranks[effects[at - 1]!.move]! > rank; at--) effects[at] = effects[at - 1]!;
    effects[at] = effect;
  }
}
