/** What a stepper is; the traps of XState that it minds are in explore/traps_test.ts. */
import { assertEquals, assertNotEquals, assertStrictEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type AnyStateMachine, raise } from "xstate";
import { counts, machine } from "./explore/_machine.ts";
import { REFUSED, Stepper } from "./step.ts";

/** A stepper, and a walk from the first state: ids of the states passed. */
function walked(machine: AnyStateMachine, ...types: string[]): { stepper: Stepper; ids: number[] } {
  const stepper = new Stepper(machine);
  const ids = [stepper.initial];
  for (const type of types) ids.push(stepper.next(ids.at(-1)!, stepper.eventId({ type })));
  return { stepper, ids };
}

const door = machine({
  id: "door",
  initial: "closed",
  context: { opened: 0 },
  on: { knock: { actions: { type: "send", params: { to: "house", event: { type: "hear" } } } } },
  states: {
    closed: { on: { open: { target: "open", actions: [counts("opened"), "creak"] }, close: {} } },
    open: { on: { close: "closed", open: "open", slam: { guard: () => false, target: "closed" } } },
  },
});

describe("a stepper", () => {
  it("gives equal local states one id and others another", () => {
    const { ids } = walked(door, "open", "close", "open");
    assertEquals(new Set(ids).size, 4);
    const { ids: free } = walked(door.provide({}), "open", "open");
    assertEquals(free, [0, 1, 1]);
  });

  it("gives equal events one id, whatever the order of their fields", () => {
    const stepper = new Stepper(door);
    const [one, same, other] = [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1, b: 3 }]
      .map((fields) => stepper.eventId({ type: "open", ...fields }));
    assertStrictEquals(one, same);
    assertNotEquals(one, other);
  });

  it("asks XState once per distinct local state and event", () => {
    const { stepper, ids } = walked(door, "open");
    const open = stepper.eventId({ type: "open" });
    for (let times = 0; times < 5; times++) assertEquals(stepper.next(0, open), ids[1]);
    assertEquals(stepper.outputs(0, open), [{ type: "creak", params: undefined }]);
    assertEquals(stepper.asked, 1);
  });

  it("refuses what a guard refuses, and what is ignored in writing", () => {
    assertEquals(walked(door, "close").ids, [0, REFUSED]);
    assertEquals(walked(door, "open", "slam").ids, [0, 1, REFUSED]);
  });

  it("takes a step that only speaks: no context and no state changes, but a message is sent", () => {
    const { stepper, ids } = walked(door, "knock");
    assertEquals(ids, [0, 0]);
    assertEquals(stepper.outputs(0, stepper.eventId({ type: "knock" })), [
      { type: "send", params: { to: "house", event: { type: "hear" } } },
    ]);
  });

  it("takes a step into the state it is in", () => {
    assertEquals(walked(door, "open", "open").ids, [0, 1, 1]);
  });

  it("tells what a machine says on entering its first state", () => {
    const greeter = machine({
      entry: [{ type: "send", params: { to: "all" } }, raise({ type: "x" })],
    });
    assertEquals(new Stepper(greeter).initialOutputs, [{ type: "send", params: { to: "all" } }]);
  });
});
