/**
 * Everything that can happen in a row, without trying every move: what stands in a slot rules most
 * moves out that read this slot first.
 *
 * @module
 */
import { type Branch, following, type Leaf, type Remembered } from "./remembered.ts";
import type { Effect, Stepping } from "./stepping.ts";

type Effects = Remembered<Effect | undefined>;
type Node = Branch<Effect | undefined> | Leaf<Effect | undefined>;

/** A move that what stands in one slot does not rule out. */
interface Open {
  readonly effects: Effects;
  /** What else has to be known of the row. */
  readonly node: Node;
}

/** Finds the effects that a row allows, in the order of their moves. */
export class Successors {
  /** What was found last: the first `size` are meant. */
  readonly found: Effect[] = [];
  /** How many were found. */
  size = 0;
  readonly #stepping: Stepping;
  /** The moves that read a slot first, slot by slot. */
  readonly #byFirst: number[][];
  /** For each slot and each number in it, the moves that may happen. */
  readonly #open: (readonly Open[] | undefined)[][];
  #known = 0;

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#byFirst = Array.from({ length: stepping.width }, () => []);
    this.#open = Array.from({ length: stepping.width }, () => []);
  }

  /** Finds what can happen in a row. */
  find(row: Int32Array): void {
    this.size = 0;
    if (this.#known < this.#stepping.moves) this.#meet(row);
    for (let slot = 0; slot < row.length; slot++) {
      const open = this.#open[slot]![row[slot]!] ?? this.#learn(slot, row);
      for (let i = 0; i < open.length; i++) {
        const { effects, node } = open[i]!;
        const effect = answer(effects, node, row);
        if (effect !== undefined) this.#put(effect);
      }
    }
    if (this.#known < this.#stepping.moves) this.find(row);
  }

  /** Keeps the order of the moves, in which they come nearly. */
  #put(effect: Effect): void {
    const { found } = this;
    let at = this.size++;
    for (; at > 0 && found[at - 1]!.move > effect.move; at--) found[at] = found[at - 1]!;
    found[at] = effect;
  }

  /** Moves that are new: a message that is sent for the first time brings one. */
  #meet(row: Int32Array): void {
    for (; this.#known < this.#stepping.moves; this.#known++) {
      const effects = this.#stepping.effects(this.#known);
      effects.ask(row);
      const first = Math.max(0, effects.root!.slot);
      this.#byFirst[first]!.push(this.#known);
      this.#open[first] = [];
    }
  }

  #learn(slot: number, row: Int32Array): readonly Open[] {
    const open: Open[] = [];
    for (const move of this.#byFirst[slot]!) {
      const effects = this.#stepping.effects(move);
      effects.ask(row);
      const root = effects.root!;
      const node = root.slot < 0 ? root : following(root as Branch<Effect | undefined>, row)!;
      if (node.slot >= 0 || (node as Leaf<Effect | undefined>).answer) open.push({ effects, node });
    }
    return this.#open[slot]![row[slot]!] = open;
  }
}

function answer(effects: Effects, from: Node, row: Int32Array): Effect | undefined {
  return from.slot < 0 ? (from as Leaf<Effect | undefined>).answer : effects.askFrom(from, row);
}
