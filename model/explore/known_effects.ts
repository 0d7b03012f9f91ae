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
  readonly #effects: Effect[] = [];

  /** How many there are. */
  get size(): number {
    return this.#effects.length;
  }

  /** Adds the next effect. */
  add(effect: Effect): void {
    const { id, move, change } = effect;
    if (id === this.moves.length) {
      this.moves = doubled(this.moves);
      this.changes = doubled(this.changes);
    }
    this.#effects.push(effect);
    this.moves[id] = move;
    this.changes[id] = change;
  }

  /** The effect with a number. */
  get(id: number): Effect {
    return this.#effects[id]!;
  }
}
