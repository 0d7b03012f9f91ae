import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assigns, machine } from "./_machine.ts";
import { explore } from "./explore.ts";
import { ModelError } from "./model_error.ts";
import { simulate } from "./simulate.ts";
import type { Move, System, World } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { counters } from "./toys/counters.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { diningPhilosophers } from "./toys/dining_philosophers.ts";
import { allAcross, namelessMissionaries } from "./toys/missionaries.ts";
import { isInside, peterson } from "./toys/peterson.ts";
import { pingPong } from "./toys/ping_pong.ts";
import { walk } from "./walk.ts";
import { type Outcome, type Situation, type Watch, watchStates } from "./watch.ts";

const never = (is: Situation): Watch => watchStates({ "it never happens": (world) => !is(world) });

const sum = (counts: object) => Object.values(counts).reduce((a: number, b: number) => a + b, 0);

const situations: readonly [what: string, system: System, is: Situation][] = [
  ["four litres in the big jug", dieHard, (world) => litresIn(world, "big") === 4],
  ["everybody across the river", namelessMissionaries, allAcross],
  [
    "both processes inside, if one does not wait",
    peterson(false),
    (world) => isInside(world, "p1") && isInside(world, "p2"),
  ],
];

describe("a violation on a walk", () => {
  for (const [what, system, is] of situations) {
    it(`has a path that can be walked and has no step too many: ${what}`, () => {
      const { violation, ended, brokenAt } = simulate(system, { watch: never(is) });
      assertEquals([ended, violation?.claim], ["broken", "it never happens"]);
      const { path } = violation!;
      assert(is(walk(named(system), path).at(-1)!.after));
      assert(path.length <= brokenAt!.steps);
      path.forEach((_, at) => {
        const left = path.filter((_, i) => i !== at);
        assert(!happensOn(named(system), left, is), `without step ${at + 1}`);
      });
    });
  }

  it("may be in the first state, with an empty path", () => {
    const full = (world: World) => litresIn(world, "big") === 0;
    const { violation, walks, steps } = simulate(dieHard, { watch: never(full) });
    assertEquals([violation?.path, violation?.atRest, walks, steps], [[], false, 0, 0]);
  });

  it("may be a state at rest: philosophers who all hold one fork", () => {
    const nothing: Outcome = { met: [1], seen: [] };
    const watch: Watch = {
      claims: ["never at rest"],
      witnesses: [],
      onMove: () => nothing,
      onRest: () => ({ ...nothing, broken: { claim: 0, why: "nobody can go on" } }),
    };
    const { violation } = simulate(diningPhilosophers(4), { watch });
    assertEquals([violation?.path.length, violation?.atRest, violation?.why], [
      4,
      true,
      "nobody can go on",
    ]);
  });

  it("is told at the step that breaks the claim", () => {
    const watch = never((world) => world.state("counter1").context.count === 2);
    assertEquals(simulate(counters(1, 3), { watch }).brokenAt, { walk: 1, steps: 2 });
  });

  for (
    const [times, message] of [[1, "does not break it again"], [2, "its replay through XState"]]
  ) {
    it(`is told only if it happens again, and not ${times} times`, () => {
      let asked = 0;
      const broken = { claim: 0, why: "it was asked before" };
      const watch: Watch = {
        claims: ["fickle"],
        witnesses: [],
        onMove: () => ({ met: [0], seen: [], ...asked++ < Number(times) && { broken } }),
      };
      assertThrows(() => simulate(dieHard, { watch }), Error, String(message));
    });
  }
});

