import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Bounds } from "../../model/bounds.ts";
import { strongEach, weakEach } from "../../model/explore/mod.ts";
import { scopes } from "../../model/scopes.ts";
import { storageSystem } from "../../model/system.ts";
import { mutants } from "../mutants/all.ts";
import { caught } from "../mutants/caught.ts";
import { subjectOf } from "../subject.ts";
import { verify } from "../verify.ts";
import { livenessIn, verifyLiveness } from "../verify_liveness.ts";
import { livenessClaims } from "./all.ts";
import { acksArrive } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { livenessMutants } from "./mutants.ts";

/** The verdicts on all that a claim owes in a scope. */
function verdictsOn(claim: LivenessClaim, scope: string, mutantName?: string) {
  const mutant = [...mutants, ...livenessMutants].find(({ name }) => name === mutantName);
  assertEquals(mutant?.name, mutantName);
  const options = { claims: [claim], ...mutant && { mutant } };
  return verifyLiveness(scope, options).findings[0]!.liveness.verdicts;
}

/** The first of them. */
function firstOn(...asked: Parameters<typeof verdictsOn>) {
  return verdictsOn(...asked)[0]!;
}

function claimOf(code: string): LivenessClaim {
  return livenessClaims.find((claim) => claim.code === code)!;
}

describe("what must happen at last", () => {
  for (const scope of new Set(livenessClaims.flatMap(({ scopes }) => scopes))) {
    it(`happens in ${scope}`, () => {
      const claims = livenessClaims.filter(({ scopes }) => scopes.includes(scope));
      for (const { claim, liveness } of verifyLiveness(scope, { claims }).findings) {
        const found = new Set(liveness.verdicts.map(({ verdict }) => verdict));
        assertEquals(found, new Set(["holds"]), claim.code);
      }
    });
  }

  for (const claim of livenessClaims) {
    it(`need not happen if nothing is assumed: ${claim.code}`, () => {
      const { verdict, lasso } = firstOn({ ...claim, fairness: () => [] }, claim.scopes[0]!);
      assertEquals([verdict, lasso?.cycle], ["violated", []]);
    });
  }

  it("is told with each debt on its own", () => {
    assertEquals(verdictsOn(claimOf("C4"), "tiny").map(({ property }) => property), [
      "the acknowledgement of T1",
      "the acknowledgement of T2",
    ]);
    assertEquals(verdictsOn(claimOf("L12"), "full-tail").length, 6);
  });
});

describe("where a node takes every step apart, and may crash between", () => {
  const bounds: Bounds = {
    ...scopes["pipeline"]!.bounds,
    workload: [[{ pg: "p1", commits: "T1" }]],
    background: false,
  };
  const system = subjectOf(storageSystem("one record, step by step", bounds));
  const verdicts = (claims: readonly LivenessClaim[]) =>
    livenessIn(system, claims).map(({ liveness }) =>
      [...new Set(liveness.verdicts.map(({ verdict }) => verdict))].join()
    );

  it("what must happen at last does", () => {
    const asked = livenessClaims.filter(({ scopes }) => scopes.includes("tiny"));
    assertEquals(asked.map(({ code }) => code), ["L2", "L12", "C4", "C5"]);
    assertEquals(verdicts(asked), ["holds", "holds", "holds", "holds"]);
  });

  it("but not to a client, if a node leaves in memory what it received", () => {
    const fairness = () => [strongEach("*.receives.*"), weakEach("*.restarts"), ...acksArrive];
    const lazy = livenessClaims.map((claim): LivenessClaim => ({ ...claim, fairness }));
    assertEquals(verdicts(lazy.filter(({ code }) => code === "C5")), ["violated"]);
  });
});

describe("where copies are down again and again", () => {
  const weakly = (claim: LivenessClaim): LivenessClaim => ({
    ...claim,
    fairness: (bounds) => claim.fairness(bounds).map((each) => ({ ...each, strength: "weak" })),
  });
  const withoutReturn = (claim: LivenessClaim): LivenessClaim => ({
    ...claim,
    fairness: (bounds) => claim.fairness(bounds).filter(({ action }) => !isReturn(action)),
  });
  const isReturn = (action: unknown) =>
    typeof action === "function" && action({ deed: { does: "restart" } });

  it("weak fairness is not enough of what a copy must be up for", () => {
    const cycles = ["L12", "C4", "C5"].map((code) =>
      firstOn(weakly(claimOf(code)), "outage").lasso?.cycle
    );
    assertEquals(cycles, [
      ["a1.crashes", "a1.restarts", "c1.crashes", "c1.restarts"],
      undefined,
      ["a1.crashes", "a1.restarts", "b1.crashes", "b1.restarts", "c1.crashes", "c1.restarts"],
    ]);
  });

  it("what is down must come back", () => {
    const { lasso } = firstOn(withoutReturn(claimOf("L12")), "outage");
    assertEquals([lasso?.stem.at(-1), lasso?.cycle], ["a1.crashes", []]);
  });
});

describe("a mistake that keeps somebody waiting", () => {
  for (const { name, scope } of [...mutants, ...livenessMutants]) {
    const caught = livenessClaims.filter(({ catches }) => catches.includes(name));
    if (caught.length === 0) continue;
    it(`${name} is caught by ${caught.map(({ code }) => code)}`, () => {
      const asked = livenessClaims.filter(({ scopes, catches }) =>
        scopes.includes(scope) || catches.includes(name)
      );
      const broken = asked.filter((claim) =>
        verdictsOn(claim, scope, name).some(({ verdict }) => verdict === "violated")
      );
      assertEquals(broken, caught);
    });
  }

  it("is known for each claim", () => {
    const names = [...mutants, ...livenessMutants].map(({ name }) => name);
    for (const { code, catches } of livenessClaims) {
      assert(catches.length > 0 && catches.every((name) => names.includes(name)), code);
    }
  });

  it("leaves a hole that no peer fills, for ever", () => {
    const { property, lasso } = firstOn(claimOf("L12"), "tiny", "gossip-with-one-peer");
    assertEquals([property, lasso!.cycle], ["record 1 on a1", []]);
    assert(lasso!.stem.includes("b1.stores.1") && !lasso!.stem.includes("a1.stores.1"));
  });

  for (const mutant of livenessMutants) {
    it(`${mutant.name} is caught by ${mutant.caughtBy}, and by no claim about steps`, () => {
      const found = verdictsOn(claimOf(mutant.caughtBy), mutant.scope, mutant.name);
      const { stem, cycle } = found.find(({ verdict }) => verdict === "violated")!.lasso!;
      assertEquals(stem.length + cycle.length, caught[mutant.name]);
      const { exploration } = verify(mutant.scope, { mutant });
      assertEquals([exploration.complete, exploration.violations], [true, []]);
    });
  }
});
