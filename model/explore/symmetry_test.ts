import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assigns, machine } from "./_machine.ts";
import { plainExplore, plainStart, plainSteps, printState, renameState } from "./_plain.ts";
import { type Exploration, explore } from "./explore.ts";
import { ModelError } from "./model_error.ts";
import type { Event, Renaming, System, World } from "./system.ts";
import { named, symmetricToys } from "./toys/all.ts";
import { orbitsOf } from "./_orbits.ts";
import { tokenRing } from "./toys/token_ring.ts";
import { counters } from "./toys/counters.ts";
import { names, swaps } from "./toys/names.ts";
import { watchStates } from "./watch.ts";
import { worldOf } from "./world.ts";

/** Orbits counted the plain way: all states first, then those joined that a generator joins. */
function plainOrbits(system: System): number {
  const { states } = plainExplore(named(system));
  const seen = new Set<string>();
  let orbits = 0;
  for (const [key, { state }] of states) {
    if (!seen.has(key)) orbits++;
    const queue = seen.has(key) ? [] : [state];
    seen.add(key);
    for (const one of queue) {
      for (const renaming of system.symmetry ?? []) {
        const other = renameState(one, renaming);
        const otherKey = printState(other);
        assert(states.has(otherKey), `${system.name}: a renamed state is not reachable`);
        if (!seen.has(otherKey)) queue.push(other);
        seen.add(otherKey);
      }
    }
  }
  return orbits;
}

/** Walks a path by XState's own transition(), or fails where it cannot be walked. */
function walkPlainly(system: System, path: readonly string[]): World {
  let state = plainStart(system);
  for (const name of path) {
    const step = plainSteps(system, state).find((step) => step.name === name);
    assert(step, `${system.name}: "${name}" cannot happen there`);
    state = step.next;
  }
  return worldOf((actor) => state.actors[actor]!);
}

/** How many actors are in each local state: the same for all states of an orbit. */
function census(system: System, world: World): string {
  const locals = Object.keys(system.actors).map((name) => {
    const { value, context } = world.state(name);
    return JSON.stringify([value, Object.values(context).map(nameless)]);
  });
  return locals.sort().join();

  function nameless(value: unknown): unknown {
    if (typeof value === "object") return Object.keys(value!).length;
    return system.symmetry?.some((renaming) => String(value) in renaming) ? "a name" : value;
  }
}

/** Claims that no state shows one census, for some of those that are reachable. */
function claimsOver(system: System): [census: string, claims: ReturnType<typeof watchStates>][] {
  const found = new Set<string>();
  for (const { state } of plainExplore(named(system)).states.values()) {
    found.add(census(system, worldOf((actor) => state.actors[actor]!)));
  }
  const some = [...found].filter((_, i) => i % Math.ceil(found.size / 8) === 0).slice(1);
  return [...some, "never"].map((one) => {
    const absent = (world: World) => census(system, world) !== one;
    return [one, watchStates({ absent }, { present: (world) => !absent(world) })];
  });
}

function verdict({ violation, witnesses }: Exploration): unknown {
  return { claim: violation?.claim, length: violation?.path.length, witnesses: lengths(witnesses) };
}

function lengths(witnesses: Exploration["witnesses"]): unknown {
  return Object.values(witnesses).map((path) => path?.length);
}

for (const system of symmetricToys) {
  describe(`symmetry of ${system.name}`, () => {
    it("leaves as many states as there are orbits", () => {
      const orbits = plainOrbits(system);
      assertEquals(explore(system).states, orbits);
      assertEquals(orbitsOf(system), { orbits, areAlike: true });
    });

    it("stands for all states: as many as there are when actors are told apart", () => {
      const { states, unreduced } = explore(named(system));
      assertEquals([explore(system).unreduced, unreduced], [states, states]);
    });

    it("does not change depth, nor whether something rests", () => {
      const [reduced, full] = [explore(system), explore(named(system))];
      assertEquals([reduced.depth, reduced.rests > 0], [full.depth, full.rests > 0]);
    });

    it("gives the same verdicts, and paths that the system itself can walk", () => {
      for (const [one, watch] of claimsOver(system)) {
        const [reduced, full] = [system, named(system)].map((s) => explore(s, { watch }));
        assertEquals(verdict(reduced!), verdict(full!));
        const path = reduced!.violation?.path ?? reduced!.witnesses["present"];
        if (path) assertEquals(census(system, walkPlainly(named(system), path)), one);
        else assertEquals(one, "never");
      }
    });
  });
}

