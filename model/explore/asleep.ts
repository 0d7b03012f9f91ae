/**
 * Sleep sets: steps that need not be taken from a state, since what they lead to is in store. From
 * one state, two steps that do not touch each other lead to the same in both orders. A search in
 * the order of discovery has followed one order before it comes to the other.
 *
 * Source: Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996, ch. 5.
 * Here each state has the sleep set of the step that found it. Nothing is ever left out by that: if
 * step b sleeps in a state that was found by step a, then what b leads to from there is what a leads
 * to from a state with a lower number, all of whose steps were taken, or slept themselves.
 *
 * @module
 */
import { Apart } from "./apart.ts";
import type { Effect } from "./effect.ts";
import type { History } from "./history.ts";
import { doubled } from "./pairs.ts";
import type { Readings } from "./readings.ts";

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
  readonly #apart: Apart;

  /** @param readings What effects are found by. */
  constructor(history: History, readings: Readings) {
    this.#history = history;
    this.#apart = new Apart(readings);
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
   * what was taken before it from the state at hand, or sleeps there, and is left alone by it.
   *
   * @param effects All steps from the state at hand, in their order: the first `size` are meant.
   * @param nth Which of them was taken.
   */
  took(effects: readonly Effect[], size: number, nth: number): void {
    if (this.#history.size === this.#size) return;
    this.#size = this.#history.size;
    const head = this.#end;
    this.#push(0);
    if (this.#end - this.#start >= MOST) return;
    const finder = effects[nth]!;
    let count = 0;
    for (let i = 0; i < size; i++) {
      const effect = effects[i]!;
      // Whether a message is new depends on what else was sent.
      if (effect.slots.length === 0 || effect.change === finder.change) continue;
      if (i >= nth && !this.has(effect.change)) continue;
      if (!this.#apart.are(finder, effect)) continue;
      const change = this.#history.pairing.renamedChange(effect.change);
      if (change < 0) continue;
      this.#push(change);
      count++;
    }
    this.#words[head & (this.#words.length - 1)] = count;
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
