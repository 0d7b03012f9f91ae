/**
 * The effects that were found, by their numbers, with what is asked of them most in flat memory.
 *
 * @module
 */
import type { Effect } from "./effect.ts";
import { doubled } from "./pairs.ts";

/** Effects by their numbers. */
export class KnownEffects {
  /** By effect, its move. */
  moves: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** By effect, the number of what it changes. */
  changes: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** By move, the slot of who takes part in it: -1 if several do. */
  readonly #takers: number[] = [];
  readonly #effects: Effect[] = [];

  /** How many there are. */
  get size(): number {
    return this.#effects.length;
  }

  /** Adds the next effect. */
  add(effect: Effect): void {
    const { id, move, change, known } = effect;
    if (id === this.moves.length) {
      this.moves = doubled(this.moves);
      this.changes = doubled(this.changes);
    }
    this.#effects.push(effect);
    this.moves[id] = move;
    this.changes[id] = change;
    const taker = known.slots.length === 1 ? known.slots[0]! : -1;
    this.#takers[move] = (this.#takers[move] ?? taker) === taker ? taker : -1;
  }

  /** The slot of the only one who takes part in a move, as far as that was seen: else -1. */
  taker(move: number): number {
    return this.#takers[move] ?? -1;
  }

  /** The effect with a number. */
  get(id: number): Effect {
    return this.#effects[id]!;
  }
}
