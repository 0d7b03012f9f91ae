/**
 * Interchangeable actors: states that differ only by a renaming are one state.
 *
 * @module
 */
import type { Block } from "./block.ts";
import { ModelError } from "./model_error.ts";
import { doubled } from "./pairs.ts";
import type { Stepping } from "./stepping.ts";
import type { Renaming } from "./system.ts";

/** One renaming of a group: `generator` after `rest`, two renamings that were known before. */
interface Permutation {
  readonly generator: Renaming;
  /** Number of the renaming that comes first. */
  readonly rest: number;
  /** Number of the generator as a renaming of its own. */
  readonly last: number;
  /** Which slot's state comes to stand in each slot. */
  readonly from: readonly number[];
  /** Ids of parts of a row, renamed, by kind and id. 0: not asked yet, n: id n - 1. */
  readonly renamed: Int32Array<ArrayBuffer>[];
  /** Parts of local states, renamed by the generator. */
  readonly known: WeakMap<object, unknown>;
}

/** What the ids in a slot stand for: local states, or sets of messages. */
interface Kind {
  renamed(id: number, rename: (value: unknown) => unknown): number;
}

type Product = Omit<Permutation, "renamed" | "known">;

/** The renamings that make the rest least, all of them alike for what follows. */
interface Choice {
  readonly permutations: readonly Permutation[];
  /** The least of what the actors alike are in, by number. 0: not asked yet, n: number n - 1. */
  least: Int32Array<ArrayBuffer>;
}

/**
 * The group of renamings that a system declares, and the least row of each orbit under it: the rest
 * is made least first, then the actors alike, by one of the renamings that make the rest least.
 */
export class Symmetry {
  readonly #permutations: readonly Permutation[];
  readonly #kinds: readonly Kind[];
  /** Number of the kind of each slot. */
  readonly #kindOf: readonly number[];
  readonly #rest: Block;
  readonly #alike: Block;
  readonly #row: Int32Array<ArrayBuffer>;
  readonly #image: Int32Array<ArrayBuffer>;
  readonly #best: Int32Array<ArrayBuffer>;
  /** The least rest, by number. 0: not asked yet, n: number n - 1. */
  #least = new Int32Array(64);
  readonly #choices: Choice[] = [];
  readonly #choiceOf = new Map<string, Choice>();

  constructor(stepping: Stepping, generators: readonly Renaming[], rest: Block, alike: Block) {
    const kinds: Kind[] = [...stepping.steppers, stepping.post];
    this.#kinds = [...new Set(kinds)];
    this.#kindOf = kinds.map((kind) => this.#kinds.indexOf(kind));
    this.#permutations = groupOf(stepping, generators).map((product) => ({
      ...product,
      renamed: this.#kinds.map(() => new Int32Array(64)),
      known: new WeakMap(),
    }));
    this.#rest = rest;
    this.#alike = alike;
    this.#row = new Int32Array(stepping.width);
    this.#image = new Int32Array(stepping.width);
    this.#best = new Int32Array(stepping.width);
  }

  /** How many renamings the group has, the one that changes nothing included. */
  get order(): number {
    return this.#permutations.length;
  }

  /** The least renaming of a rest. */
  leastRest(rest: number): number {
    const known = rest < this.#least.length ? this.#least[rest]! : 0;
    return known === 0 ? this.#learnRest(rest) : known - 1;
  }

  /** The least renaming of what the actors alike are in, among those that make the rest least. */
  leastAlike(rest: number, alike: number): number {
    const choice = this.#choices[rest]!;
    const known = alike < choice.least.length ? choice.least[alike]! : 0;
    return known === 0 ? this.#learnAlike(choice, alike) : known - 1;
  }

  #learnRest(rest: number): number {
    this.#rest.read(rest, this.#row);
    const permutations = this.#leastOf(this.#rest, this.#permutations);
    const least = this.#rest.intern(this.#best);
    const key = permutations.map((permutation) => this.#permutations.indexOf(permutation)).join();
    let choice = this.#choiceOf.get(key);
    if (choice === undefined) {
      choice = { permutations, least: new Int32Array(64) };
      this.#choiceOf.set(key, choice);
    }
    this.#choices[rest] = choice;
    while (rest >= this.#least.length) this.#least = doubled(this.#least);
    this.#least[rest] = least + 1;
    return least;
  }

  #learnAlike(choice: Choice, alike: number): number {
    this.#alike.read(alike, this.#row);
    this.#leastOf(this.#alike, choice.permutations);
    const least = this.#alike.intern(this.#best);
    while (alike >= choice.least.length) choice.least = doubled(choice.least);
    choice.least[alike] = least + 1;
    return least;
  }

  /** The renamings that make the row least in the slots of a block, and that least row. */
  #leastOf({ slots }: Block, permutations: readonly Permutation[]): Permutation[] {
    let least: Permutation[] = [];
    for (const permutation of permutations) {
      let order = least.length === 0 ? -1 : 0;
      for (let i = 0; i < slots.length && order <= 0; i++) {
        const slot = slots[i]!;
        const value = this.#rename(permutation, slot, this.#row[permutation.from[slot]!]!);
        this.#image[slot] = value;
        if (order === 0) order = Math.sign(value - this.#best[slot]!);
      }
      if (order > 0) continue;
      if (order < 0) {
        least = [];
        for (const slot of slots) this.#best[slot] = this.#image[slot]!;
      }
      least.push(permutation);
    }
    return least;
  }

  #rename(permutation: Permutation, slot: number, id: number): number {
    return this.#ask(permutation, this.#kindOf[slot]!, id);
  }

  #ask(permutation: Permutation, kind: number, id: number): number {
    const known = permutation.renamed[kind]![id];
    return known ? known - 1 : this.#learn(permutation, kind, id);
  }

  /** A product renames by its parts, so that only generators ever look into a state. */
  #learn({ generator, rest, last, renamed, known }: Permutation, kind: number, id: number): number {
    const other = rest === 0
      ? this.#kinds[kind]!.renamed(id, (value) => rename(value, generator, known))
      : this.#ask(this.#permutations[last]!, kind, this.#ask(this.#permutations[rest]!, kind, id));
    while (id >= renamed[kind]!.length) renamed[kind] = doubled(renamed[kind]!);
    renamed[kind]![id] = other + 1;
    return other;
  }
}

