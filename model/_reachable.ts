/**
 * All that a system can reach, seen through a projection, as sets that can be compared. For tests.
 *
 * @module
 */
import type { LocalState } from "./explore/system.ts";
import { keyOf } from "./explore/key.ts";
import { Stepping } from "./explore/stepping.ts";
import { History } from "./explore/history.ts";
import type { Delivery, System } from "./explore/system.ts";

/** What is looked at in the local state of an actor; undefined: nothing. */
export type Look = (snapshot: LocalState, actor: string) => unknown;

/** The whole of a local state. */
export const whole: Look = ({ value, context }) => [value, context];

/** What is looked at in an event that an actor gets. */
export type Hear = (delivery: Delivery) => unknown;

/** What a system reaches. */
export interface Reached {
  /** Number of states before the projection. */
  readonly size: number;
  /** Each projected state. */
  readonly states: ReadonlySet<string>;
  /** Each pair of different projected states that one step leads from and to. If events are looked
   * at: each projected state with the events of a step, and the projected state after it. */
  readonly steps: ReadonlySet<string>;
}

/** Numbers for values: equal values have equal numbers. */
export class Names {
  readonly #numbers = new Map<string, number>();

  /** The number of a value. */
  of(value: unknown): number {
    const key = keyOf(value);
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Everything that a system can reach. Systems that share `names` and actors can be compared. */
export function reach(system: System, look: Look, names: Names, hear?: Hear): Reached {
  const states = new Set<string>();
  const steps = new Set<string>();
  const stepping = new Stepping(system);
  const project = projection(stepping, look, names);
  const heard: number[] = [];
  const listen = (row: Int32Array, move: number) =>
    hear && (heard[stepping.effects(move).ask(row)!.id] ??= names.of(
      stepping.deliveries(row, move).map(hear),
    ));
  const size = walk(stepping, (row) => {
    const from = project(row);
    states.add(from);
    return (move, after) => {
      const to = project(after);
      const events = listen(row, move);
      if (events !== undefined || from !== to) steps.add(`${from} > ${events ?? ""} > ${to}`);
    };
  });
  return { size, states, steps };
}

/** Number of all states of a system, found without its symmetry and then put together by it. */
export function orbitsOf(system: System): number {
  const stepping = new Stepping(system);
  const orbits = new History(stepping);
  walk(stepping, (row) => {
    orbits.add(row);
    return () => {};
  });
  return orbits.size;
}

/** Tells every state that can be reached, and then each step from it; returns how many there are. */
function walk(
  stepping: Stepping,
  tell: (row: Int32Array) => (move: number, after: Int32Array) => void,
): number {
  const rows = [stepping.initial];
  const known = new Set([stepping.initial.join()]);
  const after = new Int32Array(stepping.width);
  for (const row of rows) {
    const tellStep = tell(row);
    for (let move = 0; move < stepping.moves; move++) {
      if (!stepping.step(row, move, after)) continue;
      tellStep(move, after);
      if (known.size < known.add(after.join()).size) rows.push(after.slice());
    }
  }
  return known.size;
}

/** A row as the numbers of what is looked at, actor by actor; messages are not looked at. */
function projection(stepping: Stepping, look: Look, names: Names): (row: Int32Array) => string {
  const seen = stepping.names.map((): number[][] => []);
  const see = (slot: number, state: number) => {
    const value = look(stepping.steppers[slot]!.snapshot(state), stepping.names[slot]!);
    return value === undefined ? [] : [names.of(value)];
  };
  return (row) =>
    stepping.names.flatMap((_, slot) => seen[slot]![row[slot]!] ??= see(slot, row[slot]!)).join();
}
