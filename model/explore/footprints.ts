/**
 * What walks left behind: the states they met, the moves they took, and what they did in the charts.
 *
 * @module
 */
import { History } from "./history.ts";
import type { Mark } from "./inert.ts";
import { fromBelow } from "./size.ts";
import type { Effect, Stepping } from "./stepping.ts";
import type { Stepper } from "../step.ts";

/** Counts what walks pass. */
export class Footprints {
  readonly #stepping: Stepping;
  readonly #states: History;
  /** How many walks met each state, and the last that did. */
  readonly #met: number[] = [];
  readonly #last: number[] = [];
  #once = 0;
  #twice = 0;
  readonly #taken: number[] = [];
  readonly #effects = new Set<number>();
  readonly #marks = new Map<Stepper, Set<Mark>>();

  constructor(stepping: Stepping) {
    this.#stepping = stepping;
    this.#states = new History(stepping);
  }

  /** Distinct states, up to symmetry. */
  get states(): number {
    return this.#met.length;
  }

  /** How many states there are, estimated from below. */
  fromBelow(walks: number): number {
    return fromBelow(walks, this.states, this.#once, this.#twice);
  }

  /** How often each move was taken. */
  get taken(): Readonly<Record<string, number>> {
    const moves = Array.from({ length: this.#stepping.moves }, (_, move) => move);
    return Object.fromEntries(
      moves.map((move) => [this.#stepping.move(move).name, this.#taken[move] ?? 0]),
    );
  }

  /** What the actors of a machine entered and took. */
  marks(stepper: Stepper): ReadonlySet<Mark> {
    return new Set([...stepper.initialMarks, ...this.#marks.get(stepper) ?? []]);
  }

  /** Notes that a walk stands in a state. */
  stand(row: Int32Array, walk: number): void {
    const state = this.#states.add(row);
    if (this.#last[state] === walk) return;
    this.#last[state] = walk;
    const times = this.#met[state] ?? 0;
    this.#met[state] = times + 1;
    if (times === 0) this.#once++;
    if (times === 1) [this.#once, this.#twice] = [this.#once - 1, this.#twice + 1];
    if (times === 2) this.#twice--;
  }

  /** Notes a step before it is taken. */
  step(before: Int32Array, { id, move }: Effect): void {
    this.#taken[move] = (this.#taken[move] ?? 0) + 1;
    if (this.#effects.has(id)) return;
    this.#effects.add(id);
    const locals = before.slice();
    for (const { to, event } of this.#stepping.deliveries(before, move)) {
      const slot = this.#stepping.names.indexOf(to);
      const stepper = this.#stepping.steppers[slot]!;
      const [local, eventId] = [locals[slot]!, stepper.eventId(event)];
      locals[slot] = stepper.next(local, eventId);
      const marks = this.#marks.get(stepper) ?? new Set();
      this.#marks.set(stepper, marks);
      for (const mark of stepper.marksOf(local, eventId)) marks.add(mark);
    }
  }
}
