import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { assigns, machine } from "./_machine.ts";
import { replay } from "./replay.ts";
import { type Row, type Sequence, toMermaid } from "./sequence.ts";
import { sequenceOf } from "./sequence_of.ts";
import type { System } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { dieHard } from "./toys/die_hard.ts";
import { lossyPingPong } from "./toys/lossy_network.ts";
import { twoPhaseCommit } from "./toys/two_phase_commit.ts";
import { wander } from "./walk.ts";

/** The lines below the title. */
function lines(sequence: Sequence): string[] {
  return toMermaid(sequence).trimEnd().split("\n").slice(4).map((line) => line.trim());
}

function diagram(system: System, ...path: string[]): string[] {
  return lines(sequenceOf(system, replay(system, path).edges));
}

const says = (...rows: Row[]) => ({
  title: "x",
  participants: [{ name: "a" }, { name: "b" }, { name: "c" }],
  rows,
});

describe("a sequence diagram", () => {
  it("shows messages from their senders, other events from the environment, changes as notes", () => {
    const path = ["rm1.prepare", "tm.prepared.rm.rm1", "tm.decideAbort", "rm2.abort"];
    assertEquals(diagram(twoPhaseCommit(2), ...path), [
      "participant environment",
      "participant tm",
      "participant rm1",
      "participant rm2",
      "environment->>rm1: 1 prepare",
      "Note over rm1: prepared",
      "rm1->>tm: 2 prepared rm1",
      "Note over tm: prepared (rm1)",
      "environment->>tm: 3 decideAbort",
      "Note over tm: aborted",
      "tm->>rm2: 4 abort",
      "Note over rm2: aborted",
    ]);
  });

  it("shows a step of several actors as one arrow each, the first with its name", () => {
    assertEquals(diagram(dieHard, "fill.big", "pour.big.into.small").slice(3), [
      "environment->>big: 1 fill big",
      "Note over big: litres 5",
      "environment->>big: 2 pour big into small: pour -3",
      "Note over big: litres 2",
      "environment->>small: pour 3",
      "Note over small: litres 3",
    ]);
  });

  it("shows what changed in an actor once, behind the last event that it takes", () => {
    const count = assigns(({ context }) => ({ n: context["n"]! + 1 }));
    const counter = machine({ id: "counter", context: { n: 0 }, on: { tick: { actions: count } } });
    const tick = { to: "counter", event: { type: "tick" } };
    const moves = [{ name: "ticks.twice", plan: () => [tick, tick] }];
    const system: System = { name: "counter", actors: { counter }, moves };
    assertEquals(diagram(system, "ticks.twice").slice(2), [
      "environment->>counter: 1 ticks twice: tick",
      "environment->>counter: tick",
      "Note over counter: n 2",
    ]);
  });

  it("shows a fault as an arrow with a cross, and leaves out who takes no part", () => {
    assertEquals(diagram(lossyPingPong(1), "network.loses.ping.0"), [
      "participant environment",
      "participant network",
      "environment-xnetwork: 1 loses ping 0",
      "Note over network: carried ()",
    ]);
  });

  it("shows a step that nobody takes as a note, an inner state by its path, long values cut", () => {
    const nested = machine({
      id: "nested",
      initial: "off",
      states: { off: { on: { go: "on" } }, on: { initial: "deep", states: { deep: {} } } },
    });
    const twice = machine({
      id: "twice",
      type: "parallel",
      states: {
        left: { initial: "off", states: { off: { on: { go: "on" } }, on: {} } },
        right: { initial: "off", states: { off: {}, on: {} } },
      },
    });
    const go = (to: string) => ({ name: `${to}.go`, plan: () => [{ to, event: { type: "go" } }] });
    const system: System = {
      name: "nested",
      actors: { nested, twice, environment: nested },
      moves: [{ name: "time.passes", plan: () => [] }, go("nested"), go("twice")],
    };
    assertEquals(diagram(system, "time.passes", "nested.go", "twice.go"), [
      "participant participant1 as the environment",
      "participant nested",
      "participant twice",
      "Note over participant1: 1 time passes",
      "participant1->>nested: 2 go",
      "Note over nested: on.deep",
      "participant1->>twice: 3 go",
      "Note over twice: left: on, right: off",
    ]);
  });

  it("ends with what is broken, over all who take part", () => {
    const { edges } = replay(dieHard, ["fill.big"]);
    const ending = { claim: "never five", why: "the big jug is full" };
    assertEquals(lines(sequenceOf(dieHard, edges, ending)).slice(-3), [
      "rect rgba(255, 0, 0, 0.2)",
      "Note over environment,big: never five is violated: the big jug is full",
      "end",
    ]);
    assertEquals(
      lines(sequenceOf(dieHard, [], ending)).slice(-2)[0],
      [
        "Note over environment: never five is violated: the big<br/>jug is full",
      ][0],
    );
  });

  it("tells each step of any path, in order", () => {
    const choices = fc.array(fc.nat(99), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...toys), choices, (toy, choices) => {
        const path = wander(named(toy), choices).map(({ move }) => move.name);
        const shown = diagram(named(toy), ...path);
        const numbers = shown.flatMap((line) => /: (\d+) /.exec(line)?.[1] ?? []);
        assertEquals(numbers, path.map((_, at) => `${at + 1}`));
      }),
      { seed: 20273, numRuns: 100 },
    );
  });
});

