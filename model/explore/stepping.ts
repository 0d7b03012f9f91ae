/**
 * A system as rows of numbers: slot by slot the interned local state of each actor, and the set of
 * messages sent.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { namingActor } from "./blame.ts";
import type { Change, Effect } from "./effect.ts";
import { Effects } from "./effects.ts";
import { keyOf } from "./key.ts";
import type { KnownEffects } from "./known_effects.ts";
import { MoveOrder } from "./move_order.ts";
import { Post } from "./post.ts";
import { Readings } from "./readings.ts";
import { type ReadSlot, Remembered } from "./remembered.ts";
import { RowWorld } from "./row_world.ts";
import { ModelError, Stepper } from "../step.ts";
import type { Delivery, Event, Machine, Message, Move, System, World } from "./system.ts";
import { Values } from "./values.ts";

export type { Effect };

/** A move, and what it does. */
interface Plan {
  readonly move: Move;
  readonly effects: Remembered<Effect | undefined>;
}

/** A system that can be stepped from row to row. */
export class Stepping {
  /** The system itself. */
  readonly system: System;
  /** Names of the actors, slot by slot. */
  readonly names: readonly string[];
  /** Numbers in a row. */
  readonly width: number;
  /** The stepper of each slot. */
  readonly steppers: readonly Stepper[];
  /** The first row. */
  readonly initial: Int32Array;
  /** The sets of messages that the last number of a row stands for. */
  readonly post: Post = new Post((id, message, name) =>
    this.order.deliver(this.#add(this.#delivery(id, message, name)), keyOf(message))
  );
  /** The order in which moves are tried. */
  readonly order: MoveOrder = new MoveOrder();
  /** What rules of moves were seen to read. */
  readonly readings: Readings = new Readings();
  /** The number of the state at hand, where that is known: steps are noted with it. */
  now = 0;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #plans: Plan[] = [];
  readonly #moveNames = new Set<string>();
  /** The moves that deliver messages, message by message. */
  readonly #arrivals: number[] = [];
  readonly #effects: Effects;

  constructor(system: System) {
    this.system = system;
    this.names = Object.keys(system.actors);
    this.#slots = new Map(this.names.map((name, slot) => [name, slot]));
    const values = new Values();
    const shared = new Map<Machine, Stepper>();
    this.steppers = this.names.map((name) => {
      const machine = system.actors[name]!;
      const stepper = shared.get(machine) ?? namingActor(name, () => stepperOf(machine, values));
      shared.set(machine, stepper);
      return stepper;
    });
    this.width = this.names.length + 1;
    this.#effects = new Effects(this.names, this.steppers, this.post);
    for (const move of system.moves) this.order.declare(this.#add(this.#plan(move)));
    this.initial = Int32Array.from([...this.steppers.map(({ initial }) => initial), 0]);
    const sent = this.steppers.flatMap(({ initialOutputs }, slot) =>
      this.#effects.sent(slot, initialOutputs)
    );
    this.initial[this.width - 1] = this.post.withAll(0, sent);
  }

  /** How many moves are known by now: a message that was never sent before adds one. */
  get moves(): number {
    return this.#plans.length;
  }

  /** The move with a number. */
  move(index: number): Move {
    return this.#plans[index]!.move;
  }

  /** The number of the move that delivers a message. */
  deliveryOf(message: number): number {
    return this.#arrivals[message]!;
  }

  /** What a move does, by what it reads of a row. */
  effects(move: number): Remembered<Effect | undefined> {
    return this.#plans[move]!.effects;
  }

  /** All effects that were found. */
  get known(): KnownEffects {
    return this.#effects.known;
  }

  /** The change with a number. */
  change(number: number): Change {
    return this.#effects.change(number);
  }

  /** The number of a change of some slots, and of what is sent. */
  changeOf(slots: readonly number[], values: readonly number[], sends?: readonly number[]): number {
    return this.#effects.changeOf(slots, values, sends);
  }

  /** Writes the row after a move into `after`. False if the move cannot happen in `before`. */
  step(before: Int32Array, move: number, after: Int32Array): boolean {
    const effect = this.effects(move).ask(before);
    if (effect === undefined) return false;
    after.set(before);
    effect.slots.forEach((slot, i) => after[slot] = effect.values[i]!);
    const last = this.width - 1;
    after[last] = this.post.withAll(after[last]!, effect.sends);
    return true;
  }

  /** What a move delivers in a row, as plain data. */
  deliveries(row: Int32Array, move: number): readonly Delivery[] {
    return planIn(this.move(move), this.look(row)) ?? [];
  }

  /**
   * The place of an actor in a row.
   *
   * @throws {ModelError} for the name of no actor.
   */
  slot(actor: string): number {
    const slot = this.#slots.get(actor);
    if (slot !== undefined) return slot;
    throw new ModelError(
      `System "${this.system.name}" has no actor "${actor}", it has ${this.names.join(", ")}`,
    );
  }

  /** A row behind the names of its actors. */
  world(read: ReadSlot): World {
    return new RowWorld(this, read);
  }

  /** A row behind the names of its actors, for reading once. */
  look(row: Int32Array): World {
    return this.world((slot, part) => part === undefined ? row[slot]! : part.of(row[slot]!));
  }

  #plan(move: Move): Plan {
    const index = this.#plans.length;
    const effects = new Remembered((row) => {
      const { read, readings } = this.#noting(row);
      const deliveries = planIn(move, this.world(read))?.map(({ to, event }) => {
        const slot = this.slot(to);
        return { slot, event: this.#eventId(slot, event) };
      });
      return deliveries && this.#effects.of(index, deliveries, read, readings, this.now);
    });
    return { move, effects };
  }

  /** A reader that notes what is read. */
  #noting(row: ReadSlot): { readonly read: ReadSlot; readonly readings: readonly number[] } {
    const readings: number[] = [];
    const read: ReadSlot = (slot, part) => {
      const reading = this.readings.number(slot, part);
      if (!readings.includes(reading)) readings.push(reading);
      return row(slot, part);
    };
    return { read, readings };
  }

  #eventId(slot: number, event: Event): number {
    return namingActor(this.names[slot]!, () => this.steppers[slot]!.eventId(event));
  }

  /** Whatever was sent may arrive, late, twice, in any order or never. */
  #delivery(message: number, { to, event }: Message, name: string): Plan {
    const index = this.#plans.length;
    this.#arrivals[message] = index;
    const slot = this.slot(to);
    const step = [{ slot, event: this.#eventId(slot, event) }];
    const isSent = this.post.part(message);
    const effects = new Remembered((row) => {
      if (row(this.width - 1, isSent) === 0) return undefined;
      const { read, readings } = this.#noting(row);
      return this.#effects.of(index, step, read, readings, this.now);
    });
    return { move: { name, plan: () => [{ to, event }] }, effects };
  }

  /** Paths are made of names. */
  #add(plan: Plan): number {
    const { name } = plan.move;
    if (this.#moveNames.has(name)) {
      throw new ModelError(`System "${this.system.name}" has two moves named "${name}"`);
    }
    this.#moveNames.add(name);
    return this.#plans.push(plan) - 1;
  }
}

function stepperOf(machine: Machine, values: Values): Stepper {
  return new Stepper(machine as AnyStateMachine, values);
}

function planIn(move: Move, world: World): readonly Delivery[] | undefined {
  try {
    return move.plan(world);
  } catch (cause) {
    if (cause instanceof ModelError) throw cause;
    const why = cause instanceof Error ? cause.message : cause;
    throw new ModelError(`The plan of move "${move.name}" fails: ${why}`, { cause });
  }
}
