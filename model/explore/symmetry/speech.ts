/**
 * What plain values say of names: strings, and keys of records, that are the name of something
 * that may be exchanged.
 *
 * @module
 */
import { keyOf } from "../key.ts";
import { hash } from "../pairs.ts";
import type { Permutation } from "./permutation.ts";

/** Reads and renames what values say. Values are frozen: what is known of them is remembered. */
export class Speech {
  readonly #names: readonly string[];
  readonly #points = new Map<string, number>();
  /** What all names of a kind look like from outside. */
  readonly #others: readonly number[];
  readonly #said = new WeakMap<object, readonly number[]>();
  readonly #hashes = new WeakMap<object, number>();

  /** @param kinds The kind of each name: names of one kind may be exchanged. */
  constructor(names: readonly string[], kinds: readonly number[]) {
    this.#names = names;
    names.forEach((name, point) => this.#points.set(name, point));
    this.#others = kinds.map((kind) => hash(kind, SOMEBODY));
  }

  /** The names that a value speaks of, in their order. */
  names(value: unknown): readonly number[] {
    if (typeof value === "string") {
      const point = this.#points.get(value);
      return point === undefined ? NOBODY : [point];
    }
    if (typeof value !== "object" || value === null) return NOBODY;
    const known = this.#said.get(value) ?? this.#namesIn(value);
    this.#said.set(value, known);
    return known;
  }

  /** The same value of others. A part that speaks of nobody stays the same object. */
  renamed(value: unknown, permutation: Permutation): unknown {
    if (typeof value === "string") return this.#renamedWord(value, permutation);
    if (this.names(value).every((point) => permutation[point] === point)) return value;
    if (Array.isArray(value)) return value.map((item) => this.renamed(item, permutation));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, field]) => [
        this.#renamedWord(key, permutation),
        this.renamed(field, permutation),
      ]),
    );
  }

  /**
   * A number for what a value says, as one looks at it who can tell himself, one other, and the
   * kinds of all the others: the same number wherever names are exchanged, and nearly always a
   * different one for something different.
   */
  seen(value: unknown, me: number, other: number): number {
    if (typeof value === "string") return this.#seenWord(value, me, other);
    if (typeof value !== "object" || value === null) return hashOf(keyOf(value));
    const names = this.names(value);
    if (names.includes(me) || names.includes(other)) return this.#seenParts(value, me, other);
    const known = this.#hashes.get(value) ?? this.#seenParts(value, -1, -1);
    this.#hashes.set(value, known);
    return known;
  }

  #namesIn(value: object): readonly number[] {
    const words = Array.isArray(value) ? [] : Object.keys(value);
    const points = [...words, ...Object.values(value)].flatMap((part) => this.names(part));
    return points.length === 0 ? NOBODY : [...new Set(points)].sort((a, b) => a - b);
  }

  #renamedWord(word: string, permutation: Permutation): string {
    const point = this.#points.get(word);
    return point === undefined ? word : this.#names[permutation[point]!]!;
  }

  #seenWord(word: string, me: number, other: number): number {
    const point = this.#points.get(word);
    if (point === undefined) return hashOf(word);
    return point === me ? ME : point === other ? OTHER : this.#others[point]!;
  }

  /** Fields have no order. Two names may look the same, so that they count as often as they stand. */
  #seenParts(value: object, me: number, other: number): number {
    if (Array.isArray(value)) {
      return value.reduce((sum, item) => hash(sum, this.seen(item, me, other)), value.length);
    }
    return Object.entries(value).reduce(
      (sum, [key, field]) =>
        sum + hash(this.#seenWord(key, me, other), this.seen(field, me, other)) | 0,
      FIELDS,
    );
  }
}

/** A number for a text. */
export function hashOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return hash(sum, text.length);
}

const NOBODY: readonly number[] = [];
const [ME, OTHER, SOMEBODY, FIELDS] = [0x3c6ef372, 0x1b873593, 0x7ed55d16, 0x165667b1];
