/**
 * The states that one peer keeps.
 *
 * @module
 */
import { doubled, Pairs } from "../pairs.ts";
import type { Sleeping } from "../sleeping.ts";
import { Column } from "./column.ts";
import { SleepSets } from "./sleep_sets.ts";

/**
 * States in the order in which they arrive. When a level is complete they get the numbers that a
 * search on one thread would have given them: those of its order of discovery. This order follows
 * from each state's first parent and its place among the children of that one.
 */
export class OwnStates {
  readonly #states = new Pairs();
  readonly #numbers = new Column();
  readonly #parents = new Column();
  /** Of states of the level that is being found: their places. */
  #places = new Int32Array(64);
  /** What sleeps in them, and in the states of the level before. */
  #asleep = new SleepSets();
  #asleepBefore = new SleepSets();
  /** The first state of each level. */
  readonly #levels: number[] = [0];

  /** How many states are kept. */
  get size(): number {
    return this.#states.size;
  }

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#states.bytes + this.#numbers.bytes + this.#parents.bytes;
  }

  /** The first number of a state's pair. */
  left(at: number): number {
    return this.#states.left(at);
  }

  /** The second number of a state's pair. */
  right(at: number): number {
    return this.#states.right(at);
  }

  /** The number of a state among all states of all peers. */
  number(at: number): number {
    return this.#numbers.at(at);
  }

  /** The number of the state that it was found from first. */
  parent(at: number): number {
    return this.#parents.at(at);
  }

  /** How many states of the level are here that is being found. */
  get found(): number {
    return this.size - this.#levels.at(-1)!;
  }

  /** The parent of one of these. */
  parentOfFound(nth: number): number {
    return this.#parents.at(this.#levels.at(-1)! + nth);
  }

  /** The place of one of these among the children of its parent. */
  placeOfFound(nth: number): number {
    return this.#places[nth]!;
  }

  /**
   * A state of the level that is being found, or one that is known.
   *
   * @return The state, if it is found so for the first time, or by a better parent: else -1.
   */
  arrive(left: number, right: number, parent: number, place: number): number {
    const at = this.#states.intern(left, right);
    const first = this.#levels.at(-1)!;
    if (at === this.#parents.length) {
      this.#parents.push(parent);
      if (at - first === this.#places.length) this.#places = doubled(this.#places);
      this.#places[at - first] = place;
      return at;
    }
    if (at < first) return -1;
    const before = this.#parents.at(at);
    if (parent > before || parent === before && place >= this.#places[at - first]!) return -1;
    this.#parents.set(at, parent);
    this.#places[at - first] = place;
    return at;
  }

  /** Some changes sleep in a state that arrived. */
  sleep(at: number, changes: Int32Array, size: number): void {
    this.#asleep.set(at - this.#levels.at(-1)!, changes, size);
  }

  /** Puts the changes to sleep that sleep in a state of the level that was ended last. */
  lull(at: number, sleeping: Sleeping): void {
    const place = at - this.#levels.at(-2)!;
    const size = this.#asleepBefore.size(place);
    for (let nth = 0; nth < size; nth++) sleeping.add(this.#asleepBefore.change(place, nth));
  }

  /**
   * Ends the level that is being found.
   *
   * @param numbers Of its states, in the order of arrival.
   */
  end(numbers: Int32Array): void {
    for (const number of numbers) this.#numbers.push(number);
    this.#levels.push(this.size);
    [this.#asleepBefore, this.#asleep] = [this.#asleep, this.#asleepBefore];
    this.#asleep.clear();
  }

  /**
   * The states of the level that was ended last, in the order of their numbers.
   *
   * @param first The least number of the level.
   * @param size How many numbers it has, among all peers.
   */
  ordered(first: number, size: number): Int32Array {
    const place = new Int32Array(size);
    const [start, end] = this.#levels.slice(-2) as [number, number];
    for (let at = start; at < end; at++) place[this.#numbers.at(at) - first] = at - start + 1;
    const order = new Int32Array(end - start);
    let count = 0;
    for (const at of place) if (at > 0) order[count++] = start + at - 1;
    return order;
  }

  /** The state of a level that has a number, or -1. */
  find(level: number, number: number): number {
    for (let at = this.#levels[level]!; at < (this.#levels[level + 1] ?? this.size); at++) {
      if (this.#numbers.at(at) === number) return at;
    }
    return -1;
  }
}
