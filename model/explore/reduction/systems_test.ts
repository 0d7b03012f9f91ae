import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { System } from "../system.ts";
import { nobody, type Watch, watchStates } from "../watch.ts";
import { findings, restsOf } from "./_compare.ts";
import { promises, systems } from "./_systems.ts";
import { momentsOf, pairsOf } from "./_watches.ts";

/** How many comparisons there were, and in how many something was left out. */
const compared = { all: 0, reduced: 0, broken: 0, seen: 0 };

function compare(system: System, watch: Watch): void {
  const [whole, reduced] = [findings(system, watch, false), findings(system, watch, true)];
  assertEquals(reduced.same, whole.same);
  assertEquals(reduced.complete, true);
  assert(reduced.states <= whole.states && reduced.edges <= whole.edges);
  compared.all++;
  compared.broken += whole.same.broken.length;
  compared.seen += whole.same.seen.length;
  if (reduced.reduction!.ample > 0) compared.reduced++;
}

describe("reduced and whole explorations agree on", () => {
  for (const system of systems) {
    it(system.name, () => {
      compare(system, nobody);
      assertEquals(restsOf(system, true), restsOf(system, false));
      const actors = Object.keys(system.actors);
      const [first, last] = [actors[0]!, actors.at(-1)!];
      compare(system, pairsOf(system, first, last, 10));
      compare(system, pairsOf(system, first, actors[1] ?? first, 10));
      compare(system, momentsOf(system, first, 4));
    });
  }

  for (const [system, claims] of promises) {
    it(`the promises of ${system.name}`, () => compare(system, watchStates(claims, claims)));
  }

  it("enough to tell them apart", () => {
    assert(compared.reduced > compared.all / 4, `${compared.reduced} of ${compared.all}`);
    assert(compared.broken > 5, `${compared.broken} broken`);
    assert(compared.seen > 300, `${compared.seen} seen`);
  });
});
