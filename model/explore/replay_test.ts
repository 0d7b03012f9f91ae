import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { machine } from "./_machine.ts";
import { plainStart, type PlainState, plainSteps, printState } from "./_plain.ts";
import { ModelError } from "./model_error.ts";
import { replay } from "./replay.ts";
import type { System, World } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { twoPhaseCommit } from "./toys/two_phase_commit.ts";
import { walk, wander } from "./walk.ts";
import { worldOf } from "./world.ts";

function print({ actors }: System, world: World): string {
  const locals = Object.keys(actors).map((name) => [name, world.state(name)]);
  return printState({ actors: Object.fromEntries(locals), sent: {} });
}

/** Everything that a path shows, state by state. */
function printed(system: System, start: World, edges: ReturnType<typeof walk>): string[] {
  return [
    print(system, start),
    ...edges.flatMap(({ move, before, after }) => [
      move.name,
      print(system, before),
      print(system, after),
    ]),
  ];
}

const worldIn = ({ actors }: PlainState): World => worldOf((actor) => actors[actor]!);

describe("a replay", () => {
  const choices = fc.array(fc.nat(1000), { maxLength: 30 });
  for (const toy of toys) {
    const system = named(toy);
    it(`is what the stepping walks, state by state: ${system.name}`, () => {
      fc.assert(
        fc.property(choices, (choices) => {
          const path = wander(system, choices).map(({ move }) => move.name);
          const { start, edges, stuck } = replay(system, path);
          assertEquals(stuck, undefined);
          const walked = walk(system, path);
          const first = worldIn(plainStart(system));
          assertEquals(printed(system, start, [...edges]), printed(system, first, walked));
        }),
        { seed: 20268, numRuns: 25 },
      );
    });

    it(`knows what can happen at its end, and whether that is rest: ${system.name}`, () => {
      fc.assert(
        fc.property(choices, (choices) => {
          const path = wander(system, choices).map(({ move }) => move.name);
          let state = plainStart(system);
          for (const name of path) {
            state = plainSteps(system, state).find((step) => step.name === name)!.next;
          }
          const steps = plainSteps(system, state);
          const end = replay(system, path);
          assertEquals(end.possible().sort(), steps.map(({ name }) => name).sort());
          const here = printState(state);
          assertEquals(
            end.isAtRest(),
            steps.every(({ fault, next }) => fault || printState(next) === here),
          );
        }),
        { seed: 20269, numRuns: 25 },
      );
    });
  }

  it("of no steps is at the start", () => {
    const { start, edges } = replay(dieHard, []);
    assertEquals([edges, litresIn(start, "big")], [[], 0]);
  });

  it("says who took what, and which actor had sent it", () => {
    const path = ["rm1.prepare", "tm.prepared.rm.rm1", "tm.decideAbort", "rm2.abort"];
    const { edges } = replay(twoPhaseCommit(2), path);
    assertEquals(edges.map(({ from, deliveries }) => [from, ...deliveries]), [
      [undefined, { to: "rm1", event: { type: "prepare", rm: "rm1" } }],
      ["rm1", { to: "tm", event: { type: "prepared", rm: "rm1" } }],
      [undefined, { to: "tm", event: { type: "decideAbort" } }],
      ["tm", { to: "rm2", event: { type: "abort" } }],
    ]);
  });
});

const door = machine({
  id: "door",
  initial: "shut",
  states: { shut: { on: { open: "open", kick: {} } }, open: { on: { open: {}, kick: {} } } },
});

const house: System = {
  name: "house",
  actors: { door },
  moves: [
    { name: "opens", plan: () => [{ to: "door", event: { type: "open" } }] },
    {
      name: "slams",
      plan: (world) =>
        world.state("door").matches("open") ? [{ to: "door", event: { type: "kick" } }] : undefined,
    },
    { name: "rings", plan: () => [{ to: "bell", event: { type: "ring" } }] },
    {
      name: "looks",
      plan: (world) => [{ to: "door", event: { type: `${world.state("roof").value}` } }],
    },
  ],
};

describe("a step that cannot happen", () => {
  for (
    const [name, why] of [
      ["paints", "nothing that can happen has that name"],
      ["slams", "its plan does not allow it"],
      ["rings", 'it fails: there is no actor "bell"'],
      ["looks", 'it fails: there is no actor "roof"'],
    ] as const
  ) {
    it(`says why: ${name}`, () => {
      const { edges, stuck } = replay(house, [name, "opens"]);
      assertEquals([edges, stuck], [[], { step: 1, name, why }]);
    });
  }

  it("has its place, what came before it, and what could happen instead", () => {
    const end = replay(house, ["opens", "slams", "opens"]);
    assertEquals(end.stuck, {
      step: 2,
      name: "slams",
      why: 'door does not take "kick" in state "open"',
    });
    assertEquals([end.edges.length, end.possible()], [1, []]);
  });

  it("is one that an actor takes no more because it is done", () => {
    const once = machine({
      id: "once",
      initial: "a",
      states: { a: { on: { go: "b" } }, b: { type: "final" } },
    });
    const moves = [{ name: "go", plan: () => [{ to: "it", event: { type: "go" } }] }];
    const { edges, stuck } = replay({ name: "once", actors: { it: once }, moves }, ["go", "go"]);
    assertEquals([edges.length, stuck?.why], [1, 'it does not take "go" in state "b"']);
  });

  it("is no step at all where a machine fails on entering its first state", () => {
    const fails = machine({
      entry: () => {},
      context: () => {
        throw new RangeError("out of cheese");
      },
    });
    assertThrows(
      () => replay({ name: "broken", actors: { it: fails }, moves: [] }, []),
      ModelError,
      'Actor "it" fails on entering its first state: out of cheese',
    );
  });
});

describe("a message", () => {
  const says = (params: object) =>
    machine({ id: "speaker", on: { speak: { actions: { type: "send", params } } } });
  const hear = (fields: object) => ({ to: "ear", event: { type: "hear", ...fields } });
  const system: System = {
    name: "speech",
    actors: {
      s1: says(hear({ a: 1 })),
      s2: says(hear({ a: "1" })),
      ear: machine({ id: "ear", on: { hear: { actions: "listen" } } }),
    },
    moves: ["s1", "s2"].map((to) => ({
      name: `${to}.speaks`,
      plan: () => [{ to, event: { type: "speak" } }],
    })),
  };

  for (const order of [["s1.speaks", "s2.speaks"], ["s2.speaks", "s1.speaks"]]) {
    it(`has a name that no other one has, whichever is sent first: ${order}`, () => {
      for (const [name, from] of [["ear.hear.a.1", "s1"], ['ear.{"a":"1","type":"hear"}', "s2"]]) {
        const [last] = replay(system, [...order, name!]).edges.slice(-1);
        assertEquals([last?.from, last?.move.name], [from, name]);
        assertEquals(walk(system, [...order, name!]).at(-1)?.move.name, name);
      }
    });
  }
});