describe("a renaming", () => {
  const plain = counters(3, 2);
  const all = names("counter", 3);
  const declare = (...symmetry: Renaming[]) => explore({ ...plain, symmetry });

  it("generates a group with the others", () => {
    const turn = { counter1: "counter2", counter2: "counter3", counter3: "counter1" };
    const swap = swaps(all)[0]!;
    const orders = [[], [swap], [turn], [swap, turn], swaps(all)].map((g) =>
      declare(...g).symmetry
    );
    assertEquals(orders, [1, 2, 3, 6, 6]);
  });

  it("may be declared twice, or change nothing", () => {
    assertEquals(declare({}, swaps(all)[0]!, swaps(all)[0]!).symmetry, 2);
  });

  it("of actors that are not alike is found out by the steps of their orbits", () => {
    const wrong = { ...tokenRing(4), symmetry: swaps(names("station", 4)) };
    assertEquals(orbitsOf(wrong).areAlike, false);
  });

  it("is refused where it gives two actors one name", () => {
    assertThrows(() => declare({ counter1: "counter2" }), ModelError, "the same name");
  });

  it("is refused where it exchanges actors of different machines", () => {
    const odd = machine({ on: { increment: {} } });
    const system = { ...plain, actors: { ...plain.actors, counter2: odd }, symmetry: swaps(all) };
    assertThrows(() => explore(system), ModelError, "they are not alike");
  });

  it("is refused where it exchanges an actor with a mere name", () => {
    assertThrows(() => declare({ counter1: "x", x: "counter1" }), ModelError, "they are not alike");
  });

  it("keeps a history where the rest is renamed: 14 ways to be of each keeper", () => {
    // On x or y without a memory; off with the memory of either and the name of either; then on.
    const choose = assigns(({ event }) => ({ guest: event["for"] }));
    const keeper = machine({
      initial: "on",
      context: { guest: "nobody" },
      states: {
        on: {
          initial: "x",
          on: { go: { target: "off", actions: choose } },
          states: { x: { on: { turn: "y" } }, y: { on: { turn: "x" } }, h: { type: "history" } },
        },
        off: { on: { go: {}, turn: "on.h" } },
      },
    });
    const system = pairOf(
      keeper,
      (to, type) =>
        type === "turn"
          ? [{ name: `${to}.turns`, event: { type } }]
          : choices(to).map(({ name, choice }) => ({ name, event: { type, for: choice } })),
    );
    assertEquals(explore(named(system)).states, 14 * 14);
    assertEquals(explore(system).states, (14 * 14 + 14) / 2);
  });

  it("renames the output of a machine that is done: 3 ways to vote of each, names exchanged", () => {
    const voter = machine({
      initial: "undecided",
      context: { choice: "nobody" },
      output: ({ context }: { context: object }) => ({ voted: context }),
      states: {
        undecided: {
          on: {
            go: { target: "voted", actions: assigns(({ event }) => ({ choice: event["for"] })) },
          },
        },
        voted: { type: "final" },
      },
    });
    const system = pairOf(
      voter,
      (to, type) =>
        type === "turn" ? [] : ["one", "two"].map((choice) => ({
          name: `${to}.votes.for.${choice}`,
          event: { type, for: choice },
        })),
    );
    // Burnside: of 3 x 3 states, those are their own mirror image in which two's vote mirrors one's.
    assertEquals(explore(named(system)).states, 9);
    assertEquals(explore(system).states, (9 + 3) / 2);
  });
});

/** Two actors of one machine, and what each of them may do. */
function pairOf(
  subject: System["actors"][string],
  doings: (to: string, type: string) => { name: string; event: Event }[],
): System {
  const actors = { one: subject, two: subject };
  const moves = Object.keys(actors).flatMap((to) =>
    ["go", "turn"].flatMap((type) =>
      doings(to, type).map(({ name, event }) => ({ name, plan: () => [{ to, event }] }))
    )
  );
  return { name: "pair", actors, moves, symmetry: [{ one: "two", two: "one" }] };
}

function choices(to: string) {
  return ["one", "two"].map((choice) => ({ name: `${to}.chooses.${choice}`, choice }));
}
