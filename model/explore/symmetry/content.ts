/**
 * What the numbers in a row stand for, as far as exchanges of names go.
 *
 * @module
 */
import { doubled, hash } from "../pairs.ts";
import type { Kind } from "./kinds.ts";
import { Order } from "./order.ts";
import type { Permutation } from "./permutation.ts";
import { hashOf, type Speech } from "./speech.ts";

/** What is known of a number. */
interface Fact {
  readonly names: readonly number[];
  /** What the number says of each name. */
  seen: Int32Array | undefined;
  /** What it says of two. */
  related: Map<number, number> | undefined;
  renamed: Map<string, number> | undefined;
}

/** Numbers of one kind: what they say, how they are ordered, what they are under other names. */
export class Content {
  readonly #kind: Kind;
  readonly #speech: Speech;
  readonly #degree: number;
  readonly #facts: Fact[] = [];
  /** Does a number speak of nobody? 0: not asked yet, 1: yes, 2: no. */
  #plain = new Int32Array(64);
  readonly #order = new Order((id) => this.#kind.key(id));

  constructor(kind: Kind, speech: Speech, degree: number) {
    this.#kind = kind;
    this.#speech = speech;
    this.#degree = degree;
  }

  /** The names that a number speaks of. */
  names(id: number): readonly number[] {
    return this.#fact(id).names;
  }

  /** Does a number speak of nobody? */
  isPlain(id: number): boolean {
    const known = id < this.#plain.length ? this.#plain[id]! : 0;
    return known === 0 ? this.#fact(id).names.length === 0 : known === 1;
  }

  /** The order of two numbers, by what they stand for: it does not matter which was met first. */
  compare(one: number, other: number): number {
    return one === other ? 0 : this.#order.compare(one, other);
  }

  /** The number of the same under other names. */
  renamed(id: number, permutation: Permutation): number {
    const fact = this.#fact(id);
    if (fact.names.length === 0) return id;
    let key = "";
    for (const point of fact.names) key += `${permutation[point]} `;
    const known = fact.renamed?.get(key) ??
      this.#kind.renamed(id, (value) => this.#speech.renamed(value, permutation));
    (fact.renamed ??= new Map()).set(key, known);
    return known;
  }

  /** What a number says of a name. */
  seen(id: number, me: number): number {
    const fact = this.#fact(id);
    return (fact.seen ??= this.#lookAll(id, fact.names))[me]!;
  }

  /** What a number says of two names together. */
  related(id: number, me: number, other: number): number {
    const fact = this.#fact(id);
    const pair = me * this.#degree + other;
    const known = fact.related?.get(pair) ?? this.#look(id, me, other);
    (fact.related ??= new Map()).set(pair, known);
    return known;
  }

  #fact(id: number): Fact {
    return this.#facts[id] ?? this.#learn(id);
  }

  #learn(id: number): Fact {
    const { values } = this.#kind.said(id);
    const names = [...new Set(values.flatMap((value) => this.#speech.names(value)))];
    const fact = {
      names: names.sort((a, b) => a - b),
      seen: undefined,
      related: undefined,
      renamed: undefined,
    };
    while (this.#facts.length < id) this.#facts.push(undefined!);
    while (id >= this.#plain.length) this.#plain = doubled(this.#plain);
    this.#plain[id] = names.length === 0 ? 1 : 2;
    return this.#facts[id] = fact;
  }

  #lookAll(id: number, names: readonly number[]): Int32Array {
    const seen = new Int32Array(this.#degree).fill(this.#look(id, -1, -1));
    for (const name of names) seen[name] = this.#look(id, name, -1);
    return seen;
  }

  #look(id: number, me: number, other: number): number {
    const { values, still } = this.#kind.said(id);
    const parts = values.reduce<number>(
      (sum, value) => sum + hash(this.#speech.seen(value, me, other), 1) | 0,
      values.length,
    );
    return hash(parts, hashOf(still));
  }
}
