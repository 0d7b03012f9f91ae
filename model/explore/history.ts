/**
 * Every state found, and how it was found: the way back from a state is its shortest path.
 *
 * @module
 */
import { type Block, blockOf } from "./block.ts";
import { doubled, Pairs } from "./pairs.ts";
import { Parents } from "./parents.ts";
import type { Effect, Stepping } from "./stepping.ts";
import { Symmetry } from "./symmetry.ts";
import type { Machine } from "./system.ts";

/**
 * The states found by a breadth-first search, in the order of discovery. A state is a pair: what
 * the actors are in that are alike, and the rest.
 */
export class History {
  readonly #stepping: Stepping;
  readonly #symmetry: Symmetry | undefined;
  readonly #states = new Pairs();
  readonly #rest: Block;
  readonly #alike: Block;
  /** Is a slot one of the rest? */
  readonly #isRest: readonly boolean[];
  /** The slot of what was sent. */
  readonly #post: number;
  #known = 0;
  /** The last state from which a change was taken, plus one. */
  #taken = new Int32Array(64);
  readonly #parents = new Parents();
  /** Number of the first state of each depth. */
  readonly #levels: number[] = [0];

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#post = stepping.width - 1;
    const { rest, alike } = halvesOf(stepping);
    this.#isRest = Array.from({ length: stepping.width }, (_, slot) => rest.includes(slot));
    this.#rest = blockOf(rest);
    this.#alike = blockOf(alike);
    const { symmetry = [] } = stepping.system;
    if (symmetry.length > 0) {
      this.#symmetry = new Symmetry(stepping, symmetry, this.#rest, this.#alike);
    }
    this.add(stepping.initial);
  }

  /** How many states were found. */
  get size(): number {
    return this.#states.size;
  }

  /** Bytes that the states take, and the ways back to them. */
  get bytes(): number {
    return this.#states.bytes + this.#parents.bytes + this.#rest.bytes + this.#alike.bytes;
  }

  /** Order of the group of renamings under which states are one. */
  get order(): number {
    return this.#symmetry?.order ?? 1;
  }

  /** Copies a state into `row`. */
  read(at: number, row: Int32Array): void {
    this.#rest.read(this.#states.left(at), row);
    this.#alike.read(this.#states.right(at), row);
  }

  /** The number of the state that a row is a renaming of; it gets one if it is not known. */
  add(row: Int32Array): number {
    return this.#put(this.#rest.intern(row), this.#alike.intern(row), -1);
  }

  /**
   * Puts the state in to which an effect leads, unless it is known.
   *
   * @param at Number of the state before.
   * @param row That state.
   * @return False if the effect changes nothing.
   */
  take(at: number, row: Int32Array, { change, slots, values, sends }: Effect): boolean {
    if (this.#taken[change] === at + 1) return true;
    const restBefore = this.#states.left(at);
    const alikeBefore = this.#states.right(at);
    let rest = restBefore;
    let alike = alikeBefore;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      if (this.#isRest[slot]) rest = this.#rest.with(rest, slot, values[i]!);
      else alike = this.#alike.with(alike, slot, values[i]!);
    }
    if (sends.length > 0) {
      const sent = this.#stepping.post.withAll(row[this.#post]!, sends);
      rest = this.#rest.with(rest, this.#post, sent);
    }
    if (rest === restBefore && alike === alikeBefore) return false;
    while (change >= this.#taken.length) this.#taken = doubled(this.#taken);
    this.#taken[change] = at + 1;
    this.#put(rest, alike, at);
    return true;
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
    const rest = this.#rest.intern(row);
    const alike = this.#alike.intern(row);
    if (this.#symmetry === undefined) return this.#states.find(rest, alike);
    return this.#states.find(
      this.#symmetry.leastRest(rest),
      this.#symmetry.leastAlike(rest, alike),
    );
  }

  #put(rest: number, alike: number, parent: number): number {
    const at = this.#symmetry === undefined
      ? this.#states.intern(rest, alike)
      : this.#states.intern(
        this.#symmetry.leastRest(rest),
        this.#symmetry.leastAlike(rest, alike),
      );
    if (at < this.#known) return at;
    this.#known++;
    if (parent >= 0) this.#parents.add(parent);
    if (parent >= this.#levels.at(-1)!) this.#levels.push(at);
    return at;
  }

  #stepTo(orbit: number, row: Int32Array): [number, Int32Array<ArrayBuffer>] {
    const next = new Int32Array(row.length);
    for (let move = 0; move < this.#stepping.moves; move++) {
      if (!this.#stepping.step(row, move, next)) continue;
      if (this.indexOf(next) === orbit) return [move, next];
    }
    throw new Error(`The way to state ${orbit} is lost: are the renamed actors really alike?`);
  }
}

/** Actors that are alike go together: of what they are, few combinations occur. */
function halvesOf({ system, names, width }: Stepping): { rest: number[]; alike: number[] } {
  const exchanged = new Set((system.symmetry ?? []).flatMap(Object.keys));
  const machines = Object.values(system.actors);
  const isShared = (machine: Machine) => machines.indexOf(machine) < machines.lastIndexOf(machine);
  const slots = Array.from({ length: width }, (_, slot) => slot);
  const isAlike = (slot: number) =>
    slot < names.length &&
    (exchanged.size > 0 ? exchanged.has(names[slot]!) : isShared(machines[slot]!));
  const [alike, rest] = [slots.filter(isAlike), slots.filter((slot) => !isAlike(slot))];
  if (rest.length > 1 || exchanged.size > 0) return { rest, alike };
  // All actors are alike, but are not exchanged: any half of them will do.
  return { rest: [...alike.splice(alike.length >> 1), ...rest], alike };
}
