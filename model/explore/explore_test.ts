import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { machine } from "./_machine.ts";
import { plainExplore, plainStart, type PlainState, plainSteps } from "./_plain.ts";
import { explore, type ExploreOptions, type Progress } from "./explore.ts";
import { ModelError } from "./model_error.ts";
import type { System, World } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { counters } from "./toys/counters.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { diningPhilosophers } from "./toys/dining_philosophers.ts";
import { lossyPingPong } from "./toys/lossy_network.ts";
import { allAcross, missionariesAndCannibals } from "./toys/missionaries.ts";
import { isInside, peterson } from "./toys/peterson.ts";
import { countsIn, pingPong } from "./toys/ping_pong.ts";
import { twoPhaseCommit } from "./toys/two_phase_commit.ts";
import { type Outcome, type Situation, type Watch, watchStates } from "./watch.ts";
import { worldOf } from "./world.ts";

function worldIn({ actors }: PlainState): World {
  return worldOf((actor) => actors[actor]!);
}

/** Length of a shortest path to a situation, by plain breadth-first search. */
function plainDistance(system: System, is: Situation): number | undefined {
  return [...plainExplore(system).states.values()]
    .find(({ state }) => is(worldIn(state)))?.path.length;
}

/** Where a path leads, by XState's own transition(). */
function walk(system: System, path: readonly string[]): World {
  let state = plainStart(system);
  for (const name of path) {
    state = plainSteps(system, state).find((step) => step.name === name)!.next;
  }
  return worldIn(state);
}

const situations: readonly [what: string, system: System, is: Situation, steps: number][] = [
  ["four litres in the big jug", dieHard, (world) => litresIn(world, "big") === 4, 6],
  ["everybody across the river", missionariesAndCannibals, allAcross, 11],
  [
    "both processes inside, if one does not wait",
    peterson(false),
    (world) => isInside(world, "p1") && isInside(world, "p2"),
    8,
  ],
  ["a rally of five", pingPong(5), (world) => countsIn(world)[1] === 5, 9],
  [
    "an RM committed and the others prepared",
    twoPhaseCommit(3),
    (world) => world.state("rm1").matches("committed") && world.state("rm3").matches("prepared"),
    8,
  ],
];

describe("a violation", () => {
  for (const [what, system, is, steps] of situations) {
    it(`has a shortest path: ${what}, after ${steps} steps`, () => {
      const watch = watchStates({ "it never happens": (world) => !is(world) });
      const { violation, complete } = explore(system, { watch });
      assertEquals(violation?.claim, "it never happens");
      assertEquals(violation?.why, '"it never happens" is false');
      assertEquals([violation?.path.length, plainDistance(system, is)], [steps, steps]);
      assert(is(walk(system, violation!.path)));
      assertEquals(complete, false);
    });
  }

  it("may be in the first state, with an empty path", () => {
    const watch = watchStates({ "a jug is full": (world) => litresIn(world, "big") === 5 });
    const { violation, states, edges } = explore(dieHard, { watch });
    assertEquals(violation, {
      claim: "a jug is full",
      why: '"a jug is full" is false',
      path: [],
      atRest: false,
    });
    assertEquals([states, edges], [1, 0]);
  });

  it("may be a system at rest: dining philosophers who all hold one fork", () => {
    const nothing: Outcome = { met: [1], seen: [] };
    const watch: Watch = {
      claims: ["never at rest"],
      witnesses: [],
      onMove: () => nothing,
      onRest: () => ({ ...nothing, broken: { claim: 0, why: "nobody can go on" } }),
    };
    for (const system of [diningPhilosophers(4), named(diningPhilosophers(4))]) {
      const { violation } = explore(system, { watch });
      assertEquals([violation?.path.length, violation?.atRest, violation?.why], [
        4,
        true,
        "nobody can go on",
      ]);
      const world = walk(named(system), violation!.path);
      for (let i = 1; i <= 4; i++) assertEquals(world.state(`philosopher${i}`).value, "reaching");
    }
  });

  it("is the first of its step in the order of the claims", () => {
    const full = (world: World) => litresIn(world, "small") !== 3;
    const watch = watchStates({ first: () => true, second: full, third: full });
    assertEquals(explore(dieHard, { watch }).violation?.claim, "second");
  });
});

describe("a witness", () => {
  for (const [what, system, is, steps] of situations) {
    it(`has a shortest path: ${what}, after ${steps} steps`, () => {
      const { witnesses, complete } = explore(system, { watch: watchStates({}, { [what]: is }) });
      assertEquals(witnesses[what]?.length, steps);
      assert(is(walk(system, witnesses[what]!)));
      assertEquals(complete, true);
    });
  }

  it("is undefined where it is never seen, and empty where it is seen at once", () => {
    const { witnesses } = explore(peterson(), {
      watch: watchStates({}, {
        both: (world) => isInside(world, "p1") && isInside(world, "p2"),
        neither: (world) => !isInside(world, "p1") && !isInside(world, "p2"),
      }),
    });
    assertEquals(witnesses, { both: undefined, neither: [] });
  });
});

