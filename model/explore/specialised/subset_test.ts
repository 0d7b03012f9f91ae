/** Which machines have a specialised step, and how it is checked while they are explored. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  type AnyStateMachine,
  assign,
  createMachine,
  enqueueActions,
  fromPromise,
  raise,
  sendTo,
  stateIn,
} from "xstate";
import { assigns, counts, type Given, machine, pass } from "../_machine.ts";
import { ModelError } from "../model_error.ts";
import { Stepper } from "../../step.ts";

/** How many of the steps on some events were specialised. */
function specialised(subject: AnyStateMachine, ...types: string[]): number {
  const stepper = new Stepper(subject);
  pass(stepper, ...types);
  return stepper.specialised;
}

const going = (transition: unknown, table: object = {}) =>
  machine({ initial: "a", states: { a: { on: { go: transition } }, b: {} }, ...table });

describe("a machine is left to XState that has", () => {
  const region = { initial: "x", states: { x: {}, last: { type: "history" } } };
  const invoke = { src: fromPromise(() => Promise.resolve()) };
  for (
    const [what, subject] of Object.entries<AnyStateMachine>({
      "a delay": going("a", { states: { a: { on: { go: "a" } }, c: { after: { 10: "a" } } } }),
      "an actor of its own": going("a", { states: { a: { on: { go: {} } }, c: { invoke } } }),
      "several targets": machine({
        type: "parallel",
        states: { one: region, other: region },
        on: { go: { target: [".one.x", ".other.x"] } },
      }),
      "histories beside regions": machine({
        type: "parallel",
        states: { one: region, other: region },
        on: { go: ".one.last" },
      }),
      "a history with a default of its own": going("a", {
        states: { a: { on: { go: "a" } }, b: {}, h: { type: "history", target: "b" } },
      }),
      "actions made at the time": going({ actions: enqueueActions(() => {}) }),
      "a message to an actor": going("a", {
        on: { stop: { actions: sendTo("x", { type: "y" }) } },
      }),
      "a guard that asks for a state": going({ guard: stateIn("a"), target: "b" }),
      "a guard that was never written": going("b", { on: { stop: { guard: "no", target: ".b" } } }),
      "a raised event with a delay": going("a", {
        on: { stop: { actions: raise({ type: "x" }, { delay: 1 }) } },
      }),
      "actions on the way to where it begins": going("b", {
        initial: { target: "a", actions: "say" },
      }),
      "an output": going("b", { output: () => 1 }),
      "a low limit of microsteps": going("b", { options: { maxIterations: 3 } }),
    })
  ) {
    it(what, () => assertEquals(specialised(subject, "go"), 0));
  }

  it("and no other", () => assertEquals(specialised(going("b"), "go"), 1));
});

describe("a step is left to XState in which", () => {
  it("a rule reads what belongs to an actor that runs", () => {
    const reads = assigns(((given: { self: { id: string } }) => ({ id: given.self.id })) as never);
    assertEquals(specialised(going({ target: "b", actions: reads }), "go"), 0);
  });

  it("there are many microsteps", () => {
    const runs = { guard: ({ context }: Given) => context["n"]! < 40, actions: counts("n") };
    const subject = machine({
      initial: "a",
      context: { n: 0 },
      states: { a: { on: { go: "b" } }, b: { always: runs, on: { go: "a" } } },
    });
    assertEquals(specialised(subject, "go", "go"), 1);
  });
});

describe("the check of specialised steps", () => {
  const counter = createMachine({
    id: "counter",
    context: { n: 0 },
    on: {
      go: {
        guard: ({ context }) => context.n < 600,
        actions: assign({ n: ({ context }) => context.n + 1 }),
      },
    },
  });
  const run = (subject: AnyStateMachine, times: number, before: () => void = () => {}) => {
    const stepper = new Stepper(subject);
    before();
    pass(stepper, ...Array.from({ length: times }, () => "go"));
    return stepper;
  };

  it("asks XState for the first two of a kind, and for one in 128", () => {
    const counts = ({ asked, specialised, checked }: Stepper) => [asked, specialised, checked];
    assertEquals(counts(run(counter, 1)), [1, 1, 1]);
    assertEquals(counts(run(counter, 100)), [100, 100, 2]);
    assertEquals(counts(run(counter, 600)), [600, 600, 6]);
  });

  it("asks for a step on which a guard decides otherwise, however late that is", () => {
    const stepper = run(counter, 600);
    stepper.next(600, stepper.eventId({ type: "go" }));
    assertEquals(stepper.checked, 7);
  });

  /** XState looks an action up at each step, the specialised step once: so they can be set apart. */
  const setApart = (rule: unknown, before: unknown = counts("n")) => {
    const subject = createMachine({
      id: "m",
      context: { n: 0 },
      on: { go: { actions: "act" } },
    }, { actions: { act: before as never } });
    const { actions } = subject.implementations;
    return () => run(subject, 1, () => Object.assign(actions, { act: rule }));
  };

  it("ends with an error of ours where a state differs, and tells both", () => {
    const error = assertThrows(setApart(assigns(() => ({ n: 7 }))), Error);
    assertEquals(error instanceof ModelError, false);
    assertEquals(
      error.message,
      'Machine "m" in state {} has a specialised step on event {"type":"go"} that is wrong: ' +
        'state {"n":1},{},"active",{},undefined,undefined, ' +
        'but XState says {"n":7},{},"active",{},undefined,undefined',
    );
  });

  it("ends with one where only one of the two says something", () => {
    const { message } = assertThrows(setApart(assigns(() => ({})), () => {}), Error);
    assertStringIncludes(
      message,
      'outputs [{"params":undefined,"type":"act"}], but XState says []',
    );
  });

  it("ends with one where only one of the two fails", () => {
    const bug = assigns(() => {
      throw new RangeError("out of cheese");
    });
    const error = assertThrows(setApart(bug), Error);
    assertEquals(error instanceof ModelError, false);
    assertStringIncludes(error.message, "only XState fails");
  });

  it("blames a rule that says one thing now and another then", () => {
    let times = 0;
    const fickle = assigns(() => ({ n: times++ }));
    assertThrows(
      () => run(machine({ id: "m", context: { n: 0 }, on: { go: { actions: fickle } } }), 1),
      ModelError,
      'gives event "go" one answer now and another then',
    );
  });
});
