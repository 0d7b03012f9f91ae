/**
 * Hearing of states from another peer: its numbers are put into those of one's own.
 *
 * @module
 */
import type { Block } from "../block.ts";
import { doubled } from "../pairs.ts";
import type { Pairing } from "../pairing.ts";
import type { Inbox } from "./mail.ts";
import { SAYS, type Tongue } from "./tongue.ts";

/** Numbers of one's own, by those of another peer. */
class Translated {
  #own = new Int32Array(64);

  set(theirs: number, own: number): void {
    while (theirs >= this.#own.length) this.#own = doubled(this.#own);
    this.#own[theirs] = own;
  }

  get(theirs: number): number {
    return this.#own[theirs]!;
  }
}

/**
 * Who is told of the states that are heard of: both numbers of it, its parent, its place there, and
 * the changes that sleep in it, of which the first `size` are meant.
 */
export type Hear = (
  rest: number,
  alike: number,
  parent: number,
  place: number,
  asleep: Int32Array,
  size: number,
) => void;

/** Hears one other peer. */
export class Hearing {
  readonly #tongue: Tongue;
  readonly #pairing: Pairing;
  readonly #in: Inbox;
  readonly #hear: Hear;
  readonly #things: readonly Translated[];
  readonly #posts = new Translated();
  readonly #rests = new Translated();
  readonly #alikes = new Translated();
  readonly #changes = new Translated();
  /** What sleeps in the state that comes next. */
  #asleep = new Int32Array(64);
  #sleepers = 0;
  readonly #row: Int32Array;
  /** True if the other one has said all of the level. */
  isOver = false;

  constructor(tongue: Tongue, pairing: Pairing, inbox: Inbox, hear: Hear) {
    this.#tongue = tongue;
    this.#pairing = pairing;
    this.#in = inbox;
    this.#hear = hear;
    this.#things = tongue.kinds.map(() => new Translated());
    this.#row = new Int32Array(tongue.stepping.width);
  }

  /** Takes in what has come. True if that is anything. */
  listen(): boolean {
    if (!this.#in.refill()) return false;
    while (this.#takeOne());
    return true;
  }

  /** False if it has not come in full. */
  #takeOne(): boolean {
    const { waiting } = this.#in;
    if (waiting === 0) return false;
    const says = this.#in.peek();
    if (says >= 0) {
      if (waiting < 4) return false;
      const rest = this.#rests.get(this.#in.take());
      const alike = this.#alikes.get(this.#in.take());
      this.#hear(rest, alike, this.#in.take(), this.#in.take(), this.#asleep, this.#sleepers);
      this.#sleepers = 0;
      return true;
    }
    if (says === SAYS.end) {
      this.isOver = true;
      this.#in.take();
      return true;
    }
    if (waiting < 2 || waiting < 2 + this.#in.peek(1)) return false;
    this.#in.take();
    if (says === SAYS.asleep) this.#fallAsleep(this.#in.take());
    else this.#learn(says, Array.from({ length: this.#in.take() }, () => this.#in.take()));
    return true;
  }

  #fallAsleep(size: number): void {
    while (size > this.#asleep.length) this.#asleep = doubled(this.#asleep);
    for (let i = 0; i < size; i++) this.#asleep[i] = this.#changes.get(this.#in.take());
    this.#sleepers = size;
  }

  #learn(says: number, words: readonly number[]): void {
    if (says === SAYS.rest) this.#block(this.#pairing.rest, words, this.#rests);
    else if (says === SAYS.alike) this.#block(this.#pairing.alike, words, this.#alikes);
    else if (says === SAYS.post) this.#post(words);
    else if (says === SAYS.change) this.#change(words);
    else this.#thing(words);
  }

  #block(block: Block, [theirs, ...values]: readonly number[], known: Translated): void {
    block.slots.forEach((slot, i) => {
      const kind = this.#tongue.kindOf[slot]!;
      const translated = kind < 0 ? this.#posts : this.#things[kind]!;
      this.#row[slot] = translated.get(values[i]!);
    });
    known.set(theirs!, block.intern(this.#row));
  }

  #change([theirs, count, ...words]: readonly number[]): void {
    const slots = words.slice(0, count);
    const values = slots.map((slot, i) =>
      this.#things[this.#tongue.kindOf[slot]!]!.get(words[count! + i]!)
    );
    const sends = this.#messages(words.slice(2 * count!));
    this.#changes.set(theirs!, this.#tongue.stepping.changeOf(slots, values, sends));
  }

  #post([theirs, ...messages]: readonly number[]): void {
    const own = this.#messages(messages);
    this.#posts.set(theirs!, this.#tongue.stepping.post.withAll(0, own));
  }

  #messages(theirs: readonly number[]): number[] {
    return theirs.map((message) => this.#things[this.#tongue.messages]!.get(message));
  }

  #thing([kind, theirs, ...letters]: readonly number[]): void {
    const text = letters.map((letter) => String.fromCharCode(letter)).join("");
    this.#things[kind!]!.set(theirs!, this.#tongue.kinds[kind!]!.idOf(text));
  }
}