describe("obligations", () => {
  it("are counted once in the first state and once in each step, for each claim", () => {
    const { obligations, edges } = explore(dieHard, {
      watch: watchStates({ one: () => true, other: () => true }),
    });
    assertEquals(obligations, { one: edges + 1, other: edges + 1 });
  });

  it("are summed as the watch says: one for each litre poured, by hand", () => {
    const watch: Watch = {
      claims: ["nothing is spilt", "never asked"],
      witnesses: [],
      onMove({ move, before, after }) {
        if (!move.name.startsWith("pour")) return { met: [0, 0], seen: [] };
        return { met: [Math.abs(litresIn(after, "big") - litresIn(before, "big")), 0], seen: [] };
      },
    };
    // The states have one jug full or one jug empty: small 0 or 3 with big 0 to 5, and small 1 or 2
    // with big 0 or 5. Small into big pours the lesser of small and 5 - big, with small 3:
    // 3+3+3+2+1+0 = 12, with small 1 or 2 and big 0: 1+2 = 3. Big into small, with small 0:
    // 0+1+2+3+3+3 = 12, with small 1 or 2 and big 5: 2+1 = 3.
    assertEquals(explore(dieHard, { watch }).obligations, {
      "nothing is spilt": 12 + 3 + 12 + 3,
      "never asked": 0,
    });
  });
});

describe("an exploration", () => {
  for (const system of toys) {
    it(`counts what a plain one counts: ${system.name}`, () => {
      const plain = plainExplore(named(system));
      const { states, edges, depth, rests, complete } = explore(named(system));
      assertEquals({ states, edges, depth, rests, complete }, {
        states: plain.states.size,
        edges: plain.edges,
        depth: plain.depth,
        rests: plain.rests,
        complete: true,
      });
    });
  }

  it("is the same each time, to the last path", () => {
    for (const system of toys) {
      const options: ExploreOptions = {
        watch: watchStates({ once: () => true }, { rare: (world) => rarely(system, world) }),
      };
      assertEquals(explore(system, options), explore(system, options));
    }
  });

  it("counts how often each move was taken", () => {
    const { taken, edges } = explore(counters(2, 3));
    assertEquals(taken, { "counter1.increments": 12, "counter2.increments": 12 });
    assertEquals(edges, 24);
    const { taken: lost } = explore(lossyPingPong(1));
    // Ping 0 is in half of all states, and is heard in half of the two before it was heard.
    assertEquals([lost["network.loses.ping.0"], lost["ponger.hears.ping.0"]], [14 / 2, 1]);
    assertEquals(lost["network.loses.pong.1"], 0);
  });

  it("asks XState about local states only: 4 counters to 9 are asked 10 times in 10,000 states", () => {
    const { states, asked } = explore(counters(4, 9));
    assertEquals([states, asked.steps], [10_000, 10]);
  });

  it("stops at a limit and says that it is not complete", () => {
    const { states, complete, frontier, depth } = explore(counters(3, 9), { maxStates: 100 });
    assert(states > 100 && states <= 103, `${states} states`);
    assertEquals(complete, false);
    assert(frontier > 0 && depth < 27);
  });

  it("is complete where the limit is not reached", () => {
    for (const maxStates of [1000, 1001]) {
      assertEquals(explore(counters(3, 9), { maxStates }).complete, true);
    }
    assertEquals(explore(counters(3, 9), { maxStates: 999 }).complete, false);
  });

  it("tells its progress", () => {
    const told: Progress[] = [];
    const { states } = explore(counters(4, 9), { onProgress: (progress) => told.push(progress) });
    assertEquals(told.length, Math.ceil(states / 4096));
    const { bytes, ...start } = told[0]!;
    assertEquals(start, { states: 1, frontier: 1, edges: 0, depth: 0, levels: [1] });
    const [, second, third] = told;
    assert(bytes > 0 && bytes < third!.bytes);
    assert(second!.states < third!.states && second!.edges < third!.edges);
    assert(second!.depth <= third!.depth && third!.frontier > 0);
  });

  it("tells how many states there are at each distance, as far as that is known", () => {
    // Of four counters to 9: the ways to write each number as a sum of four digits.
    const { levels, states } = explore(counters(4, 9));
    assertEquals(levels.slice(0, 4), [1, 4, 10, 20]);
    assertEquals([levels.length, levels.reduce((a, b) => a + b)], [37, states]);
    const stopped = explore(counters(4, 9), { maxStates: 100 });
    assertEquals(stopped.levels, levels.slice(0, stopped.depth + 1));
  });

  it("fails as the model fails, with machine, state and event", () => {
    const deaf = machine({ id: "deaf", initial: "a", states: { a: { on: { go: "b" } }, b: {} } });
    const moves = [{ name: "go", plan: () => [{ to: "it", event: { type: "go" } }] }];
    assertThrows(
      () => explore({ name: "deaf", actors: { it: deaf }, moves }),
      ModelError,
      'Machine "deaf" in state "b" has no answer to event "go"',
    );
  });

  it("is at rest where only faults, or steps that change nothing, are left", () => {
    const lamp = machine({
      initial: "lit",
      states: {
        lit: { on: { break: "dark", shine: "lit" } },
        dark: { on: { break: {}, shine: {} } },
      },
    });
    const move = (type: string, fault: boolean) => ({
      name: type,
      fault,
      plan: () => [{ to: "lamp", event: { type } }],
    });
    const rests = (isFault: boolean) =>
      explore({
        name: "lamp",
        actors: { lamp },
        moves: [move("break", isFault), move("shine", false)],
      }).rests;
    assertEquals([rests(true), rests(false)], [2, 1]);
  });
});

/** Some situation that is not true at once. */
function rarely({ actors }: System, world: World): boolean {
  const sizes = Object.keys(actors).map((name) => {
    const { value, context } = world.state(name);
    return JSON.stringify([value, context]).length;
  });
  return sizes.reduce((sum, size) => sum + size) % 3 === 0;
}
