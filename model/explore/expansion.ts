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
  /**
   * Puts the state in to which an effect leads.
   *
   * @param at Number of the state before.
   * @param row That state.
   * @return False if the effect changes nothing.
   */
  take(at: number, row: Int32Array, effect: Effect): boolean;
}

/** Expands states, and keeps count of what it sees. */
export class Expansion {
  /** Steps so far. */
  edges = 0;
  /** States at rest so far. */
  rests = 0;
  readonly #stepping: Stepping;
  readonly #tally: Tally;
  readonly #store: Store;
  readonly #successors: Successors;
  readonly #agenda: Agenda;
  /** How often each move was taken, the forks aside. */
  readonly #single: number[] = [];

  constructor(stepping: Stepping, tally: Tally, store: Store) {
    this.#stepping = stepping;
    this.#tally = tally;
    this.#store = store;
    this.#successors = new Successors(stepping);
    this.#agenda = new Agenda(stepping);
  }

  /** Expands a state. Where a claim breaks that ends the search, nothing is put in store. */
  expand(at: number, row: Int32Array): void {
    this.#successors.find(row);
    const { found, size, single, singles } = this.#successors;
    this.#agenda.clear();
    for (let i = 0; i < size; i++) {
      const fork = found[i]!;
      fork.times++;
      this.edges += fork.effects.length;
      this.#tally.pass(at, row, fork);
      for (let j = 0; j < fork.changes.length; j++) this.#agenda.add(fork.changes[j]!);
    }
    for (let i = 0; i < singles; i++) {
      const effect = single[i]!;
      this.#step(at, row, effect);
      this.#agenda.add(effect);
    }
    if (this.#tally.isOver || !this.#take(at, row)) return;
    this.rests++;
    this.#tally.rest(at, row);
  }

  /** Follows some steps of a state only. */
  follow(at: number, row: Int32Array, ample: readonly Effect[]): void {
    for (const effect of ample) {
      this.#step(at, row, effect);
      if (this.#tally.isOver) return;
      this.#store.take(at, row, effect);
    }
  }

  /** How often each move was taken, by its name. */
  taken(): Record<string, number> {
    const times = Array.from(
      { length: this.#stepping.moves },
      (_, move) => this.#single[move] ?? 0,
    );
    for (const fork of this.#successors.forks) {
      for (const { move } of fork.effects) times[move]! += fork.times;
    }
    return Object.fromEntries(times.map((count, move) => [this.#stepping.move(move).name, count]));
  }

  #step(at: number, row: Int32Array, effect: Effect): void {
    this.#single[effect.move] = (this.#single[effect.move] ?? 0) + 1;
    this.edges++;
    this.#tally.move(at, row, effect);
  }

  /** Puts in all states that come next, in the order of the moves. True if the state is at rest. */
  #take(at: number, row: Int32Array): boolean {
    const { effects, size } = this.#agenda;
    let atRest = true;
    for (let i = 0; i < size; i++) {
      const effect = effects[i]!;
      if (!this.#store.take(at, row, effect)) continue;
      if (!this.#stepping.move(effect.move).fault) atRest = false;
    }
    return atRest;
  }
}
