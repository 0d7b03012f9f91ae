/**
 * How a state becomes a pair of numbers: what the actors are in that are alike, and the rest.
 *
 * @module
 */
import { type Block, blockOf } from "./block.ts";
import { doubled } from "./pairs.ts";
import type { Effect, Stepping } from "./stepping.ts";
import { Symmetry } from "./symmetry.ts";
import type { Machine } from "./system.ts";

/** What comes of an effect: a pair, a pair that the same state led to already, or no change. */
export const [MADE, AGAIN, SAME] = [0, 1, 2] as const;

/** Makes pairs of rows, the same pair of all rows that are renamings of each other. */
export class Pairing {
  /** What the actors are in that are not alike, and what was sent. */
  readonly rest: Block;
  /** What the actors are in that are alike. */
  readonly alike: Block;
  /** The pair that was made last. */
  left = 0;
  right = 0;
  /** The same before it was renamed. */
  #rest = 0;
  #alike = 0;
  readonly #stepping: Stepping;
  readonly #symmetry: Symmetry | undefined;
  /** Is a slot one of the rest? */
  readonly #isRest: readonly boolean[];
  /** The slot of what was sent. */
  readonly #post: number;
  /** The last state from which a change was taken, plus one. */
  #taken = new Int32Array(64);

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#post = stepping.width - 1;
    const { rest, alike } = halvesOf(stepping);
    this.#isRest = Array.from({ length: stepping.width }, (_, slot) => rest.includes(slot));
    this.rest = blockOf(rest);
    this.alike = blockOf(alike);
    const { symmetry = [] } = stepping.system;
    if (symmetry.length > 0) {
      this.#symmetry = new Symmetry(stepping, symmetry, this.rest, this.alike);
    }
  }

  /** Bytes that the halves of states take. */
  get bytes(): number {
    return this.rest.bytes + this.alike.bytes;
  }

  /** Order of the group of renamings under which states are one. */
  get order(): number {
    return this.#symmetry?.order ?? 1;
  }

  /** Copies the state of a pair into `row`. */
  read(left: number, right: number, row: Int32Array): void {
    this.rest.read(left, row);
    this.alike.read(right, row);
  }

  /** Makes the pair of a row. */
  make(row: Int32Array): void {
    this.#put(this.rest.intern(row), this.alike.intern(row));
  }

  /**
   * Makes the pair of the state to which an effect leads.
   *
   * @param at Number of the state before.
   * @param rest Its pair, and `alike`.
   * @param row The state itself.
   */
  after(
    at: number,
    rest: number,
    alike: number,
    row: Int32Array,
    { change, slots, values, sends }: Effect,
  ): typeof MADE | typeof AGAIN | typeof SAME {
    if (this.#taken[change] === at + 1) return AGAIN;
    let [left, right] = [rest, alike];
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      if (this.#isRest[slot]) left = this.rest.with(left, slot, values[i]!);
      else right = this.alike.with(right, slot, values[i]!);
    }
    if (sends.length > 0) {
      const sent = this.#stepping.post.withAll(row[this.#post]!, sends);
      left = this.rest.with(left, this.#post, sent);
    }
    if (left === rest && right === alike) return SAME;
    while (change >= this.#taken.length) this.#taken = doubled(this.#taken);
    this.#taken[change] = at + 1;
    this.#put(left, right);
    return MADE;
  }

  /** How many states differ from that of a pair by a renaming only, itself included. */
  renamings(rest: number, alike: number): number {
    return this.#symmetry?.renamings(rest, alike) ?? 1;
  }

  /** What a change is called in the pair that was made last: -1 where that is not known. */
  renamedChange(change: number): number {
    if (this.#symmetry === undefined) return change;
    return this.#symmetry.renamedChange(this.#rest, this.#alike, change);
  }

  #put(rest: number, alike: number): void {
    this.#rest = rest;
    this.#alike = alike;
    this.left = this.#symmetry === undefined ? rest : this.#symmetry.leastRest(rest);
    this.right = this.#symmetry === undefined ? alike : this.#symmetry.leastAlike(rest, alike);
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
