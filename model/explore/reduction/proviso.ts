/**
 * The cycle proviso (C3): nothing that can happen is left out for ever.
 *
 * @module
 */
import type { History } from "../history.ts";
import { doubled } from "../pairs.ts";
import type { Effect, Stepping } from "../stepping.ts";

/**
 * Keeps one step of each reduced state that leads on, so that from state to state all of these lead
 * to one that is fully expanded: they make no cycle. What is left out where it does not disturb that
 * step can still be done after it, and so at the end.
 *
 * The usual proviso of a breadth-first search asks that a step leads to a state that is not expanded
 * yet, which makes no cycle either. Source: Bosnacki, Leue, Lluch-Lafuente, "Partial-order reduction
 * for general state exploring algorithms", STTT 11, 2009. In a system that comes back to where it was
 * it has nearly every state expanded fully.
 */
export class Proviso {
  readonly #stepping: Stepping;
  /** Where the step of a state leads, plus one. 0: it is expanded fully, or not yet. */
  #next = new Int32Array(1 << 10);
  readonly #after: Int32Array;
  /** The last state that was given a step, and the row that it leads to. */
  #last = -1;
  readonly #target: Int32Array;

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#after = new Int32Array(stepping.width);
    this.#target = new Int32Array(stepping.width);
  }

  /** Forgets all steps. */
  clear(): void {
    this.#next.fill(0);
    this.#last = -1;
  }

  /** Takes note of where the last step leads: its state may have been new. */
  settle(history: History): void {
    if (this.#last < 0) return;
    while (this.#last >= this.#next.length) this.#next = doubled(this.#next);
    this.#next[this.#last] = history.indexOf(this.#target) + 1;
    this.#last = -1;
  }

  /** Gives a state a step if it leads on, instead of the one that the state had. */
  give(at: number, row: Int32Array, history: History, { move }: Effect): boolean {
    this.#stepping.step(row, move, this.#after);
    const next = history.indexOf(this.#after);
    if (next >= 0 && this.#end(next) === at) return false;
    this.#last = at;
    this.#target.set(this.#after);
    return true;
  }

  /** Where the steps lead to from a state. */
  #end(state: number): number {
    let end = state;
    for (let next = this.#next[end] ?? 0; next > 0; next = this.#next[end] ?? 0) end = next - 1;
    for (let from = state; from !== end;) {
      const next = this.#next[from]! - 1;
      this.#next[from] = end + 1;
      from = next;
    }
    return end;
  }
}
