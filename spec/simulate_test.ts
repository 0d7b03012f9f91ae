import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { invariants } from "./invariants/all.ts";
import { mutants } from "./mutants/all.ts";
import { scopes } from "./scopes.ts";
import { simulate } from "./simulate.ts";
import { verify } from "./verify.ts";

/** Recoveries, replicas and new members take many steps to go wrong. */
const stepsIn = (scope: string) =>
  scope === "hydration"
    ? 400_000
    : /^(recovery|replica|reads-a|failover-r|az-)/.test(scope)
    ? 100_000
    : 20_000;

describe("random walks", () => {
  for (const scope of Object.keys(scopes)) {
    it(`through ${scope} break no claim`, () => {
      const { simulation } = simulate(scope, { steps: 2000 });
      assertEquals([simulation.violation, simulation.steps > 0], [undefined, true]);
    });
  }

  // Two copies with different gaps must answer, and no third one; or of five copies three know what is
  // annulled, one the epoch only, and one nothing: chance does not come by.
  const missed = ["recovery-by-highest-scl", "gossip-before-the-ranges"];
  for (const mutant of mutants.filter(({ name }) => !missed.includes(name))) {
    it(`find the mistake ${mutant.name}`, () => {
      const { simulation } = simulate(mutant.scope, { mutant, steps: stepsIn(mutant.scope) });
      assert(simulation.violation !== undefined);
    });
  }

  it("find no way that is shorter than the shortest", () => {
    for (const mutant of mutants.filter(({ scope }) => scope === "tiny")) {
      const claims = invariants.filter(({ code }) => code === mutant.caughtBy);
      const { violation } = simulate("tiny", { mutant, claims }).simulation;
      const shortest = verify("tiny", { mutant, claims }).exploration.violation!.path;
      assert(violation!.path.length >= shortest.length, mutant.name);
    }
  });

  it("through tiny meet nearly every state, and ask whatever an exploration asks", () => {
    const { simulation } = simulate("tiny", { steps: 20_000 });
    const { exploration } = verify("tiny");
    const { states } = simulation;
    assert(states > exploration.states * 0.95 && states <= exploration.states, `${states}`);
    assertEquals(simulation.charts, exploration.charts);
    for (const [code, met] of Object.entries(exploration.obligations)) {
      assertEquals(simulation.obligations[code]! > 0, met > 0, code);
    }
  });
});
