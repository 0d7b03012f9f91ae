/**
 * The least of all rows that a group makes of a row: points are told apart by what the row says of
 * them, points that may be exchanged without a change stand for each other, and where points look
 * the same and are not, each of them is tried.
 * Source: McKay, "Practical graph isomorphism", 1981; McKay and Piperno, "Practical graph
 * isomorphism, II", 2014.
 *
 * @module
 */
import { hash } from "../pairs.ts";
import { cellsOf, type Colours, marked, refined, summary } from "./colours.ts";
import type { Group } from "./group.ts";
import {
  identity,
  inverse,
  isIdentity,
  type Permutation,
  then,
  transposition,
} from "./permutation.ts";
import { looks, type Place, relations } from "./place.ts";

/** A least row, and how it is found. */
export interface Found {
  /** What makes the row least. */
  readonly by: Permutation;
  /** What generates all permutations of the group that do not change the row that was given. */
  readonly unchanged: readonly Permutation[];
}

interface Leaf {
  readonly by: Permutation;
  readonly image: Int32Array;
  readonly path: readonly number[];
  readonly trace: readonly number[];
}

/** Makes rows least under a group. */
export class Least {
  readonly #group: Group;
  readonly #places: readonly Place[];
  readonly #slots: readonly number[];
  /** The exchange of two points, others stay, or none if it is not in the group, at n * i + j. */
  readonly #exchanges: (Permutation | "none" | undefined)[] = [];
  readonly #pairs: Int32Array;
  /** The row that was made least last, and the least one. */
  #row: Int32Array = new Int32Array();
  #best: Leaf | undefined;
  #unchanged: Permutation[] = [];
  /** The number of a class of points that may be exchanged without a change, point by point. */
  #twins: number[] = [];

  constructor(group: Group, places: readonly Place[], slots: readonly number[]) {
    this.#group = group;
    this.#places = places;
    this.#slots = slots;
    this.#pairs = Int32Array.from(group.pairOrbits(), (orbit) => hash(orbit, 0));
  }

  /** Writes the least row into `least`. */
  find(row: Int32Array, least: Int32Array): Found {
    this.#row = row;
    this.#best = undefined;
    this.#unchanged = [];
    const first = looks(row, this.#places, this.#group);
    const colours = this.#group.isFull ? first : refined(first, this.#pairs);
    this.#twins = [...identity(colours.length)];
    const cells = cellsOf(colours);
    for (const cell of cells) this.#findTwins(cell);
    if (cells.every((cell) => this.#isSettled(cell))) this.#end(cells, [], []);
    else {
      const related = relations(row, this.#places, this.#pairs, colours.length);
      this.#visit(refined(colours, related), related, [], []);
    }
    for (const { slot } of this.#places) least[slot] = this.#best!.image[slot]!;
    return { by: this.#best!.by, unchanged: this.#unchanged };
  }

  /** Points of one colour that may be exchanged without a change. */
  #findTwins(cell: readonly number[]): void {
    const classes: number[] = [];
    for (const point of cell) {
      const twin = classes.find((other) => this.#areTwins(other, point));
      if (twin === undefined) classes.push(point);
      else this.#twins[point] = twin;
    }
  }

  #areTwins(one: number, other: number): boolean {
    const exchange = this.#exchange(one, other);
    if (exchange === "none" || !this.#isUnchanged(exchange)) return false;
    this.#unchanged.push(exchange);
    return true;
  }

  #exchange(one: number, other: number): Permutation | "none" {
    const pair = this.#group.degree * one + other;
    const known = this.#exchanges[pair];
    if (known !== undefined) return known;
    const exchange = transposition(this.#group.degree, one, other);
    return this.#exchanges[pair] = this.#group.has(exchange) ? exchange : "none";
  }

  #isUnchanged(by: Permutation): boolean {
    for (const { slot, content, point } of this.#places) {
      const to = point < 0 ? slot : this.#slots[by[point]!]!;
      if (content.renamed(this.#row[slot]!, by) !== this.#row[to]) return false;
    }
    return true;
  }

  #isSettled(cell: readonly number[]): boolean {
    return cell.every((point) => this.#twins[point] === this.#twins[cell[0]!]);
  }

  /**
   * Looks for the least row below a choice of points.
   *
   * @return How many of the points chosen stay: what is left to try below was seen elsewhere.
   */
  #visit(
    colours: Colours,
    related: Int32Array,
    path: readonly number[],
    before: readonly number[],
  ): number {
    const cells = cellsOf(colours);
    const target = cells.find((cell) => !this.#isSettled(cell));
    const trace = [...before, hash(summary(colours), target === undefined ? 0 : 1)];
    if (this.#best !== undefined && compared(trace, this.#best.trace) > 0) return path.length;
    if (target === undefined) return this.#end(cells, path, trace);
    const tried: number[] = [];
    for (const point of target) {
      if (this.#reaches(point, tried, path)) continue;
      tried.push(point);
      const finer = refined(marked(colours, point), related);
      const left = this.#visit(finer, related, [...path, point], trace);
      if (left < path.length) return left;
    }
    return path.length;
  }

  /** Is a point brought to one of some others by what changes neither the row nor the choice? */
  #reaches(point: number, others: readonly number[], path: readonly number[]): boolean {
    if (others.length === 0) return false;
    const ways = this.#unchanged.filter((way) => path.every((chosen) => way[chosen] === chosen));
    const found = new Set([point]);
    for (const place of found) {
      for (const way of ways) found.add(way[place]!);
    }
    return others.some((other) => found.has(other));
  }

  /** All points are told apart, or are twins. */
  #end(
    cells: readonly (readonly number[])[],
    path: readonly number[],
    trace: readonly number[],
  ): number {
    const rank: number[] = [];
    cells.flat().forEach((point, nth) => rank[point] = nth);
    const { degree } = this.#group;
    const by = inverse(this.#group.arranged(identity(degree), rank));
    const leaf = { by, image: this.#image(by), path, trace };
    const order = this.#best === undefined ? -1 : this.#compare(leaf, this.#best);
    if (order < 0) this.#best = leaf;
    return order === 0 ? this.#note(leaf, this.#best!) : path.length;
  }

  /** Two ways to one row: from one to the other there is a permutation that changes nothing. */
  #note({ by, path }: Leaf, best: Leaf): number {
    const unchanged = then(by, inverse(best.by));
    if (!isIdentity(unchanged)) this.#unchanged.push(unchanged);
    const parting = path.findIndex((point, depth) => point !== best.path[depth]);
    const isSame = path.every((point, depth) =>
      depth > parting || unchanged[point] === best.path[depth]
    );
    // All that lies below the other choice was seen, and this choice is that one renamed.
    return isSame ? parting : path.length;
  }

  #image(by: Permutation): Int32Array {
    const image = new Int32Array(this.#row.length);
    for (const { slot, content, point } of this.#places) {
      const to = point < 0 ? slot : this.#slots[by[point]!]!;
      image[to] = content.renamed(this.#row[slot]!, by);
    }
    return image;
  }

  #compare(one: Leaf, other: Leaf): number {
    const order = compared(one.trace, other.trace) || one.trace.length - other.trace.length;
    if (order !== 0) return order;
    for (const { slot, content } of this.#places) {
      const difference = content.compare(one.image[slot]!, other.image[slot]!);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** The order of two traces: the first difference counts, and the shorter comes first. */
function compared(one: readonly number[], other: readonly number[]): number {
  for (let i = 0; i < one.length; i++) {
    if (i === other.length) return 1;
    if (one[i] !== other[i]) return one[i]! - other[i]!;
  }
  return 0;
}
