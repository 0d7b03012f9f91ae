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
import type { History } from "./history.ts";
import { doubled } from "./pairs.ts";
import type { Stepping } from "./stepping.ts";

/** Sleep sets take so many words at most, 128 MB: states that are found then have none. */
const MOST = 1 << 25;

/** Sleep sets of the states that were found and not yet expanded, in the order of their numbers. */
export class Asleep {
  /** Number of the first state whose sleep set is known. */
  #first = -1;
  /** Sleep sets in a ring: how many changes sleep, and which. */
  #words = new Int32Array(1 << 10);
  #start = 0;
  #end = 0;
  /** Changes that sleep in the state at hand: the number of the state plus one. */
  #sleeps = new Int32Array(64);
  #at = 0;
  /** How many states were found before the step at hand. */
  #size = 0;
  readonly #history: History;
  readonly #stepping: Stepping;
  readonly #disturbing: Disturbing;
  /** By effect, the number of the change that undoes it plus two: 1 if there is none, 0: not asked. */
  #undoing = new Int32Array(64);

  constructor(history: History, stepping: Stepping) {
    this.#history = history;
    this.#stepping = stepping;
    this.#disturbing = new Disturbing(stepping);
  }

  /** Lets the changes sleep that sleep in a state, which is expanded now. */
  begin(at: number): void {
    this.#at = at;
    this.#size = this.#history.size;
    if (this.#first < 0) this.#first = this.#size;
    if (at < this.#first) return;
    this.#first++;
    const count = this.#shift();
    for (let i = 0; i < count; i++) {
      const change = this.#shift();
      while (change >= this.#sleeps.length) this.#sleeps = doubled(this.#sleeps);
      this.#sleeps[change] = at + 1;
    }
  }

  /** Does a change sleep in the state at hand? */
  has(change: number): boolean {
    return this.#sleeps[change] === this.#at + 1;
  }

  /**
   * A step was taken. Where it found a state, what need not be taken from there is put to sleep:
   * what was taken before it from the state at hand, or sleeps there, and does not disturb it.
   *
   * @param agenda All steps from the state at hand, in their order.
   * @param nth Which of them was taken.
   */
  took({ effects, size }: Agenda, nth: number): void {
    if (this.#history.size === this.#size) return;
    this.#size = this.#history.size;
    const head = this.#end;
    this.#push(0);
    if (this.#end - this.#start >= MOST) return;
    const finder = effects[nth]!;
    this.#sleep(this.#undo(finder));
    const { changes } = this.#stepping.known;
    for (let i = 0; i < size; i++) {
      const change = changes[effects[i]!]!;
      if (i >= nth && !this.has(change)) continue;
      if (!this.#disturbing.does(effects[i]!, finder)) this.#sleep(change);
    }
    this.#words[head & (this.#words.length - 1)] = this.#end - head - 1;
  }

  /** Puts a change to sleep in the state that was found. */
  #sleep(change: number): void {
    const renamed = change < 0 ? -1 : this.#history.pairing.renamedChange(change);
    if (renamed >= 0) this.#push(renamed);
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

  #push(word: number): void {
    if (this.#end - this.#start === this.#words.length) this.#grow();
    this.#words[this.#end++ & (this.#words.length - 1)] = word;
  }

  #shift(): number {
    return this.#words[this.#start++ & (this.#words.length - 1)]!;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Int32Array(old.length * 2);
    for (let at = this.#start; at < this.#end; at++) {
      this.#words[at & (this.#words.length - 1)] = old[at & (old.length - 1)]!;
    }
  }
}
