/**
 * What may mislead whoever explores XState machines, trap by trap: who takes an event, what a step
 * says, and which errors XState keeps to itself. traps_test.ts has those of states.
 */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { emit, enqueueActions, log, raise } from "xstate";
import { assigns, counts, exploreAlone, type Given, machine, values } from "./_machine.ts";
import { ModelError, REFUSED, Stepper } from "../step.ts";

describe("an event", () => {
  it("that no state handles is a finding, though XState gives the same state back", () => {
    const states = { a: { on: { go: "b" } }, b: {} };
    assertThrows(
      () => exploreAlone(machine({ id: "m", initial: "a", states }), "go"),
      ModelError,
      'Machine "m" in state "b" has no answer to event "go"',
    );
  });

  it("that is ignored in writing is refused, and the states around it are not asked", () => {
    const inner = (on: object) => ({
      initial: "a",
      on: { go: ".b" },
      states: { a: { on }, b: {} },
    });
    assertEquals(values(machine(inner({ go: {} })), "go"), ["a", REFUSED]);
    assertEquals(values(machine(inner({})), "go"), ["a", "b"]);
  });

  it("is taken by a wildcard where the guards of its own name all fail", () => {
    const no = { guard: () => false, target: "b" };
    const wild = machine({
      initial: "a",
      states: { a: { on: { go: [no, no], "*": "c" } }, b: {}, c: {} },
    });
    assertEquals(values(wild, "go"), ["a", "c"]);
    assertEquals(values(wild, "anything"), ["a", "c"]);
    const deaf = machine({ on: { "*": { guard: () => false, actions: "hear" } } });
    assertEquals(values(deaf, "anything"), [{}, REFUSED]);
  });

  it("may be mentioned by a prefix, which ends at a dot", () => {
    const mouse = machine({ on: { "mouse.*": {} } });
    assertEquals(values(mouse, "mouse.move"), [{}, REFUSED]);
    assertEquals(values(mouse, "mouse"), [{}, REFUSED]);
    assertThrows(() => values(mouse, "mousetrap"), ModelError, "mousetrap");
  });
});

describe("regions side by side", () => {
  const region = (on: object) => ({ initial: "a", states: { a: { on }, b: {} } });
  const regions = (one: object, other: object, on: object = {}) =>
    machine({
      initial: "both",
      states: {
        both: { type: "parallel", on, states: { one: region(one), other: region(other) } },
        out: {},
      },
    });

  it("may both take one event", () => {
    assertEquals(values(regions({ go: "b" }, { go: "b" }), "go").at(-1), {
      both: { one: "b", other: "b" },
    });
  });

  it("keep an event from the state around them where one of them takes it", () => {
    assertEquals(values(regions({ go: "b" }, {}, { go: "out" }), "go").at(-1), {
      both: { one: "b", other: "a" },
    });
    assertEquals(values(regions({}, {}, { go: "out" }), "go").at(-1), "out");
  });

  it("keep it from the state around them even where one ignores it in writing", () => {
    assertEquals(values(regions({ go: {} }, {}, { go: "out" }), "go").at(-1), REFUSED);
    assertEquals(values(regions({ go: {} }, { go: "b" }, { go: "out" }), "go").at(-1), {
      both: { one: "a", other: "b" },
    });
  });

  it("try an always of the state around them each for itself", () => {
    const around = machine({
      initial: "both",
      context: { n: 0 },
      states: {
        both: {
          type: "parallel",
          always: { guard: ({ context }: Given) => context["n"]! > 0, target: "out" },
          states: {
            one: region({ go: { actions: counts("n") } }),
            other: { initial: "a", states: { a: { always: "b" }, b: {} } },
          },
        },
        out: {},
      },
    });
    assertEquals(values(around, "go"), [{ both: { one: "a", other: "b" } }, "out"]);
  });
});

describe("an error", () => {
  const bug = (): never => {
    throw new RangeError("out of cheese");
  };
  const first = (table: object) =>
    assertThrows(() => exploreAlone(machine({ id: "m", ...table }), "go"), ModelError).message;

  it("in an action of the first state is a finding, though XState only notes it in the status", () => {
    for (const table of [{ entry: assigns(bug) }, { context: bug }]) {
      assertStringIncludes(first(table), "fails on entering its first state: out of cheese");
    }
    const always = { initial: "a", states: { a: { always: { guard: bug, target: "b" } }, b: {} } };
    assertStringIncludes(first(always), "fails on entering its first state");
  });

  it("in a guard is a finding, and so is a guard that was never written", () => {
    assertStringIncludes(first({ on: { go: { guard: bug, actions: "x" } } }), "out of cheese");
    assertStringIncludes(
      first({ on: { go: { guard: "isUnwritten", actions: "x" } } }),
      "Guard 'isUnwritten' is not implemented",
    );
  });

  it("in what a final state puts out is a finding", () => {
    const states = { a: { on: { go: "b" } }, b: { type: "final", output: bug } };
    assertStringIncludes(first({ initial: "a", states, output: bug }), "out of cheese");
  });
});

describe("the outputs of a step", () => {
  const outputs = (actions: unknown): unknown[] => {
    const stepper = new Stepper(machine({ context: { n: 0 }, on: { go: { actions } } }));
    const go = stepper.eventId({ type: "go" });
    return [
      stepper.next(0, go),
      ...stepper.outputs(0, go).map(({ type, params }) => [type, params]),
    ];
  };
  const tell = { type: "tell", params: ({ context }: Given) => context["n"] };

  it("are the actions with a name of the model, written or not; XState's own are none", () => {
    assertEquals(outputs(["creak", log("x"), emit({ type: "x" }), { type: "knock", params: 2 }]), [
      0,
      ["creak", undefined],
      ["knock", 2],
    ]);
  });

  it("have params of the moment in which they were said, not of the end of the step", () => {
    assertEquals(outputs([tell, counts("n"), tell]), [1, ["tell", 0], ["tell", 1]]);
  });

  it("are told one by one where they were enqueued together", () => {
    const many = enqueueActions(({ enqueue }) => {
      enqueue("knock");
      enqueue(counts("n") as never);
      enqueue(tell as never);
    });
    assertEquals(outputs(many), [1, ["knock", undefined], ["tell", 1]]);
  });

  it("may be all that a step does: it is taken, though XState gives the same state back", () => {
    assertEquals(outputs("creak"), [0, ["creak", undefined]]);
    const echo = machine({
      on: { go: { actions: raise({ type: "echo" }) }, echo: { actions: "echoed" } },
    });
    const stepper = new Stepper(echo);
    const go = stepper.eventId({ type: "go" });
    assertEquals([stepper.next(0, go), stepper.outputs(0, go)[0]?.type], [0, "echoed"]);
  });
});
