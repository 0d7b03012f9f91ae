import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { Exploration, ExploreOptions } from "../exploration.ts";
import { explore } from "../explore.ts";
import { keyOf } from "../key.ts";
import { ModelError } from "../model_error.ts";
import { systemOf, systems as systemsAtRandom } from "../reduction/_random.ts";
import { promises, systems } from "../reduction/_systems.ts";
import type { System, World } from "../system.ts";
import { named, toys } from "../toys/all.ts";
import { counters } from "../toys/counters.ts";
import { dieHard } from "../toys/die_hard.ts";
import { diningPhilosophers } from "../toys/dining_philosophers.ts";
import { symmetricTwoPhaseCommit } from "../toys/two_phase_commit.ts";
import { type Outcome, type Situation, type Watch, watchStates } from "../watch.ts";
import { exploreInTurn, sharesInTurn } from "./in_turn.ts";
import { OwnStates } from "./own_states.ts";

const PEERS = [1, 2, 3];

/** All but what each peer needs for itself. */
function found({ asked: _, bytes: __, ...found }: Exploration) {
  return found;
}

/** By any number of peers, the whole result is that of one thread: counts, paths, claims, charts. */
function assertSame(system: System, options: ExploreOptions): Exploration {
  const alone = explore(system, options);
  for (const peers of PEERS) {
    assertEquals(found(exploreInTurn(system, { ...options, peers })), found(alone));
  }
  return alone;
}

/** Claims that break at several distances, and witnesses, the same for actors that are alike. */
function watchOf({ actors }: System): Watch {
  const size = (world: World) =>
    Object.keys(actors).map((name) => {
      const { value, context } = world.state(name);
      return keyOf([value, context]).length * 7 % 31;
    }).reduce((a, b) => a + b, 0);
  const is = (n: number, rest: number): Situation => (world) => size(world) % n === rest;
  const situations = (what: string, isTrue: boolean, numbers: readonly number[]) =>
    Object.fromEntries(
      numbers.map((n) => [`${what} ${n}`, (world: World) => is(n, 1)(world) === isTrue]),
    );
  return watchStates(
    situations("never", false, [5, 7, 11, 13, 17]),
    situations("once", true, [3, 7, 13, 19, 23]),
  );
}

describe("peers who search together", () => {
  for (const system of toys) {
    it(`find what one thread finds: ${system.name}`, () => {
      const watch = watchOf(system);
      for (const one of [system, named(system)]) {
        assertSame(one, {});
        assertSame(one, { watch });
        assertSame(one, { watch, all: true });
      }
    });
  }

  it("find what one thread finds of systems that others have counted, and in their claims", () => {
    for (const system of systems.slice(toys.length)) assertSame(system, { watch: watchOf(system) });
    for (const [system, claims] of promises) {
      for (const all of [false, true]) assertSame(system, { watch: watchStates(claims), all });
    }
  });

  it("stop at the same state, whatever the limit", () => {
    for (const system of [dieHard, diningPhilosophers(4), counters(3, 3)]) {
      const watch = watchOf(system);
      const { states } = explore(system);
      for (const maxStates of [0, 1, 2, 3, 7, 12, states - 1, states]) {
        const { complete } = assertSame(system, { maxStates });
        assertEquals(complete, maxStates >= states);
        assertSame(system, { maxStates, watch });
        assertSame(system, { maxStates, watch, all: true });
      }
    }
  });

  it("stop at the same state where one peer is far ahead of another in a level", () => {
    for (let maxStates = 700; maxStates < 1000; maxStates += 15) {
      assertSame(counters(4, 9), { maxStates });
    }
  });

  it("break a claim in the first state, and at rest", () => {
    const shows = (claim: number, isAsked: (claim: number) => boolean): Outcome => {
      const shown = { met: [1, 1], seen: [] };
      return isAsked(claim) ? { ...shown, broken: { claim, why: "so it is" } } : shown;
    };
    const watch: Watch = {
      claims: ["never at rest", "never begun"],
      witnesses: [],
      onStart: (_, isAsked) => shows(1, isAsked),
      onMove: () => shows(0, () => false),
      onRest: (_, isAsked) => shows(0, isAsked),
    };
    const { violations } = assertSame(diningPhilosophers(4), { watch, all: true });
    assertEquals(violations.map(({ path, atRest }) => [path.length, atRest]), [[0, false], [
      4,
      true,
    ]]);
    assertEquals(assertSame(diningPhilosophers(4), { watch }).violation?.path, []);
  });

  it("fail as one thread fails, by the same path, where the model or a watch is wrong", () => {
    const system = counters(3, 4);
    const isThere = (world: World) =>
      Object.keys(system.actors)
        .filter((name) => keyOf(world.state(name).context) === '{"count":2}').length > 1;
    for (const error of [new ModelError("out of cheese"), new RangeError("out of bounds")]) {
      const fails = (world: World) => {
        if (isThere(world)) throw error;
        return true;
      };
      const moves = system.moves.map((move) => ({
        ...move,
        plan: (world: World) => fails(world) ? move.plan(world) : undefined,
      }));
      const wrong: readonly [System, ExploreOptions][] = [
        [system, { watch: watchStates({ fails }) }],
        [{ ...system, moves }, {}],
      ];
      for (const [one, options] of wrong) {
        const alone = assertThrows(() => explore(one, options), Error);
        for (const peers of PEERS) {
          const together = assertThrows(() => exploreInTurn(one, { ...options, peers }), Error);
          assertEquals([together.name, together.message], [alone.name, alone.message]);
          assertEquals((together as ModelError).path, (alone as ModelError).path);
        }
      }
    }
  });

  it("refuse what is declared alike and is not in the words of one thread", () => {
    const system = symmetricTwoPhaseCommit(3);
    const watch = watchStates({ "rm2 goes on": (at) => !at.state("rm2").matches("aborted") });
    const { message } = assertThrows(() => explore(system, { watch }), ModelError);
    for (const peers of PEERS) {
      assertThrows(() => exploreInTurn(system, { watch, peers }), ModelError, message);
    }
  });

  it("find what one thread finds of random systems", () => {
    fc.assert(
      fc.property(systemsAtRandom(3, 3, 6), (one) => {
        assertSame(systemOf(one), { maxStates: 300 });
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });

  it("hear of each state once where no step disturbs another", () => {
    const arrive = OwnStates.prototype.arrive;
    let arrived = 0;
    OwnStates.prototype.arrive = function (...state) {
      arrived++;
      return arrive.apply(this, state);
    };
    try {
      assertEquals(exploreInTurn(counters(5, 4), { peers: 2 }).states, 5 ** 5);
    } finally {
      OwnStates.prototype.arrive = arrive;
    }
    assertEquals(arrived, 5 ** 5);
  });

  it("share the states: each keeps some, and none is kept twice", () => {
    const shares = sharesInTurn(counters(4, 9), watchStates({}), 4, {});
    assertEquals(shares.reduce((sum, { states }) => sum + states, 0), 10_000);
    for (const { states } of shares) assert(states > 2000 && states < 3000, `${states} states`);
  });
});
