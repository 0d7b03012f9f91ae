/** Compares the specialised steps of the machines of a system with XState, for tests. */
import { assertEquals } from "@std/assert";
import type { AnyEventObject, AnyStateMachine } from "xstate";
import { Stepping } from "../stepping.ts";
import type { System } from "../system.ts";
import { Comparison } from "./_compare.ts";

/** Of each system so many states are looked at, and so many of each of its machines. */
const ROWS = 300;
const STATES = 100;

/** Compares what the machines make of events that they get in a system. How many are taken? */
export function comparedIn(system: System): number {
  let taken = 0;
  const { steppers, names } = entered(system);
  for (const stepper of new Set(steppers)) {
    assertEquals(stepper.left, undefined);
    const events: AnyEventObject[] = [];
    while (stepper.event(events.length) !== undefined) events.push(stepper.event(events.length));
    const machine = system.actors[names[steppers.indexOf(stepper)]!];
    const comparison = new Comparison(machine as AnyStateMachine);
    comparison.reach(events, STATES);
    assertEquals(comparison.count.left, 0);
    taken += comparison.count.taken;
  }
  return taken;
}

/** Some way into a system. */
function entered(system: System): Stepping {
  const stepping = new Stepping(system);
  const rows = [stepping.initial];
  const known = new Set([stepping.initial.join()]);
  const after = new Int32Array(stepping.width);
  for (const row of rows) {
    for (let move = 0; move < stepping.moves && rows.length < ROWS; move++) {
      if (!stepping.step(row, move, after)) continue;
      if (known.size < known.add(after.join()).size) rows.push(after.slice());
    }
  }
  return stepping;
}
