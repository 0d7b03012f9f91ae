import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import {
  inStates,
  type PlainFairness,
  type PlainProperty,
  plainSizes,
  plainStem,
  systemOf,
} from "./_plain.ts";
import { anywhere, type Assumed, type Case, roundAndOut } from "./_random.ts";
import { strong, strongEach, weak, weakEach } from "./fairness.ts";
import { checkLiveness } from "./liveness.ts";
import { alwaysEventually, eventually, eventuallyAlways, leadsTo } from "./property.ts";

function fairnessOf({ strength, each, moves }: Assumed) {
  const names = moves.map((move) => `m${move}`);
  if (strength === "weak") return each ? weakEach(names) : weak(names);
  return each ? strongEach(names) : strong(names);
}

function plainOf({ strength, each, moves }: Assumed): PlainFairness[] {
  return each ? moves.map((move) => ({ strength, moves: [move] })) : [{ strength, moves }];
}

function propertyOf({ from, goal, stays = false }: PlainProperty) {
  if (from === "start") {
    return stays ? eventuallyAlways("it", inStates(goal)) : eventually("it", inStates(goal));
  }
  if (stays) return { ...leadsTo("it", inStates(from), inStates(goal)), stays };
  if (from.every(Boolean)) return alwaysEventually("it", inStates(goal));
  return leadsTo("it", inStates(from), inStates(goal));
}

/** How often each was told: what is seldom told is hardly tested. */
const told = {
  holds: 0,
  violated: 0,
  unjudged: 0,
  stutters: 0,
  goesRound: 0,
  stays: 0,
  comesBack: 0,
};

function compare({ table, property, assumed }: Case): void {
  const { verdicts } = checkLiveness(systemOf(table), {
    properties: [propertyOf(property)],
    fairness: assumed.map(fairnessOf),
  });
  const { verdict, lasso, obligations, components } = verdicts[0]!;
  const stem = plainStem(table, property, assumed.flatMap(plainOf));
  assertEquals(lasso?.stem.length, stem);
  assertEquals(verdict === "violated", stem !== undefined);
  assertEquals([obligations, components], plainSizes(table, property));
  assertEquals(verdict === "unjudged", obligations === 0);
  told[verdict]++;
  if (property.stays && verdict !== "unjudged") told[lasso === undefined ? "stays" : "comesBack"]++;
  if (lasso !== undefined) told[lasso.cycle.length > 0 ? "goesRound" : "stutters"]++;
}

const kinds: readonly [what: string, cases: fc.Arbitrary<Case>][] = [
  ["of 4 states and 3 moves", anywhere(4, 3)],
  ["of 6 states and 2 moves", anywhere(6, 2)],
  ["of rounds of 3 that can be left", roundAndOut(3)],
  ["of rounds of 5 that can be left", roundAndOut(5)],
];

describe("a check of liveness says what a plain one says", () => {
  for (const [what, cases] of kinds) {
    it(what, () => {
      fc.assert(fc.property(cases, compare), { seed: 19720, numRuns: 600 });
    });
  }

  it("with each verdict often enough", () => {
    for (const [what, times] of Object.entries(told)) assert(times > 50, `${what}: ${times}`);
  });
});
