/**
 * What makes rows least, by their numbers, in a byte each.
 *
 * @module
 */
import type { Learned } from "./listed.ts";

/** What makes a row least. */
export interface Chosen {
  /** One of the renamings that do; undefined where that is not known. */
  readonly by: Learned | undefined;
  /** How many do. */
  readonly ways: number;
}

/** The byte of a row whose place has to be looked up. */
const FAR = 255;

/** Few things are chosen for many rows. */
export class ChosenOf {
  readonly #all: Chosen[] = [];
  #places = new Uint8Array(64);
  readonly #far = new Map<number, number>();

  /** What was chosen for a row. */
  get(row: number): Chosen {
    const place = this.#places[row]!;
    return this.#all[place === FAR ? this.#far.get(row)! : place]!;
  }

  /** Keeps what is chosen for a row. */
  set(row: number, { by, ways }: Chosen): void {
    while (row >= this.#places.length) {
      const larger = new Uint8Array(this.#places.length * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    const known = this.#all.findIndex((one) => one.by === by && one.ways === ways);
    const place = known < 0 ? this.#all.push({ by, ways }) - 1 : known;
    this.#places[row] = Math.min(place, FAR);
    if (place >= FAR) this.#far.set(row, place);
  }
}
