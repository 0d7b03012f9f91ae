/**
 * Interchangeable actors: states that differ only by a renaming are one state.
 *
 * @module
 */
import { ModelError } from "./model_error.ts";
import { type ReadSlot, Remembered } from "./remembered.ts";
import type { Stepping } from "./stepping.ts";
import type { Renaming } from "./system.ts";
import { doubled } from "./visited.ts";

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

/** The group of renamings that a system declares, and the least row of each orbit under it. */
export class Symmetry {
  readonly #permutations: readonly Permutation[];
  readonly #kinds: readonly Kind[];
  /** Number of the kind of each slot. */
  readonly #kindOf: readonly number[];
  readonly #slots: readonly number[];
  /** Slots whose actor is exchanged with another by some renaming. */
  readonly #exchanged: readonly number[];
  readonly #candidates = new Remembered((read) => this.#leastFor(read));

  constructor(stepping: Stepping, generators: readonly Renaming[]) {
    const kinds: Kind[] = [...stepping.steppers, stepping.post];
    this.#kinds = [...new Set(kinds)];
    this.#kindOf = kinds.map((kind) => this.#kinds.indexOf(kind));
    this.#permutations = groupOf(stepping, generators).map((product) => ({
      ...product,
      renamed: this.#kinds.map(() => new Int32Array(64)),
      known: new WeakMap(),
    }));
    this.#slots = kinds.map((_, slot) => slot);
    this.#exchanged = this.#slots.filter((slot) =>
      this.#permutations.some(({ from }) => from[slot] !== slot)
    );
  }

  /** How many renamings the group has, the one that changes nothing included. */
  get order(): number {
    return this.#permutations.length;
  }

  /** Overwrites a row by the least row of its orbit. */
  canonize(row: Int32Array, spare: Int32Array): void {
    const candidates = this.#candidates.ask(row);
    spare.set(row);
    for (let p = 0; p < candidates.length; p++) this.#lower(spare, candidates[p]!, row, p === 0);
    row.set(spare);
  }

  /** Replaces `least` by a renaming of the row where that is less, or in any case. */
  #lower(least: Int32Array, permutation: Permutation, row: Int32Array, anyway: boolean): void {
    const slots = anyway ? this.#slots : this.#exchanged;
    let less = anyway;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const value = this.#rename(permutation, slot, row[permutation.from[slot]!]!);
      if (!less) {
        if (value > least[slot]!) return;
        if (value === least[slot]!) continue;
        less = true;
      }
      least[slot] = value;
    }
  }

  /** The renamings that make the actors least that are exchanged with no other. */
  #leastFor(read: ReadSlot): Permutation[] {
    const fixed = this.#slots.filter((slot) => !this.#exchanged.includes(slot));
    const images = this.#permutations.map((permutation) =>
      fixed.map((slot) => this.#rename(permutation, slot, read(slot)))
    );
    const compare = (one: readonly number[], other: readonly number[]) =>
      one.map((value, i) => value - other[i]!).find((difference) => difference !== 0) ?? 0;
    const least = images.reduce((a, b) => compare(a, b) <= 0 ? a : b);
    return this.#permutations.filter((_, p) => compare(images[p]!, least) === 0);
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
