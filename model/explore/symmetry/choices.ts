/**
 * The renamings that are left to choose from where some were chosen: a coset of a group.
 *
 * @module
 */
import { type Chosen, ChosenOf } from "./chosen.ts";
import { Group } from "./group.ts";
import { type Found, Least } from "./least.ts";
import { Learned, Listed } from "./listed.ts";
import { identity, inverse, type Permutation, then } from "./permutation.ts";
import type { Place } from "./place.ts";

/** Some of the renamings of a group. */
export interface Choice {
  /** What they make of rows, by number: the least. 0: not asked yet, n: number n - 1. */
  least: Int32Array<ArrayBuffer>;
  /** How they make that, by number. */
  readonly chosen: ChosenOf;
  /** Writes the least that they make of a row. */
  find(row: Int32Array, least: Int32Array): Chosen;
}

/** Choices that have the same renamings are one. */
export class Choices {
  readonly #places: readonly Place[];
  readonly #slots: readonly number[];
  readonly #listed: bigint;
  readonly #choices = new Map<string, Choice>();
  readonly #groups = new Map<string, Known>();
  readonly #learned = new Map<string, Learned>();

  /**
   * @param places What rows are made of.
   * @param slots The slot of each point, or -1.
   * @param listed So many renamings are listed: of a few, the least is found quickest in a list.
   */
  constructor(places: readonly Place[], slots: readonly number[], listed: bigint) {
    this.#places = places;
    this.#slots = slots;
    this.#listed = listed;
  }

  /** All that comes of one permutation when those of a group follow. */
  list(first: Permutation, generators: readonly Permutation[]): Learned[] {
    const all = new Set([this.#learn(first)]);
    const followers = generators.map((each) => this.#learn(each));
    for (const one of all) {
      for (const next of followers) {
        all.add(this.#learn(then(one.permutation, next.permutation), [one, next]));
      }
    }
    return [...all];
  }

  /** The choice of some renamings that are listed. */
  ofListed(renamings: readonly Learned[], key: string): Choice {
    return this.#choice(key, () => this.#listing(renamings));
  }

  /** The choice of all renamings that make what one makes that was found. */
  ofFound({ by, unchanged }: Found): Choice {
    const back = inverse(by);
    const known = this.#group(by.length, unchanged.map((each) => then(then(back, each), by)));
    const first = inverse(known.group.arranged(back, identity(by.length)));
    return this.#choice(`${known.group.key()} after ${first}`, () => this.#coset(known, first));
  }

  #coset(known: Known, first: Permutation): Finder {
    const { group } = known;
    if (group.order <= this.#listed) {
      return this.#listing(this.list(first, group.generators));
    }
    const least = known.least ??= new Least(group, this.#places, this.#slots);
    const moved = new Listed([this.#learn(first)], this.#places, this.#slots);
    return {
      find: (row, image) => {
        moved.find(row, image);
        const { unchanged } = least.find(image, image);
        return { by: undefined, ways: Number(this.#group(first.length, unchanged).group.order) };
      },
    };
  }

  #listing(renamings: readonly Learned[]): Finder {
    const listed = new Listed(renamings, this.#places, this.#slots);
    return {
      find(row, least) {
        const found = listed.find(row, least);
        return { by: renamings[found[0]!], ways: found.length };
      },
    };
  }

  #group(degree: number, generators: readonly Permutation[]): Known {
    const key = generators.map(String).sort().join(";");
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = new Group(degree, generators);
    const same = this.#groups.get(group.key()) ?? { group, least: undefined };
    this.#groups.set(group.key(), same);
    this.#groups.set(key, same);
    return same;
  }

  #learn(permutation: Permutation, parts?: [Learned, Learned]): Learned {
    const key = permutation.join();
    const known = this.#learned.get(key) ?? new Learned(permutation, parts);
    this.#learned.set(key, known);
    return known;
  }

  #choice(key: string, make: () => Finder): Choice {
    const known = this.#choices.get(key);
    if (known !== undefined) return known;
    const finder = make();
    const choice: Choice = {
      least: new Int32Array(64),
      chosen: new ChosenOf(),
      find: (row, least) => finder.find(row, least),
    };
    this.#choices.set(key, choice);
    return choice;
  }
}

type Finder = Pick<Choice, "find">;

/** A group that was met. */
interface Known {
  readonly group: Group;
  least: Least | undefined;
}
