import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { plainExplore } from "./_plain.ts";
import { explore } from "./explore.ts";
import type { System, World } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { counters } from "./toys/counters.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { diningPhilosophers } from "./toys/dining_philosophers.ts";
import { type Outcome, type Situation, type Watch, watchStates } from "./watch.ts";
import { worldOf } from "./world.ts";

/** Steps to the nearest state in which a claim is false, by plain breadth-first search. */
function plainDistance(system: System, holds: Situation): number | undefined {
  const states = [...plainExplore(named(system)).states.values()];
  return states.find(({ state: { actors } }) => !holds(worldOf((actor) => actors[actor]!)))?.path
    .length;
}

/** Claims about all actors at once, so that they are the same for actors that are alike. */
function claimsOf({ actors }: System): Record<string, Situation> {
  const size = (world: World) =>
    Object.keys(actors).map((name) => {
      const { value, context } = world.state(name);
      return JSON.stringify([value, context]).length;
    }).reduce((a, b) => a + b, 0);
  const sizes = [3, 4, 5].map((n): [string, Situation] => [
    `size is no multiple of ${n}`,
    (world) => size(world) % n !== 0,
  ]);
  return Object.fromEntries([...sizes, ["size is above 0", (world) => size(world) > 0]]);
}

const full = (jug: "small" | "big", litres: number) => (world: World) =>
  litresIn(world, jug) !== litres;

describe("all violations", () => {
  for (const system of toys) {
    it(`have a shortest path each, and nothing is left out: ${system.name}`, () => {
      const claims = claimsOf(system);
      const { violations, complete, states, obligations, edges } = explore(system, {
        watch: watchStates(claims),
        all: true,
      });
      const lengths = Object.fromEntries(violations.map(({ claim, path }) => [claim, path.length]));
      for (const [claim, holds] of Object.entries(claims)) {
        assertEquals([claim, lengths[claim]], [claim, plainDistance(system, holds)]);
      }
      assertEquals([complete, states], [true, explore(system).states]);
      assertEquals(obligations["size is above 0"], edges + 1);
    });
  }

  it("of one step are all found, in the order of the claims", () => {
    const watch = watchStates({
      "big is not full": full("big", 5),
      "nothing is amiss": () => true,
      "big is not at five": full("big", 5),
      "never four": full("big", 4),
    });
    const { violations, violation, obligations } = explore(dieHard, { watch, all: true });
    assertEquals(violations.map(({ claim, path }) => [claim, path.length]), [
      ["big is not full", 1],
      ["big is not at five", 1],
      ["never four", 6],
    ]);
    assertEquals(violations[0], violation);
    // The first state, and its six steps but for "fill big", which breaks them: they are asked to the
    // end of the level, so that the order of its steps has no meaning.
    assertEquals([obligations["big is not full"], obligations["big is not at five"]], [6, 6]);
    assertEquals(obligations["nothing is amiss"], 97);
  });

  it("are one unless all are asked for, and none where nothing is broken", () => {
    const watch = watchStates({ one: full("big", 5), other: full("big", 5) });
    const { violations, violation, complete } = explore(dieHard, { watch });
    assertEquals([violations, complete], [[violation!], false]);
    const none = explore(dieHard, { watch: watchStates({ fine: () => true }), all: true });
    assertEquals([none.violations, none.violation], [[], undefined]);
  });

  it("may be in the first state, and at rest", () => {
    const watch: Watch = {
      claims: ["started", "hungry", "rested", "fed"],
      witnesses: [],
      onStart: (_, isAsked) => firstOf([0, 1], isAsked),
      onMove: () => firstOf([], () => true),
      onRest: (_, isAsked) => firstOf([2, 3], isAsked),
    };
    for (const system of [diningPhilosophers(4), named(diningPhilosophers(4))]) {
      const { violations } = explore(system, { watch, all: true });
      assertEquals(violations.map(({ claim, path, atRest }) => [claim, path.length, atRest]), [
        ["started", 0, false],
        ["hungry", 0, false],
        ["rested", 4, true],
        ["fed", 4, true],
      ]);
    }
  });

  it("hide no witness of the same step", () => {
    const shows = (atEnd: boolean, isAsked: (claim: number) => boolean): Outcome =>
      atEnd && isAsked(0)
        ? { met: [0], seen: [], broken: { claim: 0, why: "so it is" } }
        : { met: [0], seen: atEnd ? [0] : [] };
    const watch: Watch = {
      claims: ["no end"],
      witnesses: ["end"],
      onMove: ({ after }, _, isAsked) => shows(litresIn(after, "big") === 4, isAsked),
    };
    const { violations, witnesses } = explore(dieHard, { watch, all: true });
    assertEquals([violations[0]?.path, violations.length], [witnesses["end"], 1]);
  });

  it("end even if a watch goes on telling what it is asked no more", () => {
    const broken = { claim: 0, why: "again" };
    const watch: Watch = {
      claims: ["never told"],
      witnesses: [],
      onMove: () => ({ met: [0], seen: [], broken }),
    };
    const { violations, states } = explore(counters(2, 3), { watch, all: true });
    assertEquals([violations.length, states], [1, 16]);
  });
});

/** What a watch says that finds all these claims broken, those left out that are not asked. */
function firstOf(claims: readonly number[], isAsked: (claim: number) => boolean): Outcome {
  const claim = claims.find(isAsked);
  const shown = { met: [0, 0, 0, 0], seen: [] };
  return claim === undefined ? shown : { ...shown, broken: { claim, why: "so it is" } };
}
