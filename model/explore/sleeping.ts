/**
 * Sleep sets: steps that need not be taken from a state, since what they lead to is in store. From
 * one state, two steps that do not disturb each other lead to the same in both orders. A search in
 * the order of discovery has followed one order before it comes to the other.
 *
 * Source: Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996, ch. 5.
 * Here each state has the sleep set of the step that found it. Nothing is ever left out by that: if
 * step b sleeps in state t that was found by step a from s, then b was taken from s before a, or
 * sleeps in s. So b leads from s to a state t' with a lower number than t. As b does not disturb a,
 * a is a step of t', and it leads to where b leads from t. That is in store, since all steps of t'
 * were taken, or slept themselves, before t is looked at. What undoes a sleeps in t, too: s is in
 * store.
 *
 * @module
 */
import type { Agenda } from "./agenda.ts";
import { Disturbing } from "./disturbing.ts";
import type { Pairing } from "./pairing.ts";
import { doubled } from "./pairs.ts";
import type { Stepping } from "./stepping.ts";

/** What sleeps in the state at hand, and in the state that was made from it last. */
export class Sleeping {
  /** Changes that sleep in the state that was made: the first `size` are meant. */
  changes: Int32Array<ArrayBuffer> = new Int32Array(64);
  /** How many these are. */
  size = 0;
  /** By change, the turn of the last state at hand in which it sleeps. */
  #sleeps = new Int32Array(64);
  #turn = 0;
  readonly #pairing: Pairing;
  readonly #stepping: Stepping;
  readonly #disturbing: Disturbing;
  /** By effect, the number of the change that undoes it plus two: 1 if there is none, 0: not asked. */
  #undoing = new Int32Array(64);

  /** @param pairing Makes states, and knows under which names changes are known there. */
  constructor(stepping: Stepping, pairing: Pairing) {
    this.#stepping = stepping;
    this.#pairing = pairing;
    this.#disturbing = new Disturbing(stepping);
  }

  /** Comes to another state, in which nothing sleeps yet. */
  begin(): void {
    this.#turn++;
  }

  /** Puts a change to sleep in the state at hand. */
  add(change: number): void {
    while (change >= this.#sleeps.length) this.#sleeps = doubled(this.#sleeps);
    this.#sleeps[change] = this.#turn;
  }

  /** Does a change sleep in the state at hand? */
  has(change: number): boolean {
    return this.#sleeps[change] === this.#turn;
  }

  /**
   * Finds what sleeps in the state that was made last: what was taken before from the state at hand,
   * or sleeps there, and does not disturb the step that made it.
   *
   * @param agenda All steps from the state at hand, in their order.
   * @param nth Which of them was taken.
   */
  find({ effects, size }: Agenda, nth: number): void {
    const taken = effects[nth]!;
    const { changes } = this.#stepping.known;
    this.size = 0;
    this.#find(this.#undo(taken));
    this.#disturbing.attend(taken);
    for (let i = 0; i < size; i++) {
      const change = changes[effects[i]!]!;
      if (i >= nth && !this.has(change)) continue;
      if (!this.#disturbing.does(effects[i]!)) this.#find(change);
    }
  }

  #find(change: number): void {
    const renamed = change < 0 ? -1 : this.#pairing.renamedChange(change);
    if (renamed < 0) return;
    if (this.size === this.changes.length) this.changes = doubled(this.changes);
    this.changes[this.size++] = renamed;
  }

  /** The number of the change that undoes an effect, or -1: what was sent stays sent. */
  #undo(effect: number): number {
    while (effect >= this.#undoing.length) this.#undoing = doubled(this.#undoing);
    if (this.#undoing[effect] === 0) {
      const { slots, sends, known } = this.#stepping.known.get(effect);
      const undo = () => this.#stepping.changeOf(slots, slots.map((slot) => known.get(slot)!));
      this.#undoing[effect] = (sends.length > 0 ? -1 : undo()) + 2;
    }
    return this.#undoing[effect]! - 2;
  }
}
