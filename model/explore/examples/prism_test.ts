/** Systems that PRISM counts: where it tosses a coin, an exploration goes both ways. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explore, watchStates } from "../mod.ts";
import { isExclusive, pnueliZuck } from "./pnueli_zuck.ts";

describe("mutual exclusion by Pnueli and Zuck", () => {
  // prismmodelchecker.org, case study "mutual", model statistics: 2,368 and 27,600 states with 3 and
  // 4 processes. The 308,800 with 5 are counted by bench/oracles_bench.ts.
  for (const [n, states] of [[3, 2_368], [4, 27_600]] as const) {
    it(`has the ${states} states that PRISM counts with ${n} processes`, () => {
      const { symmetry: _, ...named } = pnueliZuck(n);
      assertEquals(explore(named).states, states);
    });
  }

  it("excludes one of two, up to the order of 4 processes", () => {
    const watch = watchStates({ exclusive: (world) => isExclusive(world, 4) });
    const { complete, symmetry, violation } = explore(pnueliZuck(4), { watch });
    assertEquals({ complete, symmetry, violation }, {
      complete: true,
      symmetry: 24,
      violation: undefined,
    });
  });
});
