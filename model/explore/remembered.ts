/**
 * A function of a row that remembers its answers by what it read of the row.
 *
 * @module
 */

import { ModelError } from "./model_error.ts";

/** Reads one number of a row. */
export type ReadSlot = (slot: number) => number;

type Node<T> = Branch<T> | Leaf<T>;

interface Branch<T> {
  readonly slot: number;
  readonly next: (Node<T> | undefined)[];
}

interface Leaf<T> {
  readonly slot: -1;
  readonly answer: T;
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

  /** The answer for a row. */
  ask(row: Int32Array): T {
    let node = this.#root;
    while (node !== undefined) {
      if (node.slot < 0) return (node as Leaf<T>).answer;
      node = (node as Branch<T>).next[row[node.slot]!];
    }
    return this.#learn(row);
  }

  #learn(row: Int32Array): T {
    const slots: number[] = [];
    const seen = new Set<number>();
    const answer = this.#compute((slot) => {
      if (!seen.has(slot)) slots.push(slot);
      seen.add(slot);
      return row[slot]!;
    });
    this.#file(row, slots, { slot: -1, answer });
    return answer;
  }

  #file(row: Int32Array, slots: readonly number[], leaf: Leaf<T>): void {
    if (slots.length === 0) {
      if (this.#root !== undefined) throw fickle();
      this.#root = leaf;
      return;
    }
    let branch = this.#root = this.#branch(this.#root, slots[0]!);
    for (let i = 1; i < slots.length; i++) {
      const value = row[slots[i - 1]!]!;
      branch = branch.next[value] = this.#branch(branch.next[value], slots[i]!);
    }
    const value = row[slots.at(-1)!]!;
    if (branch.next[value] !== undefined) throw fickle();
    branch.next[value] = leaf;
  }

  #branch(node: Node<T> | undefined, slot: number): Branch<T> {
    if (node === undefined) return { slot, next: [] };
    if (node.slot !== slot) throw fickle();
    return node as Branch<T>;
  }
}

function fickle(): ModelError {
  return new ModelError(
    "A rule reads a state in different ways: it must have no input but that state",
  );
}
