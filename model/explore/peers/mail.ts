/**
 * What one peer has to say to another, and what it hears: words on their way through a ring.
 *
 * @module
 */
import { doubled } from "../pairs.ts";
import type { Ring } from "./ring.ts";

/** Words to another peer. What the ring does not take waits. */
export class Outbox {
  readonly #ring: Ring;
  #words = new Int32Array(1 << 10);
  #start = 0;
  #end = 0;

  constructor(ring: Ring) {
    this.#ring = ring;
  }

  /** How many words wait. */
  get waiting(): number {
    return this.#end - this.#start;
  }

  /** Says one word. */
  put(word: number): void {
    if (this.#end === this.#words.length) this.#words = doubled(this.#words);
    this.#words[this.#end++] = word;
  }

  /** Hands over what the ring takes. True if that is anything. */
  flush(): boolean {
    if (this.#start === this.#end) return false;
    const count = this.#ring.write(this.#words, this.#start, this.#end);
    this.#start += count;
    if (this.#start === this.#end) this.#start = this.#end = 0;
    return count > 0;
  }
}

/** Where words come from: a ring, say. */
export interface Source {
  /** How many words can be read. */
  readonly waiting: number;
  /** Reads that many of them. */
  read(into: Int32Array, at: number, count: number): void;
}

/** Words from another peer, or from a file. */
export class Inbox {
  readonly #source: Source;
  #words = new Int32Array(1 << 10);
  #start = 0;
  #end = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Takes in what has come. True if that is anything. */
  refill(): boolean {
    const count = this.#source.waiting;
    if (count === 0) return false;
    this.#words.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
    while (this.#end + count > this.#words.length) this.#words = doubled(this.#words);
    this.#source.read(this.#words, this.#end, count);
    this.#end += count;
    return true;
  }

  /** How many words are here that were not taken. */
  get waiting(): number {
    return this.#end - this.#start;
  }

  /** A word that is here, and is not taken by that. */
  peek(ahead = 0): number {
    return this.#words[this.#start + ahead]!;
  }

  /** The next word. */
  take(): number {
    return this.#words[this.#start++]!;
  }
}
