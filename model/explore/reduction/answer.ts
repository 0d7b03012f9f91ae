/**
 * What the rule of a move answers, and why.
 *
 * @module
 */
import { REFUSED } from "../../step.ts";
import type { Readings } from "../readings.ts";
import type { Effect, Stepping } from "../stepping.ts";
import type { Delivery } from "../system.ts";
import type { Charts } from "./charts.ts";
import { heard, sameAnswer } from "./heard.ts";
import type { Kinds } from "./kinds.ts";

/** What the rule of a move answers wherever it reads the same. */
export interface Answer {
  /** The kind of the move. */
  readonly kind: number;
  /** What the move does; undefined if it cannot happen. */
  readonly effect: Effect | undefined;
  /** What was read for it, the actors that take part included. */
  readonly reads: readonly number[];
  /**
   * Of a move that cannot happen, the reasons why, each in readings: while those of one reason stay
   * the same, it cannot.
   */
  readonly reasons: readonly (readonly number[])[];
  /** Which mail the move brings, or would bring. */
  readonly brings: readonly number[];
  /** The kinds of the messages that are sent. */
  readonly sends: readonly number[];
  /** The readings that are others afterwards, of those that are known. */
  changes: readonly number[];
}

interface Brought {
  readonly slot: number;
  readonly mail: number;
  readonly refuses: boolean;
}

/** Finds out why rules answer what they do. */
export class Learning {
  readonly #stepping: Stepping;
  readonly #kinds: Kinds;
  readonly #readings: Readings;
  readonly #charts: Charts;

  constructor(stepping: Stepping, kinds: Kinds, readings: Readings, charts: Charts) {
    this.#stepping = stepping;
    this.#kinds = kinds;
    this.#readings = readings;
    this.#charts = charts;
  }

  /** The answer of a move in a row. That a message was sent is no reading: it stays true. */
  answer(move: number, row: Int32Array, effect: Effect | undefined): Answer {
    const rule = this.#stepping.move(move);
    const planned = new Set<number>();
    const world = heard(
      this.#stepping.look(row),
      (slot, part) => planned.add(this.#readings.number(slot, part)),
    );
    const deliveries = sameAnswer(
      rule.plan(world),
      rule.plan(this.#stepping.look(row)),
      `The plan of move "${rule.name}"`,
    );
    const brought = this.#brought(row, deliveries ?? []);
    const whole = (slot: number) => this.#readings.number(slot, undefined);
    const refusals = brought.filter(({ refuses }) => refuses);
    return {
      kind: this.#kinds.of(move),
      effect,
      reads: [...new Set([...planned, ...brought.map(({ slot }) => whole(slot))])],
      reasons: deliveries === undefined
        ? [[...planned]]
        : refusals.map(({ slot }) => [...planned, whole(slot)]),
      brings: brought.map(({ mail }) => mail),
      sends: [...new Set(effect?.sends.map((message) => this.#kinds.ofMessage(message)))],
      changes: this.changesOf(effect),
    };
  }

  /** What a change makes of the readings that are known by now. */
  changesOf(effect: Effect | undefined): readonly number[] {
    if (effect === undefined) return [];
    const { slots, values, known } = effect;
    return slots.flatMap((slot, i) => this.#readings.changed(slot, known.get(slot)!, values[i]!));
  }

  /** What a move brings to whom, and who refuses it: asked no further than the step itself asks. */
  #brought(row: Int32Array, deliveries: readonly Delivery[]): Brought[] {
    const after = new Map<number, number>();
    let isOver = false;
    return deliveries.map((delivery) => {
      const { to, event } = delivery;
      const slot = this.#stepping.slot(to);
      const stepper = this.#stepping.steppers[slot]!;
      const isFirst = !after.has(slot);
      const local = after.get(slot) ?? row[slot]!;
      let refuses = false;
      if (!isOver) {
        const next = stepper.next(local, stepper.eventId(event));
        isOver = refuses = next === REFUSED;
        after.set(slot, next);
      } else {
        refuses = isFirst && !this.#charts.mayTake(stepper, local, event.type);
        after.set(slot, local);
      }
      return { slot, mail: this.#kinds.ofMail(delivery), refuses };
    });
  }
}
