/**
 * Every state found, and how it was found: the way back from a state is its shortest path.
 *
 * @module
 */
import { ModelError } from "./model_error.ts";
import { MADE, Pairing, SAME } from "./pairing.ts";
import { Pairs } from "./pairs.ts";
import { Parents } from "./parents.ts";
import type { Effect, Stepping } from "./stepping.ts";

/**
 * The states found by a breadth-first search, in the order of discovery. A state is a pair: what
 * the actors are in that are alike, and the rest.
 */
export class History {
  readonly #stepping: Stepping;
  /** How states become pairs. */
  readonly pairing: Pairing;
  readonly #states = new Pairs();
  #known = 0;
  /** The state that was looked up last, and its pair. */
  #at = -1;
  #left = 0;
  #right = 0;
  readonly #parents = new Parents();
  /** Number of the first state of each depth. */
  readonly #levels: number[] = [0];

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.pairing = new Pairing(stepping);
    this.add(stepping.initial);
  }

  /** How many states were found. */
  get size(): number {
    return this.#states.size;
  }

  /** Bytes that the states take, and the ways back to them. */
  get bytes(): number {
    return this.#states.bytes + this.#parents.bytes + this.pairing.bytes;
  }

  /** Order of the group of renamings under which states are one. */
  get order(): number {
    return this.pairing.order;
  }

  /** How many states differ from a state by a renaming only, itself included. */
  renamings(at: number): number {
    this.#hold(at);
    return this.pairing.renamings(this.#left, this.#right);
  }

  /** Copies a state into `row`. */
  read(at: number, row: Int32Array): void {
    this.#hold(at);
    this.pairing.read(this.#left, this.#right, row);
  }

  /** The first number of the pair of a state. */
  left(at: number): number {
    return this.#states.left(at);
  }

  /** The second one. */
  right(at: number): number {
    return this.#states.right(at);
  }

  /** The state that a state was found from: -1 for the first one. */
  parentOf(at: number): number {
    return this.#parents.of(at);
  }

  /** Puts a pair in as the next state, unless it is known. Parents never decrease. */
  keep(left: number, right: number, parent: number): void {
    this.pairing.left = left;
    this.pairing.right = right;
    this.#put(parent);
  }

  /** The number of the state that a row is a renaming of; it gets one if it is not known. */
  add(row: Int32Array): number {
    this.pairing.make(row);
    return this.#put(-1);
  }

  /**
   * Puts the state in to which an effect leads, unless it is known.
   *
   * @param at Number of the state before.
   * @param row That state.
   * @return False if the effect changes nothing.
   */
  take(at: number, row: Int32Array, effect: Effect): boolean {
    this.#hold(at);
    const made = this.pairing.after(at, this.#left, this.#right, row, effect);
    if (made === MADE) this.#put(at);
    return made !== SAME;
  }

  /** Distance of a state from the first one. */
  depth(at: number): number {
    let depth = this.#levels.length - 1;
    while (this.#levels[depth]! > at) depth--;
    return depth;
  }

  /** How many states there are at each distance, as far as that is known when a state is at hand. */
  levels(at: number): number[] {
    const known = this.#levels.slice(0, this.depth(at) + 1);
    return known.map((first, depth) => (this.#levels[depth + 1] ?? this.size) - first);
  }

  /**
   * A shortest way to a state: the names of its moves, and the row it leads to. States are kept up
   * to symmetry, so the way is walked again: at each state, by a move that leads to the orbit that
   * comes next. The row is then a renaming of the state.
   */
  wayTo(at: number): { readonly path: string[]; readonly row: Int32Array } {
    const orbits = [];
    for (let state = at; state > 0; state = this.#parents.of(state)) orbits.unshift(state);
    return this.wayThrough(orbits);
  }

  /** A way through states that follow each other, from the first one. */
  wayThrough(
    orbits: readonly number[],
  ): { readonly path: string[]; readonly row: Int32Array } {
    const path: string[] = [];
    let row = Int32Array.from(this.#stepping.initial);
    for (const orbit of orbits) {
      const [move, next] = this.#stepTo(orbit, row);
      path.push(this.#stepping.move(move).name);
      row = next;
    }
    return { path, row };
  }

  /** The number of the state that a row is a renaming of, or -1. */
  indexOf(row: Int32Array): number {
    this.pairing.make(row);
    return this.#states.find(this.pairing.left, this.pairing.right);
  }

  /** Looks a state up, once for all that is asked of it. */
  #hold(at: number): void {
    if (at === this.#at) return;
    this.#at = at;
    this.#left = this.#states.left(at);
    this.#right = this.#states.right(at);
  }

  /** The number of the pair that was made last. */
  #put(parent: number): number {
    const at = this.#states.intern(this.pairing.left, this.pairing.right);
    if (at < this.#known) return at;
    this.#known++;
    if (parent >= 0) this.#parents.add(parent);
    if (parent >= this.#levels.at(-1)!) this.#levels.push(at);
    return at;
  }

  #stepTo(orbit: number, row: Int32Array): [number, Int32Array<ArrayBuffer>] {
    const next = new Int32Array(row.length);
    for (const move of [...this.#stepping.order.moves]) {
      if (!this.#stepping.step(row, move, next)) continue;
      if (this.indexOf(next) === orbit) return [move, next];
    }
    throw new ModelError(
      `The way to state ${orbit} is lost: what is declared alike is not alike`,
    );
  }
}
