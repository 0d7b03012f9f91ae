import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { machine } from "./_machine.ts";
import { confirm } from "./confirm.ts";
import { type Counterexample, explore } from "./explore.ts";
import type { System, World } from "./system.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { diningPhilosophers } from "./toys/dining_philosophers.ts";
import { type Watch, watchStates } from "./watch.ts";

const watch = watchStates({
  fine: () => true,
  "never full": (world) => litresIn(world, "big") !== 5,
  "never empty": (world) => litresIn(world, "big") !== 0,
});

const found: Counterexample = {
  claim: "never full",
  why: '"never full" is false',
  path: ["fill.small", "fill.big"],
  atRest: false,
};

function message(counterexample: Counterexample, system = dieHard, asked = watch): string {
  return assertThrows(() => confirm(system, asked, counterexample), Error).message;
}

describe("a counterexample", () => {
  it("is confirmed where its replay breaks the same claim in the last step", () => {
    confirm(dieHard, watch, found);
    confirm(dieHard, watch, {
      ...found,
      claim: "never empty",
      why: '"never empty" is false',
      path: [],
    });
  });

  for (
    const [what, wrong, why] of [
      [
        "cannot be walked",
        { path: ["fill.small", "drink.big"] },
        'step 2, "drink.big", cannot happen, because nothing that can happen has that name',
      ],
      ["ends too early", { path: ["fill.small"] }, "the claim holds in every step"],
      [
        "is not the shortest",
        { path: ["fill.big", "fill.small"] },
        "it breaks in step 1 already",
      ],
      ["breaks another claim", { claim: "fine" }, "the claim holds in every step"],
      [
        "breaks at the start",
        { claim: "never empty", why: '"never empty" is false' },
        "it breaks at the start",
      ],
      ["says something else", { why: "spilt" }, 'it says that "never full" is false'],
      ["is said to be at rest and is not", { atRest: true }, "its last state is not at rest"],
    ] as const
  ) {
    it(`is refused where it ${what}`, () => {
      const said = message({ ...found, ...wrong });
      assertEquals(said.split("does not: ")[1], `${why}; has a rule another input than the state?`);
    });
  }

  it("is refused with a message that names the claim and the path", () => {
    assertEquals(
      message({ ...found, path: ["fill.small"] }).split(": ")[0],
      'The search breaks "never full" by the path fill.small, but its replay through XState does not',
    );
    assertEquals(
      message({ ...found, path: [] }).split(", ")[0],
      'The search breaks "never full" at the start',
    );
  });

  it("at rest is confirmed in a deadlock only", () => {
    const system = diningPhilosophers(2);
    const asked: Watch = {
      claims: ["never at rest"],
      witnesses: [],
      onMove: () => ({ met: [1], seen: [] }),
      onRest: () => ({ met: [0], seen: [], broken: { claim: 0, why: "stuck" } }),
    };
    const deadlock = {
      claim: "never at rest",
      why: "stuck",
      path: ["philosopher1.takes.fork1", "philosopher2.takes.fork2"],
      atRest: true,
    };
    confirm(system, asked, deadlock);
    assertEquals(
      message({ ...deadlock, path: deadlock.path.slice(1) }, system, asked).split("does not: ")[1],
      "its last state is not at rest; has a rule another input than the state?",
    );
    assertEquals(
      message({ ...deadlock, atRest: false }, system, asked).split("does not: ")[1],
      "the claim holds in every step; has a rule another input than the state?",
    );
  });
});

describe("an exploration", () => {
  const lamp = machine({
    initial: "off",
    states: { off: { on: { go: "on" } }, on: { on: { go: {} } } },
  });

  const turns = (to: string) => ({
    name: `${to}.goes`,
    plan: () => [{ to, event: { type: "go" } }],
  });

  const dark = (lamp: string) => (world: World) => world.state(lamp).matches("off");

  /** Two lamps. The second looks at more than the state: it goes once, however often it is asked. */
  function fickle(): System {
    let asked = 0;
    const second = turns("second");
    return {
      name: "lamps",
      actors: { first: lamp, second: lamp },
      moves: [
        turns("first"),
        {
          ...second,
          plan: (world) => dark("second")(world) && asked++ === 0 ? second.plan() : undefined,
        },
      ],
    };
  }

  it("does not tell what cannot be replayed", () => {
    assertThrows(
      () => explore(fickle(), { watch: watchStates({ "second is dark": dark("second") }) }),
      Error,
      'The search breaks "second is dark" by the path second.goes, but its replay through XState ' +
        'does not: step 1, "second.goes", cannot happen, because its plan does not allow it',
    );
  });

  it("replays every violation that it tells, not only the first", () => {
    const claims = { "first is dark": dark("first"), "second is dark": dark("second") };
    const watch = watchStates(claims);
    assertEquals(explore(fickle(), { watch }).violation?.claim, "first is dark");
    assertThrows(
      () => explore(fickle(), { watch, all: true }),
      Error,
      'The search breaks "second is dark"',
    );
  });
});
