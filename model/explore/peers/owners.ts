/**
 * Which peer keeps a state: it follows from what the state is, so that all peers agree.
 *
 * @module
 */
import type { Block } from "../block.ts";
import type { Pairing } from "../pairing.ts";
import { doubled, hash } from "../pairs.ts";
import type { Common } from "./common.ts";
import type { Home } from "./home.ts";
import type { Tongue } from "./tongue.ts";

/** Spreads states over peers. */
export class Owners {
  readonly #peers: number;
  readonly #rests: Hashes;
  readonly #alikes: Hashes;

  constructor(tongue: Tongue, pairing: Pairing, { peers, home }: Common) {
    const texts = new Texts(tongue);
    this.#peers = peers;
    this.#rests = new Hashes(pairing.rest, texts, home);
    this.#alikes = new Hashes(pairing.alike, texts, home);
  }

  /** The peer that keeps a state, by its two numbers. */
  of(rest: number, alike: number): number {
    const h = hash(this.#rests.of(rest), this.#alikes.of(alike));
    return Math.floor((h >>> 0) * this.#peers / 2 ** 32);
  }
}

/** Hashes of the rows of a block, by number: of what stands where they are at home. */
class Hashes {
  readonly #block: Block;
  readonly #slots: readonly number[];
  readonly #texts: Texts;
  readonly #row: Int32Array;
  /** 0: not known. */
  #hashes = new Int32Array(64);

  constructor(block: Block, texts: Texts, home: Home) {
    this.#block = block;
    this.#slots = block.slots.filter((slot) => home.includes(slot));
    this.#texts = texts;
    this.#row = new Int32Array(texts.width);
  }

  of(id: number): number {
    while (id >= this.#hashes.length) this.#hashes = doubled(this.#hashes);
    return this.#hashes[id] || this.#learn(id);
  }

  #learn(id: number): number {
    this.#block.read(id, this.#row);
    let all = 1;
    for (const slot of this.#slots) {
      all = hash(all, this.#texts.hashIn(slot, this.#row[slot]!));
    }
    return this.#hashes[id] = all || 1;
  }
}

/** Hashes of what stands in a slot, by what it is and not by its number. */
class Texts {
  readonly width: number;
  readonly #tongue: Tongue;
  readonly #things: (number | undefined)[][];
  readonly #posts: (number | undefined)[] = [];

  constructor(tongue: Tongue) {
    this.#tongue = tongue;
    this.width = tongue.stepping.width;
    this.#things = tongue.kinds.map(() => []);
  }

  hashIn(slot: number, id: number): number {
    const kind = this.#tongue.kindOf[slot]!;
    return kind < 0 ? this.#posts[id] ??= this.#post(id) : this.#thing(kind, id);
  }

  #thing(kind: number, id: number): number {
    return this.#things[kind]![id] ??= hashOf(this.#tongue.kinds[kind]!.keyOf(id));
  }

  /** Messages have no order. */
  #post(id: number): number {
    let sum = 0;
    for (const message of this.#tongue.stepping.post.messages(id)) {
      sum = (sum + this.#thing(this.#tongue.messages, message)) | 0;
    }
    return sum;
  }
}

function hashOf(text: string): number {
  let all = 0;
  for (let i = 0; i < text.length; i++) all = hash(all, text.charCodeAt(i));
  return all;
}
