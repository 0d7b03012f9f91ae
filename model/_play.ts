/**
 * Machines played through XState's own pure functions, with everything frozen. For tests.
 *
 * @module
 */
import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  transition,
} from "xstate";
import { deepFreeze } from "./explore/key.ts";

/** The first state, and the one after each event. A rule that changes an old context throws. */
export function statesOf(
  machine: AnyStateMachine,
  events: readonly AnyEventObject[],
): AnyMachineSnapshot[] {
  const states = [frozen(initialTransition(machine)[0])];
  for (const event of deepFreeze(events)) {
    states.push(frozen(transition(machine, states.at(-1)!, event)[0]));
  }
  return states;
}

/** The state after these events. */
export function play(machine: AnyStateMachine, ...events: AnyEventObject[]): AnyMachineSnapshot {
  return statesOf(machine, events).at(-1)!;
}

function frozen(snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  if (snapshot.status !== "active") throw snapshot.error;
  deepFreeze(snapshot.context);
  return snapshot;
}
