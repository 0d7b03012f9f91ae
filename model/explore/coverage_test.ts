import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { AnyStateMachine } from "xstate";
import { exploreAlone, machine } from "./_machine.ts";
import { type ChartCoverage, together } from "./coverage.ts";
import { explore } from "./explore.ts";
import { named, toys } from "./toys/all.ts";
import { symmetricTwoPhaseCommit } from "./toys/two_phase_commit.ts";

/** What one actor leaves undone that may get these events at any time. */
function undone(subject: AnyStateMachine, ...types: string[]): string[] {
  const { unreached, never } = exploreAlone(subject, ...types).charts[0]!;
  return [...unreached, ...never];
}

/** What one actor does. */
function done(subject: AnyStateMachine, ...types: string[]): string[] {
  const { reached, taken } = exploreAlone(subject, ...types).charts[0]!;
  return [...reached, ...taken];
}

describe("the coverage of a chart", () => {
  it("names a dead transition and a state that is never reached", () => {
    const lamp = machine({
      initial: "off",
      states: {
        off: { on: { turn: "on", break: {} } },
        on: { on: { turn: "off", break: { guard: () => false, target: "broken" } } },
        broken: { on: { turn: {}, break: "off" } },
      },
    });
    assertEquals(exploreAlone(lamp, "turn", "break").charts, [{
      machine: "(machine)",
      reached: ["off", "on"],
      unreached: ["broken"],
      taken: ["off --turn--> on", "on --turn--> off"],
      never: ["on --break--> broken", "broken --break--> off"],
    }]);
  });

  it("does not count what is ignored in writing, which can never be taken", () => {
    const deaf = machine({ id: "deaf", on: { hear: {}, "*": { guard: () => false } } });
    assertEquals(undone(deaf, "hear", "see"), []);
    assertEquals(done(deaf, "hear"), ["deaf"]);
  });

  it("names a wildcard, an always, the end of a state and a state that is passed in a step", () => {
    const through = machine({
      initial: "a",
      states: {
        a: { on: { "*": "b" } },
        b: { always: "c" },
        c: { initial: "x", onDone: "d", states: { x: { always: "y" }, y: { type: "final" } } },
        d: { always: { guard: () => false, target: "a" }, on: { go: {} } },
      },
    });
    assertEquals(done(through, "go"), [
      ...["a", "b", "c", "c.x", "c.y", "d"],
      ...["a --*--> b", "b --always--> c", "c --done--> d", "c.x --always--> c.y"],
    ]);
    assertEquals(undone(through, "go"), ["d --always--> a"]);
  });

  it("counts what happens before the first state rests", () => {
    assertEquals(done(machine({ initial: "a", states: { a: { always: "b" }, b: {} } })), [
      "a",
      "b",
      "a --always--> b",
    ]);
  });

  it("tells transitions of one event apart, by guard where it has a name, and in order", () => {
    const choice = machine({
      initial: "a",
      states: {
        a: {
          on: {
            go: [
              { guard: "isRed", target: "b" },
              { guard: () => false, target: "b" },
              { guard: { type: "isGreen", params: { dark: true } }, actions: "shine" },
              { target: "b" },
            ],
          },
        },
        b: { on: { go: {} } },
      },
    }).provide({ guards: { isRed: () => false, isGreen: () => false } });
    assertEquals(undone(choice, "go"), [
      "a --go [isRed]--> b",
      "a --go--> b",
      "a --go [isGreen]--> a",
    ]);
    assertEquals(done(choice, "go"), ["a", "b", "a --go--> b (2)"]);
  });

  it("goes by what XState takes: of two regions that both lead out, only one does", () => {
    const region = { initial: "r", states: { r: { on: { leave: "#out" } } } };
    const both = machine({
      initial: "in",
      states: {
        in: { type: "parallel", states: { one: region, other: region } },
        out: { id: "out" },
      },
      on: { leave: {} },
    });
    assertEquals(undone(both, "leave"), ["in.other.r --leave--> out"]);
  });

  it("has a history as a target, and never as a state", () => {
    const remembering = machine({
      initial: "on",
      on: { "*": { guard: () => false } },
      states: {
        on: { initial: "x", on: { off: "off" }, states: { x: {}, last: { type: "history" } } },
        off: { on: { on: "on.last" } },
      },
    });
    assertEquals(done(remembering, "on", "off").slice(-1), ["off --on--> on.last"]);
    assertEquals(undone(remembering, "on", "off"), []);
  });

  it("does not change what the machine itself is", () => {
    const go = { target: "b", actions: ["say"] };
    const lamp = machine({ initial: "a", entry: ["wake"], states: { a: { on: { go } }, b: {} } });
    exploreAlone(lamp);
    assertEquals([lamp.root.entry, go.actions], [["wake"], ["say"]]);
    assertEquals(lamp.root.states["a"]!.transitions.get("go")![0]!.actions, ["say"]);
  });
});

describe("the coverage of a system", () => {
  const door = (id: string) =>
    machine({
      id,
      initial: "shut",
      states: { shut: { on: { open: "open" } }, open: { on: { open: {} } } },
    });
  const openBoth = {
    name: "both.open",
    plan: () => ["left", "right"].map((to) => ({ to, event: { type: "open" } })),
  };
  const stuck = machine({ id: "stuck", on: { open: {} } });

  it("counts a step only where every actor of the move takes part", () => {
    const system = {
      name: "doors",
      actors: { left: door("door"), right: stuck },
      moves: [openBoth],
    };
    assertEquals(explore(system).charts, [
      {
        machine: "door",
        reached: ["shut"],
        unreached: ["open"],
        taken: [],
        never: ["shut --open--> open"],
      },
      { machine: "stuck", reached: ["stuck"], unreached: [], taken: [], never: [] },
    ]);
  });

  it("tells once of actors that share a machine, and names those of another with its id", () => {
    const [shared, other] = [door("door"), door("door")];
    const charts = (right: AnyStateMachine, third: AnyStateMachine) =>
      explore({ name: "doors", actors: { left: shared, right, third }, moves: [openBoth] }).charts
        .map(({ machine, taken }) => [machine, taken.length]);
    assertEquals(charts(shared, shared), [["door", 1]]);
    assertEquals(charts(shared, other), [["door of left, right", 1], ["door of third", 0]]);
  });

  it("is the same up to symmetry", () => {
    const system = symmetricTwoPhaseCommit(3);
    assertEquals(explore(system).charts, explore(named(system)).charts);
  });

  it("is complete for the toys: none has a dead part", () => {
    const left = toys.flatMap((toy) =>
      explore(toy).charts.flatMap(({ machine, unreached, never }) =>
        [...unreached, ...never].map((part) => `${toy.name}: ${machine}: ${part}`)
      )
    );
    assertEquals(left, []);
  });
});

describe("together()", () => {
  const chart = (machine: string, taken: string[], never: string[]): ChartCoverage => ({
    machine,
    reached: taken,
    unreached: never,
    taken,
    never,
  });

  it("takes for exercised what one of several runs exercised, and keeps the order of the chart", () => {
    assertEquals(
      together([
        [chart("a", ["x"], ["y", "z"]), chart("b", [], ["x"])],
        [chart("a", ["z"], ["x", "y"])],
      ]),
      [
        { machine: "a", reached: ["x", "z"], unreached: ["y"], taken: ["x", "z"], never: ["y"] },
        chart("b", [], ["x"]),
      ],
    );
    assertEquals(together([]), []);
  });
});
