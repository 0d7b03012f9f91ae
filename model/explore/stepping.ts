/**
 * A system as rows of numbers: slot by slot the interned local state of each actor, and the set of
 * messages sent.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { namingActor } from "./blame.ts";
import { Post } from "./post.ts";
import { type ReadSlot, Remembered } from "./remembered.ts";
import { ModelError, type Output, REFUSED, Stepper } from "../step.ts";
import type { Delivery, Event, Machine, Message, Move, System, World } from "./system.ts";

/** A move whose plan is remembered. */
interface Plan {
  readonly move: Move;
  readonly deliveries: Remembered<readonly Step[] | undefined>;
}

/** A delivery in numbers. */
interface Step {
  readonly slot: number;
  readonly event: number;
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
  readonly post: Post = new Post((...message) => this.#add(this.#delivery(...message)));
  readonly #slots: ReadonlyMap<string, number>;
  readonly #plans: Plan[] = [];
  readonly #moveNames = new Set<string>();

  constructor(system: System) {
    this.system = system;
    this.names = Object.keys(system.actors);
    this.#slots = new Map(this.names.map((name, slot) => [name, slot]));
    const shared = new Map<Machine, Stepper>();
    this.steppers = this.names.map((name) => {
      const machine = system.actors[name]!;
      const stepper = shared.get(machine) ?? namingActor(name, () => stepperOf(machine));
      shared.set(machine, stepper);
      return stepper;
    });
    this.width = this.names.length + 1;
    for (const move of system.moves) this.#add(this.#plan(move));
    this.initial = Int32Array.from([...this.steppers.map(({ initial }) => initial), 0]);
    this.steppers.forEach(({ initialOutputs }, slot) =>
      namingActor(this.names[slot]!, () => this.#send(this.initial, initialOutputs))
    );
  }

  /** How many moves are known by now: a message that was never sent before adds one. */
  get moves(): number {
    return this.#plans.length;
  }

  /** The move with a number. */
  move(index: number): Move {
    return this.#plans[index]!.move;
  }

  /** How often XState was asked. */
  get asked(): number {
    return [...new Set(this.steppers)].reduce((sum, { asked }) => sum + asked, 0);
  }

  /** Writes the row after a move into `after`. False if the move cannot happen in `before`. */
  step(before: Int32Array, move: number, after: Int32Array): boolean {
    const deliveries = this.#plans[move]!.deliveries.ask(before);
    if (deliveries === undefined) return false;
    for (let i = 0; i < this.width; i++) after[i] = before[i]!;
    for (let i = 0; i < deliveries.length; i++) {
      const { slot, event } = deliveries[i]!;
      const stepper = this.steppers[slot]!;
      const local = after[slot]!;
      const next = stepper.next(local, event);
      if (next === REFUSED) return false;
      after[slot] = next;
      this.#send(after, stepper.outputs(local, event));
    }
    return true;
  }

  /** What a move delivers in a row, as plain data. */
  deliveries(row: Int32Array, move: number): readonly Delivery[] {
    return (this.#plans[move]!.deliveries.ask(row) ?? []).map(({ slot, event }) => ({
      to: this.names[slot]!,
      event: this.steppers[slot]!.event(event),
    }));
  }

  /** A row behind the names of its actors. `offset` is where the row starts in what `read` reads. */
  world(read: ReadSlot, offset = 0): World {
    return {
      state: (actor) => {
        const slot = this.#slot(actor);
        return this.steppers[slot]!.snapshot(read(offset + slot));
      },
    };
  }

  /** A row behind the names of its actors, for reading once. */
  look(row: Int32Array): World {
    return this.world((slot) => row[slot]!);
  }

  #plan(move: Move): Plan {
    const deliveries = new Remembered((read) =>
      planIn(move, this.world(read))?.map(({ to, event }) => {
        const slot = this.#slot(to);
        return { slot, event: this.#eventId(slot, event) };
      })
    );
    return { move, deliveries };
  }

  #eventId(slot: number, event: Event): number {
    return namingActor(this.names[slot]!, () => this.steppers[slot]!.eventId(event));
  }

  #slot(actor: string): number {
    const slot = this.#slots.get(actor);
    if (slot !== undefined) return slot;
    throw new ModelError(
      `System "${this.system.name}" has no actor "${actor}", it has ${this.names.join(", ")}`,
    );
  }

  #send(row: Int32Array, outputs: readonly Output[]): void {
    const last = this.width - 1;
    for (const { type, params } of outputs) {
      if (type === "send") row[last] = this.post.with(row[last]!, params);
    }
  }

  /** Whatever was sent may arrive, late, twice, in any order or never. */
  #delivery(message: number, { to, event }: Message, name: string): Plan {
    const slot = this.#slot(to);
    const step = [{ slot, event: this.#eventId(slot, event) }];
    const deliveries = new Remembered((read) =>
      this.post.has(read(this.width - 1), message) ? step : undefined
    );
    return { move: { name, plan: () => [{ to, event }] }, deliveries };
  }

  /** Paths are made of names. */
  #add(plan: Plan): void {
    const { name } = plan.move;
    if (this.#moveNames.has(name)) {
      throw new ModelError(`System "${this.system.name}" has two moves named "${name}"`);
    }
    this.#moveNames.add(name);
    this.#plans.push(plan);
  }
}

function stepperOf(machine: Machine): Stepper {
  return new Stepper(machine as AnyStateMachine);
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
