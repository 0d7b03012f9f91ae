import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { AnyStateMachine } from "xstate";
import { machine, pass } from "../_machine.ts";
import { Stepper } from "../../step.ts";
import { Charts } from "./charts.ts";

/** Whether events may be taken after some. */
function takes(subject: AnyStateMachine, passed: readonly string[], ...types: string[]): boolean[] {
  const stepper = new Stepper(subject);
  const state = pass(stepper, ...passed).at(-1)!;
  const charts = new Charts();
  return types.map((type) => charts.mayTake(stepper, state, type));
}

describe("an event may be taken", () => {
  const nested = machine({
    id: "nested",
    initial: "in",
    on: { out: ".done", ignored: {} },
    states: {
      in: { initial: "a", on: { up: "done" }, states: { a: { on: { step: "b" } }, b: {} } },
      done: { type: "final" },
    },
  });

  it("where an active state has a transition for it, or one that it stands in", () => {
    assertEquals(takes(nested, [], "step", "up", "out", "ignored"), [true, true, true, false]);
    assertEquals(takes(nested, ["step"], "step", "up"), [false, true]);
  });

  it("not by a machine that is done", () => {
    assertEquals(takes(nested, ["out"], "out"), [false]);
  });

  it("by any transition that may mean it, whatever its guard says", () => {
    const guarded = machine({
      id: "guarded",
      on: { "a.*": { actions: "note" }, b: { guard: () => false, actions: "note" } },
    });
    assertEquals(takes(guarded, [], "a.b", "a", "b", "c"), [true, true, true, false]);
    assertEquals(takes(machine({ id: "any", on: { "*": { actions: "note" } } }), [], "x"), [true]);
  });

  it("where an `always` rule waits", () => {
    const waits = machine({ id: "waits", always: { guard: () => false, actions: "note" } });
    assertEquals(takes(waits, [], "x"), [true]);
  });
});
