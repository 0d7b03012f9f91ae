import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { plainStart, type PlainState, plainSteps, printState } from "./_plain.ts";
import { explore } from "./explore.ts";
import { ModelError } from "./model_error.ts";
import type { System, World } from "./system.ts";
import { named, toys } from "./toys/all.ts";
import { dieHard, litresIn } from "./toys/die_hard.ts";
import { diningPhilosophers } from "./toys/dining_philosophers.ts";
import { walk, wander } from "./walk.ts";
import { type Edge, watchStates } from "./watch.ts";

function print({ actors }: System, world: World): string {
  const locals = Object.keys(actors).map((name) => [name, world.state(name)]);
  return printState({ actors: Object.fromEntries(locals), sent: {} });
}

/** What XState's own transition() makes of the same moves. */
function followPlainly(system: System, edges: readonly Edge[]): void {
  const printed = (state: PlainState) => printState({ ...state, sent: {} });
  let state = plainStart(system);
  for (const { move, before, after } of edges) {
    assertEquals(print(system, before), printed(state));
    state = plainSteps(system, state).find(({ name }) => name === move.name)!.next;
    assertEquals(print(system, after), printed(state));
  }
}

describe("walk()", () => {
  it("follows a counterexample to what is broken", () => {
    const watch = watchStates({ "never four": (world) => litresIn(world, "big") !== 4 });
    const path = explore(dieHard, { watch }).violation!.path;
    const edges = walk(dieHard, path);
    assertEquals(edges.map(({ move }) => move.name), [...path]);
    assertEquals(litresIn(edges.at(-1)!.after, "big"), 4);
    followPlainly(dieHard, edges);
  });

  it("refuses a step that cannot happen there, or is no move", () => {
    const [path, never] = [["fill.big", "fill.big"], ["fill.big", "drink.big"]];
    assertEquals(walk(dieHard, path).length, 2);
    assertThrows(
      () => walk(dieHard, never),
      ModelError,
      'Step 2 of the path, "drink.big", cannot happen there',
    );
  });

  it("of no steps is empty", () => assertEquals(walk(dieHard, []), []));
});

describe("wander()", () => {
  it("takes steps of the system, the same for the same choices", () => {
    const cases = fc.tuple(fc.constantFrom(...toys), fc.array(fc.nat(99), { maxLength: 25 }));
    fc.assert(
      fc.property(cases, ([toy, choices]) => {
        const system = named(toy);
        const edges = wander(system, choices);
        followPlainly(system, edges);
        const names = edges.map(({ move }) => move.name);
        assertEquals(wander(system, choices).map(({ move }) => move.name), names);
      }),
      { seed: 20267, numRuns: 100 },
    );
  });

  it("ends where nothing can happen", () => {
    const edges = wander(named(diningPhilosophers(2)), [0, 1, 0, 0, 0]);
    assertEquals(edges.map(({ move }) => move.name), [
      "philosopher1.takes.fork1",
      "philosopher2.takes.fork2",
    ]);
  });
});
