import { assertEquals, assertNotEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type AnyStateMachine, raise } from "xstate";
import { counts, type Given, machine } from "./explore/_machine.ts";
import { ModelError, REFUSED, Stepper } from "./step.ts";

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

  it("takes params of an action as they were when it acted", () => {
    const tell = { type: "tell", params: ({ context }: Given) => ({ n: context["n"] }) };
    const teller = machine({
      context: { n: 0 },
      on: { go: { actions: [tell, counts("n"), tell] } },
    });
    const stepper = new Stepper(teller);
    assertEquals(
      stepper.outputs(0, stepper.eventId({ type: "go" })).map(({ params }) => params),
      [{ n: 0 }, { n: 1 }],
    );
  });
});

describe("XState's traps", () => {
  it("a history is part of the state: off after x is not off after y", () => {
    const { ids } = walked(remembering, "off", "on", "turn", "off");
    assertNotEquals(ids[1], ids[4]);
    const { stepper } = walked(remembering, "turn", "off", "on");
    assertEquals(stepper.snapshot(3).value, { on: "y" });
  });

  it("a machine that is done takes nothing more, though XState would go on", () => {
    const mortal = machine({
      initial: "alive",
      on: { tick: { actions: "tock" }, die: ".dead" },
      states: { alive: {}, dead: { type: "final" } },
    });
    assertEquals(walked(mortal, "tick", "die", "tick").ids, [0, 0, 1, REFUSED]);
  });

  it("actions of XState are no outputs, and a raised event is taken in the same step", () => {
    const chain = machine({
      initial: "a",
      states: {
        a: { on: { go: { target: "b", actions: [raise({ type: "next" }), "said"] } } },
        b: { on: { next: { target: "c", actions: "moved" } } },
        c: {},
      },
    });
    const { stepper, ids } = walked(chain, "go");
    assertEquals(stepper.snapshot(ids[1]!).value, "c");
    const said = stepper.outputs(0, stepper.eventId({ type: "go" })).map(({ type }) => type);
    assertEquals(said, ["said", "moved"]);
  });

  it("a wildcard is an answer in writing", () => {
    const deaf = machine({
      on: { "*": { guard: () => false, actions: "hear" }, "mouse.*": {} },
    });
    assertEquals(walked(deaf, "anything").ids, [0, REFUSED]);
    const mouse = machine({ on: { "mouse.*": {} } });
    assertEquals(walked(mouse, "mouse.move").ids, [0, REFUSED]);
    assertEquals(walked(mouse, "mouse").ids, [0, REFUSED]);
    assertThrows(() => walked(mouse, "mousetrap"), ModelError, "mousetrap");
  });

  it("a machine is not changed by exploring it", () => {
    const lamp = machine({ initial: "a", states: { a: {} } });
    new Stepper(lamp);
    assertEquals(lamp.options, { maxIterations: Infinity });
  });
});

const remembering = machine({
  initial: "on",
  states: {
    on: {
      initial: "x",
      on: { off: "off" },
      states: {
        x: { on: { turn: "y" } },
        y: { on: { turn: "x" } },
        last: { type: "history", history: "shallow" },
      },
    },
    off: { on: { on: "on.last" } },
  },
});
