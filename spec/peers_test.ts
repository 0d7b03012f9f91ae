/** The scopes of the model, explored by several peers: the same as by one, up to symmetry too. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Exploration, explore } from "../model/explore/explore.ts";
import { exploreInTurn } from "../model/explore/peers/in_turn.ts";
import { invariants } from "./invariants/all.ts";
import { mutants } from "./mutants/all.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { systemOf } from "./system_of.ts";
import { watchModel } from "./watch_model.ts";
import { witnesses } from "./witnesses/all.ts";

/** All but what each peer needs for itself. */
function found({ asked: _, bytes: __, ...found }: Exploration) {
  return found;
}

function compare(scope: string, mutant?: Mutant, all = false): Exploration {
  const system = systemOf(scope, mutant);
  const watch = () => watchModel(system, invariants, witnesses);
  const alone = explore(system, { watch: watch(), all });
  for (const peers of [1, 2, 3]) {
    assertEquals(found(exploreInTurn(system, { watch: watch(), all, peers })), found(alone));
  }
  return alone;
}

describe("peers find what one thread finds", () => {
  for (const scope of ["tiny", "long-mtr", "mtr", "full-tail"]) {
    it(`in ${scope}`, () => assertEquals(compare(scope).violations, []));
  }

  it("of mistakes, with the same shortest paths", () => {
    const names = [
      "own-record-only",
      "scl-is-the-highest-lsn",
      "vdl-is-vcl",
      "two-fulls-in-one-az",
    ];
    for (const mutant of mutants.filter(({ name }) => names.includes(name))) {
      assert(compare(mutant.scope, mutant).violation, mutant.name);
      const { violations } = compare(mutant.scope, mutant, true);
      assert(violations.some(({ claim }) => claim === mutant.caughtBy), mutant.name);
    }
  });
});
