import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { scopes } from "../model/scopes.ts";
import { invariants } from "./invariants/all.ts";
import { ledger } from "./ledger.ts";
import { type Verification, verify } from "./verify.ts";
import { witnesses } from "./witnesses/all.ts";

describe("every reachable state of", () => {
  const runs: Verification[] = [];
  for (const scope of Object.keys(scopes)) {
    it(`${scope} keeps every claim`, () => {
      const run = verify(scope);
      runs.push(run);
      const { violation, complete, states, edges: steps, depth, obligations } = run.exploration;
      assertEquals(violation, undefined);
      assertEquals(complete, true);
      assertEquals(run.missing, []);
      const recorded = ledger.find((entry) => entry.scope === scope)!;
      assertEquals({ ...recorded, states, steps, depth, obligations }, recorded);
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
