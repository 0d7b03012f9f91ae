/**
 * What may mislead whoever explores XState machines, trap by trap: what is part of a state, and
 * when two states are one. traps_of_steps_test.ts has those of events and actions,
 * step_errors_test.ts what is told of a model that is wrong.
 */
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { raise } from "xstate";
import { assigns, exploreAlone, type Given, machine, pass, values } from "./_machine.ts";
import { ModelError, REFUSED, Stepper } from "../step.ts";

/** Two switches side by side, each of which remembers where it was. */
const side = (name: string) => ({
  initial: "on",
  states: {
    on: {
      initial: "x",
      on: { [`${name}.off`]: "off" },
      states: {
        x: { on: { [`${name}.turn`]: "y" } },
        y: { on: { [`${name}.turn`]: "x" } },
        last: { type: "history" },
      },
    },
    off: { on: { [`${name}.on`]: "on.last", [`${name}.turn`]: {} } },
  },
});

describe("a history", () => {
  const remembering = machine(side("a"));

  it("is part of the state: off after x is not off after y", () => {
    const stepper = new Stepper(remembering);
    const ids = pass(stepper, "a.off", "a.on", "a.turn", "a.off", "a.on");
    assertNotEquals(ids[1], ids[4]);
    assertEquals([ids[1], ids[4]].map((id) => stepper.snapshot(id!).value), ["off", "off"]);
    assertEquals(stepper.snapshot(ids[5]!).value, { on: "y" });
  });

  it("hides no state from a search: on x or y without a memory, off or on with one of two", () => {
    const patient = machine({ ...side("a"), on: { "*": { guard: () => false } } });
    assertEquals(exploreAlone(patient, "a.off", "a.on", "a.turn").states, 2 + 2 + 4);
  });

  it("is the same in whatever order two were made", () => {
    const two = machine({ type: "parallel", states: { a: side("a"), b: side("b") } });
    const stepper = new Stepper(two);
    assertEquals(pass(stepper, "a.off", "b.off").at(-1), pass(stepper, "b.off", "a.off").at(-1));
  });

  it("may be deep, of several regions: their order is no part of it either", () => {
    const noted = (bit: number) => assigns(({ context }) => ({ n: context["n"]! * 2 + bit }));
    const region = (turn: string, bit: number) => ({
      initial: "x",
      states: { x: { on: { [turn]: { target: "y", actions: noted(bit) } } }, y: {} },
    });
    const deep = machine({
      initial: "on",
      context: { n: 0 },
      states: {
        on: {
          type: "parallel",
          on: { off: { target: "off", actions: assigns(() => ({ n: 0 })) } },
          states: {
            a: region("a", 1),
            b: region("b", 0),
            last: { type: "history", history: "deep" },
          },
        },
        off: { on: { on: "on.last" } },
      },
    });
    const stepper = new Stepper(deep);
    const [one, other] = [["a", "b", "off"], ["b", "a", "off"]].map((path) =>
      pass(stepper, ...path)
    );
    assertNotEquals(one!.at(-2), other!.at(-2));
    assertEquals(one!.at(-1), other!.at(-1));
    const back = stepper.next(one!.at(-1)!, stepper.eventId({ type: "on" }));
    assertEquals(stepper.snapshot(back).value, { on: { a: "y", b: "y" } });
  });
});

