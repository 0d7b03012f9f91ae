/**
 * A function of a row that remembers its answers by what it read of the row.
 *
 * @module
 */

import { ModelError } from "./model_error.ts";

/** Something that can be read of what stands in a slot, in numbers. */
export interface Part {
  /** The number of the part of the value with an id. */
  of(id: number): number;
}

/** Reads one number of a row, or the number of a part of it. */
export type ReadSlot = (slot: number, part?: Part) => number;

/** A question, or an answer. */
export type Node<T> = Branch<T> | Leaf<T>;

/** A question about a row, and what comes next for each answer. */
export interface Branch<T> {
  /** Which slot is read. */
  readonly slot: number;
  /** Which part of it: undefined for the whole. */
  readonly part: Part | undefined;
  readonly next: (Node<T> | undefined)[];
}

/** An answer. */
export interface Leaf<T> {
  readonly slot: -1;
  readonly answer: T;
}

/** One thing that was read. */
interface Reading {
  readonly slot: number;
  readonly part: Part | undefined;
  readonly value: number;
}

/**
 * Asks a function only when it would read something new. The function sees a row through a reader
 * only; its answer is filed under the numbers it read, in the order in which it read them, so that
 * two rows that look the same to it share one answer. Sound for functions without other inputs.
 * Asking throws a ModelError where a function is seen to have one: it reads elsewhere all at once.
 */
export class Remembered<T> {
  #root: Node<T> | undefined;
  readonly #compute: (read: ReadSlot) => T;

  constructor(compute: (read: ReadSlot) => T) {
    this.#compute = compute;
  }

  /** The first question that is asked of a row, once one was asked. */
  get root(): Node<T> | undefined {
    return this.#root;
  }

  /**
   * The answer for a row.
   *
   * @param from A question that comes up for this row: what was asked before it, is not asked again.
   */
  ask(row: Int32Array, from?: Node<T>): T {
    let node = from ?? this.#root;
    while (node !== undefined) {
      if (node.slot < 0) return (node as Leaf<T>).answer;
      node = following(node as Branch<T>, row);
    }
    return this.#learn((slot, part) => part === undefined ? row[slot]! : part.of(row[slot]!));
  }

  /** The answer for a row that another rule reads: what is read for the answer, it reads too. */
  askThrough(read: ReadSlot): T {
    let node = this.#root;
    while (node !== undefined) {
      if (node.slot < 0) return (node as Leaf<T>).answer;
      const { slot, part, next } = node as Branch<T>;
      node = next[read(slot, part)];
    }
    return this.#learn(read);
  }

  #learn(row: ReadSlot): T {
    const readings: Reading[] = [];
    const answer = this.#compute((slot, part) => {
      const value = row(slot, part);
      if (!readings.some((one) => covers(one, slot, part))) readings.push({ slot, part, value });
      return value;
    });
    this.#file(readings, { slot: -1, answer });
    return answer;
  }

  #file(readings: readonly Reading[], leaf: Leaf<T>): void {
    if (readings.length === 0) {
      if (this.#root !== undefined) throw fickle();
      this.#root = leaf;
      return;
    }
    let branch = this.#root = branchAt(this.#root, readings[0]!);
    for (let i = 1; i < readings.length; i++) {
      const { value } = readings[i - 1]!;
      branch = branch.next[value] = branchAt(branch.next[value], readings[i]!);
    }
    const { value } = readings.at(-1)!;
    if (branch.next[value] !== undefined) throw fickle();
    branch.next[value] = leaf;
  }
}

/** Where a row leads from a question. */
export function following<T>(
  { slot, part, next }: Branch<T>,
  row: Int32Array,
): Node<T> | undefined {
  return next[part === undefined ? row[slot]! : part.of(row[slot]!)];
}

/** Whoever read the whole knows its parts. */
function covers(one: Reading, slot: number, part: Part | undefined): boolean {
  return one.slot === slot && (one.part === undefined || one.part === part);
}

function branchAt<T>(node: Node<T> | undefined, { slot, part }: Reading): Branch<T> {
  if (node === undefined) return { slot, part, next: [] };
  if (node.slot !== slot || (node as Branch<T>).part !== part) throw fickle();
  return node as Branch<T>;
}

function fickle(): ModelError {
  return new ModelError(
    "A rule reads a state in different ways: it must have no input but that state",
  );
}
