/**
 * A part of the local states of a machine: what a pure function makes of each, numbered.
 *
 * @module
 */
import type { Part } from "./remembered.ts";
import type { Values } from "./values.ts";

/** Equal parts have equal numbers, so that a rule that reads only a part does not see the rest. */
export class StatePart implements Part {
  readonly #state: (id: number) => unknown;
  readonly #of: (state: never) => unknown;
  readonly #all: Values;
  readonly #numbers: number[] = [];
  readonly #values: unknown[] = [];
  /** Numbers of parts, by those of the values that they are. */
  readonly #known = new Map<number, number>();

  /**
   * @param state The local state with an id.
   * @param all What local states are made of.
   */
  constructor(state: (id: number) => unknown, of: (state: never) => unknown, all: Values) {
    this.#state = state;
    this.#of = of;
    this.#all = all;
  }

  of(id: number): number {
    const known = this.#numbers[id];
    return known === undefined ? this.#learn(id) : known;
  }

  /** The part with a number. */
  value(number: number): unknown {
    return this.#values[number];
  }

  #learn(id: number): number {
    const value = this.#all.of(this.#of(this.#state(id) as never));
    let number = this.#known.get(value);
    if (number === undefined) {
      number = this.#values.push(this.#all.at(value)) - 1;
      this.#known.set(value, number);
    }
    while (this.#numbers.length < id) this.#numbers.push(undefined as never);
    this.#numbers[id] = number;
    return number;
  }
}
