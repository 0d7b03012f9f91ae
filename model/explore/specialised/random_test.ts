/** The specialised step against XState, on machines drawn by chance. */
import { assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { AnyStateMachine } from "xstate";
import { Inert } from "../inert.ts";
import { Comparison } from "./_compare.ts";
import { EVENTS, randomMachine } from "./_random_machine.ts";

describe("a specialised step", () => {
  it("is the step of XState, in state, context, history, outputs and marks", () => {
    const all = { machines: 0, taken: 0, left: 0 };
    const events = EVENTS.map((type) => ({ type }));
    fc.assert(
      fc.property(randomMachine, (make) => {
        const machine = restingMachine(make);
        if (machine === undefined) return;
        const comparison = new Comparison(machine);
        comparison.reach(events, 25);
        all.machines++;
        all.taken += comparison.count.taken;
        all.left += comparison.count.left;
      }),
      { seed: 20273, numRuns: 500 },
    );
    // The machines must be worth comparing.
    assertGreater(all.machines, 250);
    assertGreater(all.taken, 1000);
    assertGreater(all.taken, 10 * all.left);
  });
});

/** Undefined for a chart that makes no sense, or has no first state in which it rests. */
function restingMachine(make: () => AnyStateMachine): AnyStateMachine | undefined {
  try {
    const machine = make();
    new Inert(machine).enter();
    return machine;
  } catch {
    return undefined;
  }
}
