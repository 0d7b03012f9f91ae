import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Exploration, Progress } from "../exploration.ts";
import { explore, exploreWithPauses } from "../explore.ts";
import { keyOf } from "../key.ts";
import { promises, systems } from "../reduction/_systems.ts";
import type { Pause, SearchOptions } from "../search.ts";
import type { System, World } from "../system.ts";
import { toys } from "../toys/all.ts";
import { counters } from "../toys/counters.ts";
import { diningPhilosophers } from "../toys/dining_philosophers.ts";
import { type Watch, watchStates } from "../watch.ts";
import type { Saved } from "./saved.ts";

type Options = SearchOptions & { readonly watch?: Watch };

/** All but what is learned anew. */
function found({ asked: _, bytes: __, ...found }: Exploration) {
  return found;
}

/** What was saved as another process reads it. */
function copied({ facts, words }: Saved): Saved {
  return {
    facts: JSON.parse(JSON.stringify(facts)),
    words: Array.from(words, (all) => all.slice()),
  };
}

/** Searches, but saves in the nth pause, and goes on from there in a new search. */
function resumed(system: System, options: Options, nth: number): Exploration {
  const run = exploreWithPauses(system, options);
  for (let pause = 0;; pause++) {
    const { done, value } = run.next();
    if (done) return value;
    if (pause === nth) return resumed(system, { ...options, saved: copied(value.save()) }, nth + 1);
  }
}

/** However often a search is interrupted, it finds the same. */
function assertSame(system: System, options: Options = {}): void {
  const whole = explore(system, options);
  const pauseEvery = Math.ceil(whole.states / 3);
  assertEquals(found(resumed(system, { ...options, pauseEvery }, 1)), found(whole));
}

/** Claims that break at several distances, and witnesses, the same for actors that are alike. */
function watchOf({ actors }: System): Watch {
  const size = (world: World) =>
    Object.keys(actors).map((name) => {
      const { value, context } = world.state(name);
      return keyOf([value, context]).length * 7 % 31;
    }).reduce((a, b) => a + b, 0);
  const is = (n: number) => (world: World) => size(world) % n === 1;
  return watchStates(
    { "never 5": (world) => !is(5)(world), "never 13": (world) => !is(13)(world) },
    { "once 7": is(7), "once 19": is(19) },
  );
}

describe("a search that was interrupted", () => {
  for (const system of [...toys, ...systems.slice(toys.length)]) {
    it(`finds the same: ${system.name}`, () => {
      assertSame(system);
      assertSame(system, { watch: watchOf(system), all: true });
    });
  }

  it("breaks the same claims, by the same paths", () => {
    for (const [system, claims] of promises) {
      for (const all of [false, true]) assertSame(system, { watch: watchStates(claims), all });
    }
  });

  it("stops at the same limit", () => {
    for (const maxStates of [1, 50, 200]) assertSame(counters(4, 3), { maxStates });
  });

  it("goes on at any state, one after the other", () => {
    const system = diningPhilosophers(4);
    const watch = watchOf(system);
    const options = { watch, all: true, pauseEvery: 1 };
    const whole = found(explore(system, options));
    for (let nth = 0; nth < whole.states; nth++) {
      assertEquals(found(resumed(system, options, nth)), whole);
    }
  });

  it("does not begin anew", () => {
    const run = exploreWithPauses(counters(3, 9), { pauseEvery: 900 });
    run.next();
    const saved = copied((run.next().value as Pause).save());
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => told.push(progress);
    exploreWithPauses(counters(3, 9), { saved, pauseEvery: 900, onProgress }).next();
    const [{ states, frontier, edges }] = told as [Progress];
    assertEquals([states - frontier, edges], [900, saved.facts.counts.edges]);
    assert(states > 900);
  });

  it("fails where states are missing", () => {
    const run = exploreWithPauses(counters(3, 2), {});
    const { facts, words } = copied((run.next().value as Pause).save());
    const [all] = words;
    const saved = { facts, words: [all!.slice(0, -1)] };
    assertThrows(() => exploreWithPauses(counters(3, 2), { saved }).next(), Error, "not all there");
  });
});
