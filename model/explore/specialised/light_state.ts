/**
 * A local state without XState: a place and a context. What it cannot tell by itself, a snapshot of
 * XState in the same place tells.
 *
 * @module
 */
import type { AnyMachineSnapshot, AnyStateNode } from "xstate";
import type { Whole } from "../local_states.ts";
import type { Event } from "../system.ts";
import type { Place } from "./place.ts";
import type { Specialised } from "./specialised.ts";

/** A local state of a machine whose steps are specialised. */
export class LightState implements Whole {
  readonly place: Place;
  readonly context: object;
  readonly #machine: Specialised;

  constructor(machine: Specialised, place: Place, context: object) {
    this.#machine = machine;
    this.place = place;
    this.context = context;
  }

  get value(): AnyMachineSnapshot["value"] {
    return this.place.value;
  }

  get status(): "active" | "done" {
    return this.place.status;
  }

  get historyValue(): AnyMachineSnapshot["historyValue"] {
    return this.place.historyValue;
  }

  get output(): undefined {
    return undefined;
  }

  get error(): undefined {
    return undefined;
  }

  get _nodes(): AnyStateNode[] {
    return this.place.nodes as AnyStateNode[];
  }

  /** The same state as XState has it. */
  get snapshot(): AnyMachineSnapshot {
    return this.place.snapshot(this.context);
  }

  matches(value: string | object): boolean {
    return this.place.empty.matches(value as never);
  }

  hasTag(tag: string): boolean {
    return this.place.empty.hasTag(tag);
  }

  can(event: Event): boolean {
    try {
      return this.#machine.takes(this.place, this.context, event);
    } catch {
      // Where a rule fails, it fails in the words of XState.
      return this.snapshot.can(event);
    }
  }
}