/** All renamings that the generators give together. The first changes nothing. */
function groupOf(
  stepping: Stepping,
  generators: readonly Renaming[],
): Product[] {
  const keys = new Map<string, number>();
  const group: (Product & { readonly to: readonly string[] })[] = [];
  const names = [...new Set([...stepping.names, ...generators.flatMap(Object.keys)])];
  const add = (to: readonly string[], generator: Renaming, rest: number) => {
    if (keys.has(to.join())) return;
    keys.set(to.join(), group.length);
    const last = rest === 0 ? group.length : keys.get(names.map((n) => generator[n] ?? n).join())!;
    group.push({ to, generator, rest, last, from: sources(stepping, names, to) });
  };
  add(names, {}, 0);
  for (let rest = 0; rest < group.length; rest++) {
    for (const generator of generators) {
      add(group[rest]!.to.map((name) => generator[name] ?? name), generator, rest);
    }
  }
  return group;
}

function sources(stepping: Stepping, names: readonly string[], to: readonly string[]): number[] {
  const from: number[] = [];
  names.forEach((name, i) => {
    const slot = stepping.names.indexOf(name);
    const target = stepping.names.indexOf(to[i]!);
    if (stepping.steppers[slot] !== stepping.steppers[target]) {
      throw new ModelError(`"${name}" and "${to[i]}" cannot be exchanged: they are not alike`);
    }
    if (slot >= 0) from[target] = slot;
  });
  from[stepping.names.length] = stepping.names.length;
  if (new Set(to).size < names.length) {
    throw new ModelError("A renaming gives two actors the same name");
  }
  return from;
}

/**
 * Renames whatever a value speaks of. A part that speaks of none of it stays the same object, and
 * what was renamed once is remembered: states share most of what they hold.
 */
function rename(value: unknown, renaming: Renaming, known: WeakMap<object, unknown>): unknown {
  if (typeof value === "string") return renaming[value] ?? value;
  if (typeof value !== "object" || value === null) return value;
  if (!known.has(value)) known.set(value, renameObject(value, renaming, known));
  return known.get(value);
}

function renameObject(value: object, renaming: Renaming, known: WeakMap<object, unknown>): unknown {
  let same = true;
  const fields = Object.entries(value).map(([key, field]) => {
    const renamed = [renaming[key] ?? key, rename(field, renaming, known)] as const;
    same &&= renamed[0] === key && renamed[1] === field;
    return renamed;
  });
  if (same) return value;
  return Array.isArray(value) ? fields.map(([, field]) => field) : Object.fromEntries(fields);
}
