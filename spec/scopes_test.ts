import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { scopes } from "../model/scopes.ts";
import { invariants } from "./invariants/all.ts";
import { type Verification, verify } from "./verify.ts";
import { witnesses } from "./witnesses/all.ts";

/** States, steps and depth. They change only with the model, and then on purpose. */
const COUNTS: Readonly<Record<string, readonly [states: number, steps: number, depth: number]>> = {
  tiny: [177, 1_878, 12],
  "long-mtr": [2, 1, 1],
  mtr: [429, 6_589, 18],
  "full-tail": [167, 2_048, 14],
  pipeline: [24_226, 260_383, 22],
  background: [34_479, 625_740, 24],
  "two-groups": [8_494, 207_290, 27],
  small: [395_379, 9_442_689, 23],
};

describe("every reachable state of", () => {
  const runs: Verification[] = [];
  for (const scope of Object.keys(scopes)) {
    it(`${scope} keeps every claim`, () => {
      const run = verify(scope);
      runs.push(run);
      const { violation, complete, states, edges, depth } = run.exploration;
      assertEquals(violation, undefined);
      assertEquals(complete, true);
      assertEquals(run.missing, []);
      assertEquals([states, edges, depth], COUNTS[scope]);
    });
  }

  it("the scopes together asks every claim, and shows every witness", () => {
    const unasked = invariants.filter(({ code }) =>
      runs.every(({ exploration }) => (exploration.obligations[code] ?? 0) === 0)
    );
    assertEquals(unasked.map(({ code }) => code), []);
    const promised = new Set(witnesses.flatMap((witness) => witness.scopes));
    assertEquals([...promised].filter((scope) => !(scope in scopes)), []);
  });
});