describe("a simulation", () => {
  it("is the same for the same seed, and another for another", () => {
    for (const toy of toys) {
      const run = (seed: number) => simulate(toy, { seed, steps: 300, depth: 20 });
      assertEquals(run(5), run(5));
    }
    const paths = [1, 2, 3, 4].map((seed) =>
      simulate(peterson(false), { seed, watch: never(situations[2]![2]) }).brokenAt
    );
    assertNotEquals(new Set(paths.map((at) => JSON.stringify(at))).size, 1);
  });

  it("meets every state of a small system, up to symmetry, and no other", () => {
    for (const toy of [dieHard, namelessMissionaries, diningPhilosophers(4), pingPong(4)]) {
      const { states, fromBelow, ended } = simulate(toy, { steps: 20_000, depth: 50 });
      assertEquals([states, ended], [explore(toy).states, "steps"]);
      assert(fromBelow >= states && fromBelow <= states * 1.1, `${fromBelow} of ${states}`);
    }
  });

  it("counts walks, steps and the moves taken, and one obligation for each state met", () => {
    const watch = watchStates({ once: () => true });
    const { walks, steps, longest, taken, obligations, rests } = simulate(counters(3, 4), {
      watch,
      steps: 1200,
    });
    // Each walk is over after 3 x 4 increments, at rest.
    assertEquals([walks, steps, longest, rests], [100, 1200, 12, 99]);
    assertEquals([sum(taken), obligations], [1200, { once: 1201 }]);
  });

  it("ends walks at a depth", () => {
    const { walks, longest } = simulate(counters(3, 4), { steps: 100, depth: 5 });
    assertEquals([walks, longest], [20, 5]);
  });

  it("ends when it is told to, and tells how far it is", () => {
    let [asked, told] = [0, 0];
    const { ended, steps } = simulate(counters(3, 4), {
      keepGoing: () => ++asked < 3,
      onProgress: ({ steps }) => told = steps,
    });
    assertEquals([ended, steps, told], ["told", 768, 768]);
  });

  it("ends where no step is possible", () => {
    const { ended, walks, rests } = simulate({ name: "still", actors: {}, moves: [] });
    assertEquals([ended, walks, rests], ["nowhere", 1, 1]);
  });

  it("takes all moves that can happen alike often, or by their weights", () => {
    const shares = (weight?: (move: Move) => number) => {
      const { taken } = simulate(counters(4, 9), {
        depth: 1,
        steps: 10_000,
        ...weight && { weight },
      });
      return Object.values(taken);
    };
    // Five standard deviations of 10,000 draws with a chance of a quarter are 217.
    for (const share of shares()) assert(Math.abs(share - 2500) < 217, `${share}`);
    const [none, ...others] = shares(({ name }) => name.startsWith("counter1") ? 0 : 1);
    assertEquals(none, 0);
    for (const share of others) assert(Math.abs(share - 3333) < 236, `${share}`);
    const [double] = shares(({ name }) => name.startsWith("counter1") ? 3 : 1);
    assert(Math.abs(double! - 5000) < 250, `${double}`);
  });

  it("refuses a weight that is none", () => {
    for (const weight of [-1, NaN, Infinity]) {
      assertThrows(
        () => simulate(counters(1, 1), { weight: () => weight }),
        RangeError,
        `the weight of "counter1.increments" is ${weight}`,
      );
    }
  });

  it("tells which witnesses were not seen", () => {
    const watch = watchStates({}, {
      empty: (world) => litresIn(world, "big") === 0,
      full: (world) => litresIn(world, "big") === 5,
      six: (world) => litresIn(world, "big") === 6,
    });
    assertEquals(simulate(dieHard, { watch }).unseen, ["six"]);
  });

  it("exercises the parts of charts that its steps go through, not those they could go through", () => {
    const lamp = machine({
      id: "lamp",
      initial: "off",
      states: { off: { on: { turn: "on", break: "dark" } }, on: { on: { turn: "off" } }, dark: {} },
      on: { "*": { guard: () => false } },
    });
    const moves = ["turn", "break"].map((type) => ({
      name: type,
      plan: () => [{ to: "it", event: { type } }],
    }));
    const system = { name: "lamp", actors: { it: lamp }, moves };
    const parts = {
      machine: "lamp",
      reached: ["off", "on"],
      unreached: ["dark"],
      taken: ["off --turn--> on"],
      never: ["off --break--> dark", "on --turn--> off"],
    };
    const weight = ({ name }: Move) => name === "turn" ? 1 : 0;
    assertEquals(simulate(system, { steps: 1, weight }).charts, [parts]);
    assertEquals(simulate(system, { steps: 1000 }).charts, explore(system).charts);
    const { reached, taken } = simulate(system, { watch: never(() => true) }).charts[0]!;
    assertEquals([reached, taken], [["off"], []]);
  });

  it("fails as the model fails, with the actor and the path", () => {
    const bug = (): never => {
      throw new RangeError("out of cheese");
    };
    const mouse = machine({
      id: "mouse",
      initial: "a",
      states: { a: { on: { go: "b" } }, b: { on: { go: { actions: assigns(bug) } } } },
    });
    const moves = [{ name: "go", plan: () => [{ to: "it", event: { type: "go" } }] }];
    const error = assertThrows(
      () => simulate({ name: "maze", actors: { it: mouse }, moves }),
      ModelError,
      'Actor "it": Machine "mouse" in state "b" fails on event "go": out of cheese',
    );
    assertEquals(error.path, ["go", "go"]);
  });
});

/** Does it happen on a path, where steps that cannot be taken are left out? */
function happensOn(system: System, path: readonly string[], is: Situation): boolean {
  const taken: string[] = [];
  for (const name of path) {
    try {
      if (is(walk(system, [...taken, name]).at(-1)!.after)) return true;
      taken.push(name);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }
  return false;
}
