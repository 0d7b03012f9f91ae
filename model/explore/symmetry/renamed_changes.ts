/**
 * What changes are under other names.
 *
 * @module
 */
import type { Stepping } from "../stepping.ts";
import type { Learned } from "./listed.ts";
import type { Place } from "./place.ts";

/** Changes, by their numbers, under permutations. */
export class RenamedChanges {
  readonly #stepping: Stepping;
  readonly #slots: readonly number[];
  readonly #places: readonly (Place | undefined)[];
  readonly #known = new Map<Learned, number[]>();

  /**
   * @param slots The slot of each point, or -1.
   * @param places What rows are made of.
   */
  constructor(stepping: Stepping, slots: readonly number[], places: readonly Place[]) {
    this.#stepping = stepping;
    this.#slots = slots;
    this.#places = Array.from(
      { length: stepping.width },
      (_, slot) => places.find((place) => place.slot === slot),
    );
  }

  /** The number of a change under other names: -1 for one that sends messages. */
  renamed(change: number, by: Learned): number {
    let known = this.#known.get(by);
    if (known === undefined) this.#known.set(by, known = []);
    return known[change] ??= this.#learn(change, by);
  }

  #learn(change: number, by: Learned): number {
    const { slots, values, sends } = this.#stepping.change(change);
    if (sends.length > 0) return -1;
    const image = slots.map((slot, i): [number, number] => {
      const { content, point } = this.#places[slot]!;
      const to = point < 0 ? slot : this.#slots[by.permutation[point]!]!;
      return [to, by.renamed(content, values[i]!)];
    });
    image.sort(([one], [other]) => one - other);
    return this.#stepping.changeOf(image.map(([slot]) => slot), image.map(([, value]) => value));
  }
}