describe("a final status", () => {
  const mortal = machine({
    initial: "alive",
    on: { tick: { actions: "tock" }, die: ".dead" },
    states: { alive: {}, dead: { type: "final" } },
  });

  it("ends an actor, though XState's transition() would go on and enter states again", () => {
    assertEquals(values(mortal, "tick", "die", "tick"), ["alive", "alive", "dead", REFUSED]);
    assertEquals(exploreAlone(mortal, "tick", "die").rests, 1);
  });

  it("lets every active state exit first, the innermost and last first, and says what they say", () => {
    const leaving = (name: string, table: object = {}) => ({ exit: `${name} exits`, ...table });
    const both = machine({
      type: "parallel",
      exit: "root exits",
      states: {
        left: leaving("left", { initial: "l", states: { l: leaving("l", { type: "final" }) } }),
        right: leaving("right", {
          initial: "r",
          states: { r: { on: { end: "end" } }, end: leaving("end", { type: "final" }) },
        }),
      },
    });
    const stepper = new Stepper(both);
    const end = stepper.eventId({ type: "end" });
    assertEquals(stepper.snapshot(stepper.next(0, end)).status, "done");
    assertEquals(
      stepper.outputs(0, end).map(({ type }) => type),
      ["end exits", "right exits", "l exits", "left exits", "root exits"],
    );
  });

  it("tells two ends apart that differ in their output only", () => {
    const vote = { target: "closed" };
    const voter = machine({
      initial: "open",
      output: ({ event }: { event: { output: unknown } }) => event.output,
      states: {
        open: { on: { yes: vote, no: vote } },
        closed: { type: "final", output: ({ event }: Given) => event["type"] },
      },
    });
    assertEquals(exploreAlone(voter, "yes", "no").states, 3);
  });

  it("may only be reached, not sent: XState's own events are no moves", () => {
    const stepper = new Stepper(mortal);
    for (const type of ["xstate.stop", "xstate.error.actor.it", "xstate.done.state.it"]) {
      assertThrows(() => stepper.eventId({ type }), ModelError, 'begin with "xstate."');
    }
    assertThrows(() => stepper.eventId({ type: "*" }), ModelError, "it is a pattern, not an event");
  });
});

describe("always", () => {
  const states = { a: { on: { go: "b" } }, b: { always: "c" }, c: { always: "b" } };

  it("without an end is a finding, after the microsteps that the machine allows", () => {
    for (const [options, most] of [[{}, 1000], [{ maxIterations: 7 }, 7]] as const) {
      assertThrows(
        () => exploreAlone(machine({ id: "m", initial: "a", states, options }), "go"),
        ModelError,
        `Machine "m" in state "a" fails on event "go": Infinite loop detected: the machine has ` +
          `processed more than ${most} microsteps`,
      );
    }
  });

  it("is taken in the step of the event, with what was raised, and its outputs are in order", () => {
    const chain = machine({
      initial: "a",
      states: {
        a: { on: { go: { target: "b", actions: [raise({ type: "next" }), "said"] } } },
        b: { always: { target: "c", actions: "passed" } },
        c: { on: { next: { target: "d", actions: "moved" } } },
        d: {},
      },
    });
    const stepper = new Stepper(chain);
    const go = stepper.eventId({ type: "go" });
    assertEquals(stepper.snapshot(stepper.next(0, go)).value, "d");
    assertEquals(stepper.outputs(0, go).map(({ type }) => type), ["said", "passed", "moved"]);
  });

  it("is tried in the first state too", () => {
    assertEquals(values(machine({ initial: "a", states: { a: { always: "b" }, b: {} } })), ["b"]);
  });

  it("leaves a machine as it is: its own limit of microsteps is not changed", () => {
    const lamp = machine({ initial: "a", states: { a: {} } });
    new Stepper(lamp);
    assertEquals(lamp.options, { maxIterations: Infinity });
  });
});

describe("a context", () => {
  it("that a rule changes in place is a finding, because it would change the past", () => {
    const change = assigns(({ context }) => {
      context.log[0] = 1;
      return {};
    });
    const careless = machine({ id: "m", context: { log: [0] }, on: { go: { actions: change } } });
    assertThrows(
      () => exploreAlone(careless, "go"),
      ModelError,
      'Machine "m" in state {} fails on event "go": Cannot assign to read only property',
    );
  });

  it("may hold no Set or Map: they would all look alike", () => {
    for (const held of [new Set(), new Map()]) {
      const add = assigns(() => ({ held }));
      const setter = machine({ id: "m", context: { held: 0 }, on: { go: { actions: add } } });
      assertThrows(
        () => exploreAlone(setter, "go"),
        ModelError,
        `Cannot make a key of a ${held.constructor.name}`,
      );
    }
  });

  it("is the same whatever the order of its fields", () => {
    const set = (fields: readonly string[]) =>
      assigns(() => Object.fromEntries(fields.map((field) => [field, true])));
    const ordered = machine({
      context: {},
      on: {
        ab: { actions: set(["a", "b"]) },
        ba: { actions: set(["b", "a"]) },
      },
    });
    assertEquals(exploreAlone(ordered, "ab", "ba").states, 2);
  });

  it("of the first state that needs an input is a finding, though XState swallows the error", () => {
    const needy = machine({
      id: "m",
      context: ({ input }: { input: { name: string } }) => ({ name: input.name }),
    });
    assertThrows(() => new Stepper(needy), ModelError, '"m" fails on entering its first state');
  });
});
