/** The specialised step against XState, on shapes of charts in which steps are easily mistaken. */
import { assertEquals, assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type AnyStateMachine, raise } from "xstate";
import { counts, type Given, machine } from "../_machine.ts";
import { Comparison } from "./_compare.ts";

const isOdd = ({ context }: Given) => context["n"]! % 2 === 1;
const isLow = ({ context }: Given) => context["n"]! < 4;
const n = { context: { n: 0 } };
const said = (name: string) => ({ entry: `enter ${name}`, exit: `exit ${name}` });
const pair = { initial: "x", states: { x: { on: { go: "y" } }, y: { on: { go: "x", back: {} } } } };
const last = { last: { type: "history" }, deep: { type: "history", history: "deep" } };

const shapes: Record<string, AnyStateMachine> = {
  "an exact name, whose guard refuses, before a pattern": machine({
    ...n,
    on: { go: { guard: isOdd, actions: "exactly" }, "*": { actions: counts("n") } },
  }),
  "a long pattern before a short one that is written first": machine({
    on: { "a.*": { actions: "short" }, "a.b.*": { actions: "long" }, "*": { actions: "any" } },
  }),
  "an event that is ignored in writing, though a state around takes it": machine({
    initial: "a",
    on: { go: ".b", back: ".a" },
    states: { a: {}, b: { on: { go: {} } } },
  }),
  "a state around regions, where none of them takes the event": machine({
    type: "parallel",
    on: { back: { actions: "around" }, go: { actions: "never" } },
    states: { one: pair, other: { initial: "z", states: { z: { on: { back: {} } } } } },
  }),
  "two regions that would leave what is around them": machine({
    initial: "both",
    states: {
      both: {
        type: "parallel",
        ...said("both"),
        states: {
          one: { initial: "p", states: { p: { on: { go: "#out" } } } },
          other: { initial: "q", states: { q: { ...said("q"), on: { go: "#out" } } } },
        },
      },
      out: { id: "out", on: { back: "both" } },
    },
  }),
  "a transition into the state it is in, entered anew or not": machine({
    initial: "a",
    states: {
      a: {
        ...said("a"),
        initial: "x",
        states: { x: { ...said("x") }, y: { ...said("y") } },
        on: { go: ".y", back: { target: "a", reenter: true }, end: "a" },
      },
    },
  }),
  "histories, near and deep": machine({
    initial: "in",
    states: {
      in: { initial: "one", states: { one: pair, two: pair, ...last }, on: { back: "out" } },
      out: { on: { go: "in.last", end: "in.deep", back: "in.two" } },
    },
  }),
  "regions that come to their end one after the other": machine({
    initial: "all",
    states: {
      all: {
        type: "parallel",
        onDone: "over",
        states: Object.fromEntries(["go", "end"].map((type) => [type, {
          initial: "on",
          states: { on: { on: { [type]: "off" } }, off: { ...said(type), type: "final" } },
        }])),
      },
      over: { on: { back: "all" } },
    },
  }),
  "an end of it all, with exits of what is active, and rules that come too late": machine({
    ...n,
    ...said("root"),
    initial: "a",
    always: { guard: isOdd, actions: counts("n") },
    on: { go: { actions: counts("n") } },
    states: {
      a: { ...said("a"), on: { end: "last", go: { actions: [counts("n"), "go"] } } },
      last: { ...said("last"), type: "final", entry: [counts("n"), raise({ type: "go" })] },
    },
  }),
  "rules without an event between raised events": machine({
    ...n,
    initial: "a",
    states: {
      a: {
        on: { go: { target: "b", actions: [raise({ type: "back" }), raise({ type: "end" })] } },
      },
      b: { always: { guard: isLow, actions: [counts("n"), "on"] }, on: { back: "c" } },
      c: { always: { guard: isOdd, target: "a" }, on: { end: { target: "a", actions: "end" } } },
    },
  }),
};

describe("a specialised step is the step of XState for", () => {
  for (const [what, shape] of Object.entries(shapes)) {
    it(what, () => {
      const comparison = new Comparison(shape);
      comparison.reach(["go", "back", "end", "a.b.c"].map((type) => ({ type })), 50);
      assertEquals(comparison.count.left, 0);
      assertGreater(comparison.count.taken, 0);
    });
  }
});
