/**
 * Telling another peer of states: what a number stands for is told once, before the number is.
 *
 * @module
 */
import type { Block } from "../block.ts";
import type { Pairing } from "../pairing.ts";
import { SAYS, type Tongue } from "./tongue.ts";

/** Where words are put. */
export interface Sink {
  put(word: number): void;
}

/** Numbers that were told. */
class Told {
  #flags = new Uint8Array(64);

  /** True if it was told already; from now on it is. */
  is(id: number): boolean {
    if (id >= this.#flags.length) {
      const flags = new Uint8Array(Math.max(id + 1, this.#flags.length * 2));
      flags.set(this.#flags);
      this.#flags = flags;
    }
    if (this.#flags[id] === 1) return true;
    this.#flags[id] = 1;
    return false;
  }
}

/** Tells one other peer, or whoever goes on later. */
export class Telling {
  readonly #out: Sink;
  readonly #tongue: Tongue;
  readonly #pairing: Pairing;
  readonly #things: readonly Told[];
  readonly #posts = new Told();
  readonly #rests = new Told();
  readonly #alikes = new Told();
  readonly #changes = new Told();
  readonly #row: Int32Array;

  constructor(tongue: Tongue, pairing: Pairing, out: Sink) {
    this.#tongue = tongue;
    this.#pairing = pairing;
    this.#out = out;
    this.#things = tongue.kinds.map(() => new Told());
    this.#row = new Int32Array(tongue.stepping.width);
  }

  /**
   * Tells of a state.
   *
   * @param parent Number of the state from which it was found.
   * @param place Its place among the children of this one.
   */
  state(rest: number, alike: number, parent: number, place: number): void {
    if (!this.#rests.is(rest)) this.#block(SAYS.rest, this.#pairing.rest, rest);
    if (!this.#alikes.is(alike)) this.#block(SAYS.alike, this.#pairing.alike, alike);
    this.#out.put(rest);
    this.#out.put(alike);
    this.#out.put(parent);
    this.#out.put(place);
  }

  /** Tells which changes sleep in the state that is told of next: the first `size` are meant. */
  asleep(changes: Int32Array, size: number): void {
    if (size === 0) return;
    for (let i = 0; i < size; i++) if (!this.#changes.is(changes[i]!)) this.#change(changes[i]!);
    this.#out.put(SAYS.asleep);
    this.#out.put(size);
    for (let i = 0; i < size; i++) this.#out.put(changes[i]!);
  }

  /** Tells that nothing more is to be said of this level. */
  end(): void {
    this.#out.put(SAYS.end);
  }

  #block(says: number, block: Block, id: number): void {
    block.read(id, this.#row);
    for (const slot of block.slots) {
      const kind = this.#tongue.kindOf[slot]!;
      if (kind < 0) this.#post(this.#row[slot]!);
      else this.#thing(kind, this.#row[slot]!);
    }
    this.#record(says, [id, ...block.slots.map((slot) => this.#row[slot]!)]);
  }

  #change(id: number): void {
    const { slots, values, sends } = this.#tongue.stepping.change(id);
    slots.forEach((slot, i) => this.#thing(this.#tongue.kindOf[slot]!, values[i]!));
    for (const message of sends) this.#thing(this.#tongue.messages, message);
    this.#record(SAYS.change, [id, slots.length, ...slots, ...values, ...sends]);
  }

  #post(id: number): void {
    if (this.#posts.is(id)) return;
    const messages = [...this.#tongue.stepping.post.messages(id)];
    for (const message of messages) this.#thing(this.#tongue.messages, message);
    this.#record(SAYS.post, [id, ...messages]);
  }

  #thing(kind: number, id: number): void {
    if (this.#things[kind]!.is(id)) return;
    const text = this.#tongue.kinds[kind]!.textOf(id);
    const letters = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    this.#record(SAYS.thing, [kind, id, ...letters]);
  }

  /** What it says, how long it is, and the rest. */
  #record(says: number, words: readonly number[]): void {
    this.#out.put(says);
    this.#out.put(words.length);
    for (const word of words) this.#out.put(word);
  }
}
