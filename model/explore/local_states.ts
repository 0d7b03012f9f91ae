/**
 * The local states of one machine, numbered.
 *
 * @module
 */
import type { AnyMachineSnapshot } from "xstate";
import { Pairs } from "./pairs.ts";
import { type Rest, restKey } from "./state_key.ts";
import type { LocalState } from "./system.ts";
import type { Values } from "./values.ts";

/** A local state, all that can tell two of them apart, and the active states of the chart. */
export type Whole = LocalState & Rest & Pick<AnyMachineSnapshot, "_nodes">;

/** An exact set of local states: a state is a pair, its context and the rest of it. */
export class LocalStates {
  readonly #values: Values;
  readonly #rests = new Map<string, number>();
  readonly #pairs = new Pairs();
  readonly #states: Whole[] = [];

  /** @param values Whatever contexts are made of. */
  constructor(values: Values) {
    this.#values = values;
  }

  /** How many there are. */
  get size(): number {
    return this.#states.length;
  }

  /** The state with a number. */
  at(id: number): Whole {
    return this.#states[id]!;
  }

  /** The number of a rest. */
  restOf(rest: Rest): number {
    const key = restKey(rest);
    const number = this.#rests.get(key) ?? this.#rests.size;
    this.#rests.set(key, number);
    return number;
  }

  /**
   * The number of a state.
   *
   * @param make Makes the state, where it is new, with the context that is kept.
   */
  intern(
    rest: number,
    context: unknown,
    make: (context: object) => Whole,
  ): number {
    const number = this.#values.whole(context);
    const id = this.#pairs.intern(rest, number);
    if (id === this.#states.length) this.#states.push(make(this.#values.at(number) as object));
    return id;
  }
}
