/**
 * The states of a search as words that another process can read, whatever numbers it gives to what
 * they are made of.
 *
 * @module
 */
import type { History } from "../history.ts";
import { Hearing } from "../peers/hearing.ts";
import { Inbox, type Source } from "../peers/mail.ts";
import { type Sink, Telling } from "../peers/telling.ts";
import { Tongue } from "../peers/tongue.ts";
import { doubled } from "../pairs.ts";
import type { Stepping } from "../stepping.ts";

/** Words that are handed over at once, or a few more. */
const CHUNK = 1 << 16;

/** All states, in the order of their numbers, each with the one that it was found from. */
export function* wordsOf(stepping: Stepping, history: History): Generator<Int32Array<ArrayBuffer>> {
  const said = new Said();
  const telling = new Telling(new Tongue(stepping), history.pairing, said);
  for (let at = 0; at < history.size; at++) {
    telling.state(history.left(at), history.right(at), history.parentOf(at), 0);
    if (said.size >= CHUNK) yield said.all();
  }
  telling.end();
  yield said.all();
}

/** Puts the states in a history that has the first one only. */
export function keepStates(
  stepping: Stepping,
  history: History,
  words: Iterable<Int32Array>,
): void {
  const given = new Chunk();
  const hearing = new Hearing(
    new Tongue(stepping),
    history.pairing,
    new Inbox(given),
    (left, right, parent) => history.keep(left, right, parent),
  );
  for (const chunk of words) {
    given.words = chunk;
    hearing.listen();
  }
  if (!hearing.isOver) throw new Error("The states of a checkpoint are not all there");
}

/** Words that were said and not handed over yet. */
class Said implements Sink {
  size = 0;
  #words = new Int32Array(2 * CHUNK);

  put(word: number): void {
    if (this.size === this.#words.length) this.#words = doubled(this.#words);
    this.#words[this.size++] = word;
  }

  /** Hands all of them over. */
  all(): Int32Array<ArrayBuffer> {
    const all = this.#words.slice(0, this.size);
    this.size = 0;
    return all;
  }
}

/** Words that are read at once. */
class Chunk implements Source {
  words: Int32Array = new Int32Array();

  get waiting(): number {
    return this.words.length;
  }

  read(into: Int32Array, at: number): void {
    into.set(this.words, at);
    this.words = new Int32Array();
  }
}
