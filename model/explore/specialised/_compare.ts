/** Compares the specialised step of a machine with what XState says, for tests. */
import { assert, assertEquals } from "@std/assert";
import type { AnyEventObject, AnyMachineSnapshot, AnyStateMachine } from "xstate";
import { Inert } from "../inert.ts";
import { restKey, stateKey } from "../state_key.ts";
import { LightState } from "./light_state.ts";
import { Specialised } from "./specialised.ts";
import { Unspecialised } from "./unspecialised.ts";

/** What was compared. */
export interface Compared {
  /** States with an event. */
  pairs: number;
  /** Of these, those in which the event is taken. */
  taken: number;
  /** Of these, those that fail. */
  failing: number;
  /** Of these, those that do not, but are left to XState. */
  left: number;
}

/** Whether something fails, and what it gives if not. */
function tried<T>(deed: () => T): { readonly got?: T; readonly error?: unknown } {
  try {
    return { got: deed() };
  } catch (error) {
    return { error };
  }
}

/** One machine, in two ways. */
export class Comparison {
  readonly count: Compared = { pairs: 0, taken: 0, failing: 0, left: 0 };
  readonly #inert: Inert;
  readonly #specialised: Specialised;

  /** @throws {Unspecialised} for a machine that is left to XState. */
  constructor(machine: AnyStateMachine) {
    this.#inert = new Inert(machine);
    this.#specialised = new Specialised(this.#inert.machine);
  }

  /** The first state. */
  get first(): AnyMachineSnapshot {
    return this.#inert.enter().after;
  }

  /** Compares a step. Returns the state after, where there is one. */
  step(before: AnyMachineSnapshot, event: AnyEventObject): AnyMachineSnapshot | undefined {
    this.count.pairs++;
    const place = this.#specialised.placeOf(before);
    assertEquals(restKey(place), restKey(before));
    const theirs = tried(() => this.#inert.step(before, event));
    const mine = tried(() => this.#specialised.step(place, before.context, event));
    const { got: told } = theirs;
    const { got: taken } = mine;
    if (told === undefined || taken === undefined) {
      this.count[told === undefined ? "failing" : "left"]++;
      // What is left to XState may fail or not, all else fails both ways.
      const isLeft = mine.error instanceof Unspecialised;
      assert(
        isLeft || told === undefined && taken === undefined,
        `${mine.error ?? "none"}, but XState: ${theirs.error}`,
      );
      return told?.after;
    }
    const can = new LightState(this.#specialised, place, before.context).can(event);
    assertEquals(
      { isTaken: taken.isTaken, can, outputs: taken.outputs, marks: taken.path.marks },
      { isTaken: told.isTaken, can: before.can(event), outputs: told.outputs, marks: told.marks },
    );
    if (!told.isTaken) return undefined;
    this.count.taken++;
    const after = new LightState(this.#specialised, taken.next, taken.context);
    assertEquals(stateKey(after), stateKey(told.after));
    return told.after;
  }

  /** Compares all that can be reached by some events, up to a number of states. */
  reach(events: readonly AnyEventObject[], most: number): void {
    const queue = [this.first];
    const known = new Set(queue.map(stateKey));
    for (const before of queue) {
      if (before.status !== "active") continue;
      for (const event of events) {
        const after = this.step(before, event);
        if (after === undefined || queue.length >= most) continue;
        if (known.size < known.add(stateKey(after)).size) queue.push(after);
      }
    }
  }
}