describe("Mermaid text", () => {
  it("has a title that is quoted, and ends with a newline", () => {
    const text = toMermaid({ ...says(), title: 'say "hi": #1' });
    assertEquals(text, '---\ntitle: "say \\"hi\\": #1"\n---\nsequenceDiagram\n');
  });

  it("puts neighbours of a group into a box, and leaves nobody's group without one", () => {
    const participants = [
      { name: "w" },
      { name: "a1", group: "AZ A" },
      { name: "a2", group: "AZ A" },
      { name: "idle", group: "AZ A" },
      { name: "b1", group: "AZ B" },
    ];
    const rows = ["w", "a1", "a2", "b1"].map((name): Row => ({ over: [name], text: name }));
    assertEquals(lines({ title: "x", participants, rows }).slice(0, 8), [
      "participant w",
      "box transparent AZ A",
      "participant a1",
      "participant a2",
      "end",
      "box transparent AZ B",
      "participant b1",
      "end",
    ]);
  });

  it("draws calls, answers and faults, notes over one and over several", () => {
    assertEquals(
      lines(says(
        { from: "a", to: "b", text: "1" },
        { from: "b", to: "a", text: "2", kind: "answer" },
        { from: "a", to: "c", text: "3", kind: "fault" },
        { over: ["a"], text: "4" },
        { over: ["a", "a"], text: "5" },
        { over: ["a", "c"], text: "6" },
      )).slice(3),
      ["a->>b: 1", "b-->>a: 2", "a-xc: 3", "Note over a: 4", "Note over a: 5", "Note over a,c: 6"],
    );
  });

  it("breaks a long text into lines, but no number from its word", () => {
    const text = "word ".repeat(6) + "word 12345";
    assertEquals(
      lines(says({ over: ["a"], text }))[1],
      [
        "Note over a: word word word word word word<br/>word 12345",
      ][0],
    );
  });

  for (
    const [text, shown] of [
      ["a;b#c", "a#59;b#35;c"],
      ["<b>&", "#60;b#62;#38;"],
      ["100% `x` \\ $$y$$", "100#37; #96;x#96; #92; #36;#36;y#36;#36;"],
      ["wrap: it", "wrap#58; it"],
      ["nowrap: it", "nowrap#58; it"],
      ["end: a {b}", "end: a {b}"],
    ] as const
  ) {
    it(`escapes what would be read as something else: ${text}`, () => {
      assertEquals(lines(says({ over: ["a"], text }))[1], `Note over a: ${shown}`);
      assertEquals(lines(says({ from: "a", to: "a", text }))[1], `a->>a: ${shown}`);
    });
  }

  it("gives every participant a name of its own that Mermaid can read", () => {
    const names = ["end", "Note", "a b", "a-b", "1st", "participant2", "über", "x;y", "a1", "OPT"];
    const rows = names.map((name): Row => ({ over: [name], text: "x" }));
    const shown = lines({ title: "x", participants: names.map((name) => ({ name })), rows });
    assertEquals(shown.slice(0, 10), [
      "participant participant1 as end",
      "participant participant2 as Note",
      "participant participant3 as a b",
      "participant participant4 as a-b",
      "participant participant5 as 1st",
      "participant participant6 as participant2",
      "participant participant7 as über",
      "participant participant8 as x#59;y",
      "participant a1",
      "participant participant10 as OPT",
    ]);
    const notes = shown.slice(10).map((line) => /^Note over (\w+): x$/.exec(line)?.[1]);
    assertEquals(new Set(notes).size, names.length);
    for (const line of shown) assertMatch(line, /^(participant|Note) /);
  });
});
