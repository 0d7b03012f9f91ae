import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { dieHard, litresIn } from "../toys/die_hard.ts";
import { lock } from "../toys/lock.ts";
import type { Situation } from "../watch.ts";
import { strongEach, weak, weakEach } from "./fairness.ts";
import { alwaysEventually, eventually, eventuallyAlways, leadsTo } from "./property.ts";
import { checkLasso } from "./lasso_check.ts";

const system = lock(2);
const is = (thread: string, state: string): Situation => (world) =>
  world.state(thread).matches(state);
const property = alwaysEventually("thread 1 gets the lock", is("thread1", "holding"));
const free = eventuallyAlways("thread 1 stays out", (at) => !is("thread1", "holding")(at));
const round = (thread: string) => ["gets", "releases", "resets"].map((deed) => `${thread}.${deed}`);
const starved = { stem: [], cycle: round("thread2") };

describe("checkLasso()", () => {
  it("confirms a lasso, and says why it is fair", () => {
    assertEquals(
      checkLasso(system, property, [weakEach("thread1.*"), weak("thread2.*")], starved),
      [
        { assumption: "weak fairness of thread1.gets", because: "not always enabled" },
        { assumption: "weak fairness of thread1.releases", because: "never enabled" },
        { assumption: "weak fairness of thread1.resets", because: "never enabled" },
        { assumption: "weak fairness of thread2.*", because: "taken" },
      ],
    );
  });

  it("confirms one that stutters", () => {
    assertEquals(checkLasso(system, property, [], { stem: ["thread2.gets"], cycle: [] }), []);
  });

  it("confirms one whose goal is met, but before it is owed again", () => {
    const again = leadsTo("again", is("thread1", "done"), is("thread1", "holding"));
    const path = { stem: ["thread1.gets", "thread1.releases"], cycle: [] };
    assertEquals(checkLasso(system, again, [], path), []);
    assertEquals(checkLasso(system, property, [], path), []);
  });

  it("confirms one whose goal is met again and again, but not kept", () => {
    const path = { stem: [], cycle: round("thread1") };
    assertEquals(checkLasso(system, free, [weak("thread1.*")], path), [
      { assumption: "weak fairness of thread1.*", because: "taken" },
    ]);
    assertEquals(checkLasso(system, free, [], { stem: ["thread1.gets"], cycle: [] }), []);
  });

  const refused: readonly [what: string, run: () => unknown, why: string][] = [
    [
      "a step that cannot happen",
      () => checkLasso(system, property, [], { stem: ["thread1.releases"], cycle: [] }),
      'Step 1, "thread1.releases", cannot happen: thread1 does not take "release"',
    ],
    [
      "a move that is none",
      () =>
        checkLasso(system, property, [], { stem: ["thread2.gets", "thread2.sings"], cycle: [] }),
      'Step 2, "thread2.sings", cannot happen: nothing that can happen has that name',
    ],
    [
      "a step that changes nothing",
      () => {
        const empty = eventually("4 litres", (world) => litresIn(world, "big") === 4);
        return checkLasso(dieHard, empty, [], { stem: ["empty.big"], cycle: [] });
      },
      'Step 1, "empty.big", changes nothing',
    ],
    [
      "a cycle that does not close",
      () => checkLasso(system, property, [], { stem: [], cycle: ["thread2.gets"] }),
      "The cycle does not close",
    ],
    [
      "a cycle that puts off what is enabled again and again",
      () => checkLasso(system, property, [strongEach("*.gets")], starved),
      "The cycle is not fair: it breaks strong fairness of thread1.gets",
    ],
    [
      "a cycle that puts off what is always enabled",
      () => checkLasso(system, property, [weakEach("*")], { stem: ["thread2.gets"], cycle: [] }),
      "The cycle is not fair: it breaks weak fairness of thread2.releases",
    ],
    [
      "a cycle that meets the goal",
      () => checkLasso(system, property, [], { stem: [], cycle: round("thread1") }),
      'The goal of "thread 1 gets the lock" is met: step 1',
    ],
    [
      "a stem that meets the goal",
      () => {
        const once = eventually("once", is("thread1", "holding"));
        return checkLasso(system, once, [], { stem: round("thread1"), cycle: [] });
      },
      'The goal of "once" is met: step 1',
    ],
    [
      "a goal that is kept",
      () => checkLasso(system, free, [], { stem: round("thread1"), cycle: round("thread2") }),
      'The goal of "thread 1 stays out" is kept: it is true all along the cycle',
    ],
    [
      "a goal that is not owed",
      () => {
        const first = leadsTo("first", is("thread1", "holding"), is("thread2", "holding"));
        return checkLasso(system, first, [], { stem: [], cycle: round("thread2") });
      },
      'The goal of "first" is never owed',
    ],
  ];
  for (const [what, run, why] of refused) {
    it(`refuses ${what}`, () => {
      assertThrows(run, Error, why);
    });
  }
});
