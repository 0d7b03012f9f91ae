import { describe, it } from "@std/testing/bdd";
import { assertEquals } from "@std/assert";
import { setup } from "xstate";
import { type ChartState, statesIn, toJson } from "./chart.ts";
import { chartOf } from "./chart_of.ts";
import { copier } from "./_example_machines.ts";

const chart = chartOf(copier);

function state(id: string): ChartState {
  return statesIn(chart.root).find((state) => state.id === id)!;
}

describe("chartOf", () => {
  it("finds every state, outermost first, with its kind", () => {
    assertEquals(statesIn(chart.root).map(({ key, kind }) => `${key} ${kind}`), [
      "copier compound",
      "idle atomic",
      "copying compound",
      "reading atomic",
      "writing atomic",
      "last history",
      "paused atomic",
      "checking parallel",
      "sums compound",
      "adding atomic",
      "added final",
      "space compound",
      "measuring atomic",
      "measured final",
      "stopped atomic",
      "copied final",
    ]);
  });

  it("tells where a state starts and what it does on the way in and out", () => {
    const { initial, entry, exit } = state("copier.copying");
    assertEquals({ initial, entry, exit }, {
      initial: ["copier.copying.reading"],
      entry: ["open"],
      exit: ["close"],
    });
    assertEquals(state("copier.checking").initial, undefined);
  });

  it("keeps what the author says", () => {
    assertEquals(chart.root.description, "Copies blocks, then checks what it wrote.");
  });

  it("puts guards and actions into words", () => {
    const [first, second] = state("copier.copying.reading").transitions;
    assertEquals(first, {
      source: "copier.copying.reading",
      event: "block",
      targets: ["copier.copying.writing"],
      guard: "isLast and not isPaused",
      actions: ["keep"],
      always: false,
      internal: false,
      ignored: false,
    });
    assertEquals([second!.internal, second!.guard, second!.actions], [true, undefined, [
      "keep",
      "count",
    ]]);
  });

  it("tells a transition that enters its own state again from one that stays", () => {
    const again = state("copier.copying.reading").transitions.find(({ event }) =>
      event === "again"
    )!;
    assertEquals([again.targets, again.internal], [["copier.copying.reading"], false]);
  });

  it("marks a forbidden event as ignored, and no other", () => {
    const ignored = statesIn(chart.root).flatMap(({ transitions }) => transitions)
      .filter(({ ignored }) => ignored).map(({ source, event }) => `${source} ${event}`);
    assertEquals(ignored, ["copier hello", "copier.idle block", "copier.idle pause"]);
  });

  it("marks what needs no event", () => {
    const [always] = state("copier.checking.space.measuring").transitions;
    assertEquals([always!.event, always!.always], ["always", true]);
  });

  it("follows an arrow to several states, and a history state to its default", () => {
    assertEquals(state("copier.stopped").transitions[0]!.targets, [
      "copier.checking.sums.adding",
      "copier.checking.space.measured",
    ]);
    assertEquals(state("copier.copying.last").transitions[0]!.targets, ["copier.copying.reading"]);
    assertEquals(state("copier.copying.last").history, "shallow");
  });

  it("shows a delay as one transition, without the actions that keep its clock", () => {
    const timed = setup({ delays: { soon: 10 } }).createMachine({
      id: "timed",
      initial: "on",
      states: { on: { after: { 100: "off", soon: "off" } }, off: {} },
    });
    const [on] = chartOf(timed).root.states;
    assertEquals(on!.transitions.map(({ event }) => event), ["after 100", "after soon"]);
    assertEquals([on!.entry, on!.exit], [[], []]);
  });
});

describe("toJson", () => {
  it("gives the whole chart back, with a bigint as text", () => {
    const machine = setup({}).createMachine({ id: "one", meta: { lsn: 2n ** 63n } });
    const { root, name } = JSON.parse(toJson(chartOf(machine)));
    assertEquals([name, root.kind, root.meta], ["one", "atomic", { lsn: "9223372036854775808" }]);
    assertEquals(JSON.parse(toJson(chart)), structuredClone(chart));
  });
});
