/**
 * Reduced explorations of the model. The scopes declare a symmetry, with which a reduction is
 * refused: here their copies are told apart by name.
 */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Findings, findings, restsOf } from "../model/explore/reduction/_compare.ts";
import { named } from "../model/explore/toys/all.ts";
import { invariants } from "./invariants/all.ts";
import { mutants } from "./mutants/all.ts";
import type { Subject } from "./subject.ts";
import { systemOf } from "./system_of.ts";
import { verify } from "./verify.ts";
import { watchModel } from "./watch_model.ts";
import { witnesses } from "./witnesses/all.ts";

/** Explores a system whole and reduced, and demands the same. Returns what the reduced one finds. */
function compare(subject: Subject): Findings {
  const watch = () => watchModel(subject, invariants, witnesses);
  const whole = findings(named(subject), watch(), false);
  const reduced = findings(named(subject), watch(), true);
  assertEquals(reduced.same, whole.same);
  assertEquals([whole.complete, reduced.complete], [true, true]);
  assertEquals(restsOf(named(subject), true), restsOf(named(subject), false));
  return reduced;
}

/** Mistakes with which a system has 8,000 states and more: its writer counts what it repeats. */
const LARGE = ["acknowledged-again", "ack-of-what-never-came", "record-filed-one-too-high"];

describe("reduced and whole explorations agree on", () => {
  for (const scope of ["tiny", "long-mtr", "full-tail"]) {
    it(scope, () => assertEquals(compare(systemOf(scope)).same.broken, []));
  }

  it("outage, in which something is left out", () => {
    const { same, reduction } = compare(systemOf("outage"));
    assertEquals(same.broken, []);
    assertEquals([reduction!.ample, reduction!.omitted], [3, 3]);
  });

  it("what mistakes break in small worlds", () => {
    const caught = mutants.filter(({ scope, name }) =>
      ["tiny", "long-mtr", "full-tail"].includes(scope) && !LARGE.includes(name)
    );
    for (const mutant of caught) {
      const { broken } = compare(systemOf(mutant.scope, mutant)).same;
      assert(broken.includes(mutant.caughtBy), `${mutant.name} breaks ${broken}`);
    }
    assertEquals(caught.length, 15);
  });
});

describe("a scope with its symmetry", () => {
  it("is explored whole, and the result says why", () => {
    const { exploration } = verify("tiny", { reduction: true });
    assertEquals(exploration.reduction?.refused, "the system declares a symmetry");
    assertEquals(exploration.states, verify("tiny").exploration.states);
  });
});
