/**
 * The least row that some listed permutations make of a row. For a few, nothing is quicker.
 *
 * @module
 */
import { doubled } from "../pairs.ts";
import type { Content } from "./content.ts";
import { inverse, type Permutation } from "./permutation.ts";
import type { Place } from "./place.ts";

/** A permutation that remembers what it makes of numbers. */
export class Learned {
  readonly permutation: Permutation;
  readonly #parts: readonly [Learned, Learned] | undefined;
  /** What it makes of the numbers of each kind. 0: not asked yet, n: number n - 1. */
  readonly #known = new Map<Content, Int32Array<ArrayBuffer>>();

  /** @param parts Two that are known, the one and then the other: so that few ever look into a state. */
  constructor(permutation: Permutation, parts?: readonly [Learned, Learned]) {
    this.permutation = permutation;
    this.#parts = parts;
  }

  /** The number of the same under other names. */
  renamed(content: Content, id: number): number {
    const known = this.#known.get(content)?.[id] ?? 0;
    return known > 0 ? known - 1 : this.#learn(content, id);
  }

  #learn(content: Content, id: number): number {
    const other = this.#parts === undefined
      ? content.renamed(id, this.permutation)
      : this.#parts[1].renamed(content, this.#parts[0].renamed(content, id));
    let known = this.#known.get(content) ?? new Int32Array(64);
    while (id >= known.length) known = doubled(known);
    known[id] = other + 1;
    this.#known.set(content, known);
    return other;
  }
}

/** Makes rows least under listed permutations. */
export class Listed {
  readonly #places: readonly Place[];
  readonly #permutations: readonly Learned[];
  /** From which slot the number comes that stands in each place then, permutation by permutation. */
  readonly #from: readonly (readonly number[])[];
  readonly #image: Int32Array<ArrayBuffer>;

  constructor(
    permutations: readonly Learned[],
    places: readonly Place[],
    slots: readonly number[],
  ) {
    this.#places = places;
    this.#permutations = permutations;
    this.#image = new Int32Array(places.length);
    this.#from = permutations.map(({ permutation }) => {
      const back = inverse(permutation);
      return places.map(({ slot, point }) => point < 0 ? slot : slots[back[point]!]!);
    });
  }

  /** Writes the least row into `least`. Returns the indices of the permutations that make it. */
  find(row: Int32Array, least: Int32Array): number[] {
    const places = this.#places;
    const image = this.#image;
    let by: number[] = [];
    for (let n = 0; n < this.#from.length; n++) {
      const from = this.#from[n]!;
      let order = n === 0 ? -1 : 0;
      for (let i = 0; i < places.length && order <= 0; i++) {
        const { content, slot } = places[i]!;
        const id = row[from[i]!]!;
        const value = image[i] = content.isPlain(id)
          ? id
          : this.#permutations[n]!.renamed(content, id);
        if (order === 0 && value !== least[slot]) order = content.compare(value, least[slot]!);
      }
      if (order > 0) continue;
      if (order < 0) {
        by = [];
        for (let i = 0; i < places.length; i++) least[places[i]!.slot] = image[i]!;
      }
      by.push(n);
    }
    return by;
  }
}
