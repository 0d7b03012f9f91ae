/**
 * The sleep sets of a search on one thread.
 *
 * @module
 */
import type { Agenda } from "./agenda.ts";
import type { Sleep } from "./expansion.ts";
import type { History } from "./history.ts";
import { Sleeping } from "./sleeping.ts";
import type { Stepping } from "./stepping.ts";

/** Sleep sets take so many words at most, 256 MB: states that are found then have none. */
const MOST = 1 << 26;

/** Sleep sets of the states that were found and not yet expanded, in the order of their numbers. */
export class Asleep implements Sleep {
  /** Number of the first state whose sleep set is known. */
  #first = -1;
  /** Sleep sets in a ring: how many changes sleep, and which. */
  #words = new Int32Array(1 << 10);
  #start = 0;
  #end = 0;
  /** How many states were found before the step at hand. */
  #size = 0;
  readonly #history: History;
  readonly #sleeping: Sleeping;
  readonly #most: number;

  /** @param most So many words are taken, more or less. */
  constructor(history: History, stepping: Stepping, most = MOST) {
    this.#most = most;
    this.#history = history;
    this.#sleeping = new Sleeping(stepping, history.pairing);
  }

  begin(at: number): void {
    this.#sleeping.begin();
    this.#size = this.#history.size;
    if (this.#first < 0) this.#first = this.#size;
    if (at < this.#first) return;
    this.#first++;
    for (let count = this.#shift(); count > 0; count--) this.#sleeping.add(this.#shift());
  }

  has(change: number): boolean {
    return this.#sleeping.has(change);
  }

  took(agenda: Agenda, nth: number): void {
    if (this.#history.size === this.#size) return;
    this.#size = this.#history.size;
    if (this.#end - this.#start >= this.#most) return this.#push(0);
    const sleeping = this.#sleeping;
    sleeping.find(agenda, nth);
    this.#push(sleeping.size);
    for (let i = 0; i < sleeping.size; i++) this.#push(sleeping.changes[i]!);
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
