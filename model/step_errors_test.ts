import { assertEquals, assertInstanceOf, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type AnyStateMachine, fromPromise, raise, sendTo } from "xstate";
import { assigns, counts, type Given, machine } from "./explore/_machine.ts";
import { ModelError, Stepper } from "./step.ts";

/** What goes wrong when a machine takes `go` in its first state. */
function wrong(subject: AnyStateMachine): ModelError {
  return assertThrows(() => {
    const stepper = new Stepper(subject);
    stepper.next(stepper.initial, stepper.eventId({ type: "go" }));
  }, ModelError);
}

function going(transition: unknown, context: object = {}): AnyStateMachine {
  return machine({
    id: "m",
    initial: "a",
    context,
    states: { a: { on: { go: transition } }, b: {} },
  });
}

const bug = (): never => {
  throw new RangeError("out of cheese");
};

describe("a model error", () => {
  it("names machine, state and event where an event has no answer in writing", () => {
    const { message } = wrong(machine({ id: "m", initial: "a", states: { a: {} } }));
    assertEquals(
      message,
      'Machine "m" in state "a" has no answer to event "go": ' +
        'take it, or ignore it in writing with on: { "go": {} }',
    );
  });

  for (
    const [what, transition] of [
      ["an assign", { actions: assigns(bug) }],
      ["the params of an action", { actions: { type: "send", params: bug } }],
    ] as const
  ) {
    it(`names machine, state, event and cause where ${what} throws`, () => {
      const error = wrong(going(transition));
      assertEquals(error.message, 'Machine "m" in state "a" fails on event "go": out of cheese');
      assertInstanceOf(error.cause, RangeError);
    });
  }

  it("names them where a guard throws, in the words of XState", () => {
    const { message } = wrong(going({ guard: bug, target: "b" }));
    assertStringIncludes(message, 'Machine "m" in state "a" fails on event "go"');
    assertStringIncludes(message, "out of cheese");
  });

  it("names the cause where the first state cannot be entered", () => {
    const error = wrong(machine({ id: "m", entry: assigns(bug) }));
    assertEquals(error.message, 'Machine "m" fails on entering its first state: out of cheese');
    assertInstanceOf(error.cause, RangeError);
    const needy = machine({
      id: "m",
      context: ({ input }: { input: { name: string } }) => ({ name: input.name }),
    });
    assertStringIncludes(wrong(needy).message, "fails on entering its first state");
  });

  it("meets the rule that changes an old context at the guilty line", () => {
    const push = assigns(({ context }) => {
      context.log.push(1);
      return {};
    });
    const error = wrong(going({ actions: push }, { log: [] }));
    assertStringIncludes(error.message, 'Machine "m" in state "a" fails on event "go"');
    assertInstanceOf(error.cause, TypeError);
  });

  it("meets the rule that changes its event", () => {
    const spoil = assigns(({ event }) => {
      event["seen"] = true;
      return {};
    });
    assertInstanceOf(wrong(going({ actions: spoil })).cause, TypeError);
  });

  for (
    const [name, value] of [
      ["Map", new Map()],
      ["Set", new Set()],
      ["function", () => {}],
      ["Jug", new (class Jug {})()],
    ] as const
  ) {
    it(`refuses a ${name} in a context, in an event and in the params of an action`, () => {
      const first = wrong(going("b", { held: value }));
      assertStringIncludes(first.message, "fails on entering its first state: Cannot make a key");
      const later = wrong(going({ actions: assigns(() => ({ held: value })) }));
      assertStringIncludes(later.message, 'fails on event "go": Cannot make a key');
      const said = wrong(going({ actions: { type: "send", params: { held: value } } }));
      assertStringIncludes(said.message, `Cannot make a key of a ${name}`);
      const stepper = new Stepper(going("b"));
      assertThrows(
        () => stepper.eventId({ type: "go", value }),
        ModelError,
        'Machine "m" cannot be sent event "go": Cannot make a key',
      );
    });
  }

  it("refuses machines that start other actors", () => {
    const invoke = { src: fromPromise(() => Promise.resolve()) };
    for (
      const parent of [
        machine({ id: "m", invoke }),
        machine({
          id: "m",
          initial: "a",
          states: { a: { on: { go: "b" } }, b: { invoke } },
        }),
      ]
    ) {
      assertStringIncludes(wrong(parent).message, "starts another actor: compose actors");
    }
    assertStringIncludes(
      wrong(going({ actions: sendTo("child", { type: "x" }) })).message,
      "child",
    );
  });

  it("ends rules that go round in circles", () => {
    const circle = { b: { always: "c" }, c: { always: "b" } };
    const states = { a: { on: { go: "b" } }, ...circle };
    const error = wrong(machine({ id: "m", initial: "a", states }));
    assertStringIncludes(
      error.message,
      'Machine "m" in state "a" fails on event "go": Infinite loop',
    );
    const first = wrong(machine({ id: "m", initial: "b", states }));
    assertStringIncludes(first.message, "fails on entering its first state: Infinite loop");
    const echo = { actions: raise({ type: "go" }) };
    assertStringIncludes(wrong(going(echo)).message, "Infinite loop");
  });

  it("leaves a machine its own limit of microsteps", () => {
    const chain = (options: object) =>
      machine({
        initial: "a",
        context: { n: 0 },
        options,
        states: {
          a: { on: { go: "b" } },
          b: {
            always: {
              guard: ({ context }: Given) => context["n"]! < 1500,
              actions: counts("n"),
            },
          },
        },
      });
    assertStringIncludes(wrong(chain({})).message, "more than 1000 microsteps");
    const stepper = new Stepper(chain({ maxIterations: 2000 }));
    assertEquals(stepper.next(0, stepper.eventId({ type: "go" })), 1);
  });

  it("refuses delays, which would never end", () => {
    const late = { a: { on: { go: "b" } }, b: { after: { 1000: "a" } } };
    const error = wrong(machine({ id: "m", initial: "a", states: late }));
    assertEquals(
      error.message,
      'Machine "m" in state "a" fails on event "go": ' +
        "it starts a delay, but time is not modelled: make the end of it a move",
    );
    assertStringIncludes(
      wrong(machine({ id: "m", initial: "b", states: late })).message,
      "fails on entering its first state: it starts a delay",
    );
  });
});
