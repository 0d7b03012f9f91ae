import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { nobody, type Watch, watchStates } from "../watch.ts";
import { findings, restsOf } from "./_compare.ts";
import { type Case, situationOf, systemOf, systems, watchSteps } from "./_random.ts";

/** How often each happened: what seldom happens is hardly tested. */
const times = {
  reduced: 0,
  whole: 0,
  fewer: 0,
  states: 0,
  broken: 0,
  seen: 0,
  atRest: 0,
  tooLarge: 0,
};

function watchAfter({ situations }: Case): Watch {
  const named = situations.map((looks, index) => [`situation ${index}`, looks] as const);
  return watchStates(
    Object.fromEntries(named.map(([name, looks]) => [name, (at) => !situationOf(looks)(at)])),
    Object.fromEntries(named.map(([name, looks]) => [name, situationOf(looks)])),
  );
}

function compare(one: Case): void {
  const system = systemOf(one);
  for (const watch of [nobody, watchAfter(one), watchSteps(one)]) {
    const whole = findings(system, watch, false, 3000);
    if (!whole.complete) {
      times.tooLarge++;
      return;
    }
    const reduced = findings(system, watch, true);
    assertEquals(reduced.complete, true);
    assertEquals(reduced.same, whole.same);
    times[reduced.reduction!.ample > 0 ? "reduced" : "whole"]++;
    if (reduced.states < whole.states) times.fewer++;
    times.states += whole.states;
    if (whole.same.broken.length > 0) times.broken++;
    if (whole.same.seen.length > 0) times.seen++;
    if (whole.same.rests > 0) times.atRest++;
  }
  assertEquals(restsOf(system, true), restsOf(system, false));
}

describe("a reduced exploration finds what a whole one finds", () => {
  for (const [actors, states, moves] of [[3, 2, 6], [3, 3, 6], [4, 2, 7], [4, 3, 8]] as const) {
    it(`in ${actors} actors of ${states} states and ${moves} moves`, () => {
      fc.assert(fc.property(systems(actors, states, moves), compare), { seed: 1996, numRuns: 100 });
    });
  }

  it("often enough to matter", () => {
    for (const [what, count] of Object.entries(times)) {
      assert(what === "tooLarge" || count > 50, `${what}: ${count}`);
    }
  });
});
