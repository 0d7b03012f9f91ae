/**
 * A part of the local states of a machine: what a pure function makes of each, numbered.
 *
 * @module
 */
import { deepFreeze, keyOf } from "./key.ts";
import type { Part } from "./remembered.ts";

/** Equal parts have equal numbers, so that a rule that reads only a part does not see the rest. */
export class StatePart implements Part {
  readonly #state: (id: number) => unknown;
  readonly #of: (state: never) => unknown;
  readonly #numbers: number[] = [];
  readonly #values: unknown[] = [];
  readonly #known = new Map<string, number>();

  /** @param state The local state with an id. */
  constructor(state: (id: number) => unknown, of: (state: never) => unknown) {
    this.#state = state;
    this.#of = of;
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
    const value = this.#of(this.#state(id) as never);
    const key = keyOf(value);
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.#values.push(deepFreeze(value)) - 1;
      this.#known.set(key, number);
    }
    while (this.#numbers.length < id) this.#numbers.push(undefined as never);
    this.#numbers[id] = number;
    return number;
  }
}
