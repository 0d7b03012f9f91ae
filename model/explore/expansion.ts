/**
 * What a search does with one state: all its steps are found, judged and counted, and the states
 * they lead to are put in store.
 *
 * @module
 */
import { Agenda } from "./agenda.ts";
import type { Effect, Stepping } from "./stepping.ts";
import { Successors } from "./successors.ts";
import type { Tally } from "./tally.ts";

/** Where states are put. */
export interface Store {
  /** How many states differ from the one at hand by a renaming only, itself included. */
  renamings(at: number): number;
  /**
   * Puts the state in to which an effect leads.
   *
   * @param at Number of the state before.
   * @param row That state.
   * @return False if the effect changes nothing.
   */
  take(at: number, row: Int32Array, effect: Effect): boolean;
}

/** Which steps need not be taken from a state. */
export interface Sleep {
  /** Comes to a state, which is expanded now. */
  begin(at: number): void;
  /** Does a change sleep in the state at hand? */
  has(change: number): boolean;
  /**
   * A step was taken that changes something.
   *
   * @param agenda All steps from the state at hand, in their order.
   * @param nth Which of them was taken.
   */
  took(agenda: Agenda, nth: number): void;
}

/** Expands states, and keeps count of what it sees. */
export class Expansion {
  /** States so far, alike actors told apart. */
  unreduced = 0;
  /** States at rest so far. */
  rests = 0;
  readonly #stepping: Stepping;
  readonly #tally: Tally;
  readonly #store: Store;
  readonly #successors: Successors;
  readonly #agenda: Agenda;
  readonly #asleep: Sleep | undefined;

  /** @param asleep Steps that need not be taken: told of each step that is. */
  constructor(stepping: Stepping, tally: Tally, store: Store, asleep?: Sleep) {
    this.#stepping = stepping;
    this.#tally = tally;
    this.#store = store;
    this.#successors = new Successors(stepping, tally);
    this.#asleep = asleep;
    this.#agenda = new Agenda(stepping);
  }

  /** Steps so far. */
  get edges(): number {
    return this.#successors.steps;
  }

  /** Expands a state. Where a claim breaks that ends the search, nothing is put in store. */
  expand(at: number, row: Int32Array): void {
    this.unreduced += this.#store.renamings(at);
    this.#successors.find(at, row);
    if (this.#tally.isOver || !this.#take(at, row)) return;
    this.rests++;
    this.#tally.rest(at, row);
  }

  /** Follows some steps of a state only. */
  follow(at: number, row: Int32Array, ample: readonly Effect[]): void {
    this.unreduced += this.#store.renamings(at);
    for (const effect of ample) {
      this.#successors.judge(at, row, effect);
      if (this.#tally.isOver) return;
      this.#store.take(at, row, effect);
    }
  }

  /** How often each move was taken, by its name. */
  taken(): Record<string, number> {
    this.#successors.settle();
    const { taken } = this.#successors;
    return Object.fromEntries(
      Array.from(
        { length: this.#stepping.moves },
        (_, move) => [this.#stepping.move(move).name, taken[move] ?? 0],
      ),
    );
  }

  /** Puts in all states that come next, in the order of the moves. True if the state is at rest. */
  #take(at: number, row: Int32Array): boolean {
    const { found, size } = this.#successors;
    const asleep = this.#asleep;
    const agenda = this.#agenda;
    const { known } = this.#stepping;
    let atRest = true;
    agenda.order(found, size);
    asleep?.begin(at);
    for (let i = 0; i < size; i++) {
      const effect = agenda.effects[i]!;
      if (!asleep?.has(known.changes[effect]!)) {
        if (!this.#store.take(at, row, known.get(effect))) continue;
        asleep?.took(agenda, i);
      }
      if (atRest && !this.#stepping.move(known.moves[effect]!).fault) atRest = false;
    }
    return atRest;
  }
}
