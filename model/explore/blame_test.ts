import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assigns, machine } from "./_machine.ts";
import { explore } from "./explore.ts";
import { ModelError } from "./model_error.ts";
import type { Move, System } from "./system.ts";

const bug = (): never => {
  throw new RangeError("out of cheese");
};

/** A machine that goes from a to b, and fails on what comes next. */
const walker = machine({
  id: "walker",
  initial: "a",
  states: {
    a: { on: { go: "b", send: {}, wait: {} } },
    b: {
      on: {
        go: { actions: assigns(bug) },
        wait: {},
        shout: { actions: { type: "send", params: { to: "nobody", event: { type: "x" } } } },
        mumble: { actions: { type: "send", params: { word: "x" } } },
      },
    },
  },
});

const move = (to: string, type: string): Move => ({
  name: `${to}.${type}`,
  plan: (world) =>
    world.state("it").matches("b") || type === "go" ? [{ to, event: { type } }] : undefined,
});

/** What is wrong with a system of two walkers of one machine. */
function wrong(...moves: readonly Move[]): ModelError {
  const system: System = { name: "two", actors: { other: walker, it: walker }, moves };
  return assertThrows(() => explore(system), ModelError);
}

describe("a model error", () => {
  it("names the actor, because actors share a machine, and the path to where it happens", () => {
    const error = wrong(move("it", "go"));
    assertEquals(
      error.message,
      'Actor "it": Machine "walker" in state "b" fails on event "go": out of cheese ' +
        "(on the path it.go it.go)",
    );
    assertEquals(error.path, ["it.go", "it.go"]);
    assertInstanceOf(error.cause, RangeError);
  });

  it("names the one of several actors that fails in a move", () => {
    const both: Move = {
      name: "both.go",
      plan: () => ["other", "it"].map((to) => ({ to, event: { type: "go" } })),
    };
    assertEquals(wrong(move("it", "go"), both).path, ["it.go", "it.go"]);
    const system: System = {
      name: "two",
      actors: { other: walker, it: walker },
      moves: [both],
    };
    assertEquals(
      assertThrows(() => explore(system), ModelError).message,
      'Actor "other": Machine "walker" in state "b" fails on event "go": out of cheese ' +
        "(on the path both.go both.go)",
    );
  });

  for (
    const [type, what] of [
      ["shout", 'System "two" has no actor "nobody", it has other, it'],
      ["mumble", 'The params of "send" are { to: actor, event: { type, ... } }, not {"word":"x"}'],
      [
        "sing",
        'Machine "walker" in state "b" has no answer to event "sing": take it, or ignore ' +
        'it in writing with on: { "sing": {} }',
      ],
      [
        "xstate.stop",
        'Machine "walker" cannot be sent event "xstate.stop": names that begin ' +
        'with "xstate." are XState\'s own',
      ],
    ] as const
  ) {
    it(`names the actor of "${type}"`, () => {
      const { message } = wrong(move("it", type), move("it", "go"));
      assertEquals(message, `Actor "it": ${what} (on the path it.go it.${type})`);
    });
  }

  it("names the actor that cannot enter its first state, or greets nobody", () => {
    const needy = machine({ id: "needy", entry: assigns(bug) });
    const greeter = machine({
      entry: { type: "send", params: { to: "nobody", event: { type: "hello" } } },
    });
    for (
      const [second, what] of [
        [needy, 'Machine "needy" fails on entering its first state: out of cheese'],
        [greeter, 'System "two" has no actor "nobody", it has first, second'],
      ] as const
    ) {
      const system = { name: "two", actors: { first: walker, second }, moves: [] };
      assertEquals(
        assertThrows(() => explore(system), ModelError).message,
        `Actor "second": ${what}`,
      );
    }
  });

  it("of a plan names the move, and the path", () => {
    const { message, path } = wrong(move("it", "go"), { name: "think", plan: bug });
    assertEquals(message, 'The plan of move "think" fails: out of cheese (on the path think)');
    assertEquals(path, ["think"]);
  });
});
