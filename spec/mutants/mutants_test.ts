import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Machine } from "../../model/explore/system.ts";
import { parse, print } from "../../traces/mod.ts";
import { askable } from "../askable.ts";
import { invariants } from "../invariants/all.ts";
import { Judging } from "../judging.ts";
import { livenessMutants } from "../liveness/mutants.ts";
import { scopes } from "../scopes.ts";
import { verify } from "../verify.ts";
import { mutants } from "./all.ts";
import { caught } from "./caught.ts";

const all = [...mutants, ...livenessMutants];

/** Explores a mutant with the one claim that must catch it. */
function hunt(mutant: typeof mutants[number]) {
  const claims = invariants.filter(({ code }) => code === mutant.caughtBy);
  assertEquals(claims.length, 1, `no invariant has the code ${mutant.caughtBy}`);
  return { claims, found: verify(mutant.scope, { mutant, claims }) };
}

describe("mutants", () => {
  for (const mutant of mutants) {
    it(`${mutant.name} is caught by ${mutant.caughtBy}, in the model and in its trace`, () => {
      const { claims, found } = hunt(mutant);
      assertEquals(found.exploration.violation?.claim, mutant.caughtBy);
      assertEquals(found.exploration.violation?.path.length, caught[mutant.name]);
      const judging = new Judging(claims);
      const text = found.counterexample!.map((event) => `${print(event)}\n`).join("");
      parse(text).forEach((event, at) => judging.take(event, at + 1));
      const [verdict] = judging.finish();
      assertEquals(verdict?.verdict, "violated");
    });
  }

  it("replace one named rule each, of the machine that they name", () => {
    for (const mutant of all) {
      const scope = scopes[mutant.scope]!;
      const [name, rule] = mutant.rule.split(".") as [string, string];
      const [mine, published] = [scope.mistaken(mutant), scope.machines()];
      assertEquals(Object.keys(mine), [name], mutant.name);
      const rules = rulesOf(published[name]!);
      const isRule = rule in rules.actions || rule in rules.guards;
      assert(isRule, `${mutant.name}: there is no rule ${mutant.rule}`);
      assertEquals(changed(rulesOf(mine[name]!), rules), [rule], mutant.name);
    }
  });

  it("cover every claim that the model can be asked", () => {
    const by = new Set(mutants.map(({ caughtBy }) => caughtBy));
    assertEquals(askable.map(({ code }) => code).filter((code) => !by.has(code)), []);
  });

  it("are those of the catalogue of which there are machines, but for one", () => {
    const numbers = new Set(all.map(({ number }) => number));
    const missing = Array.from({ length: 106 }, (_, at) => at + 1).filter((no) => !numbers.has(no));
    // 26: no one rule makes it, `fenced_test.ts` needs four.
    assertEquals(missing, [26]);
  });

  it("are those of the catalogue about the life of a cluster, too", () => {
    const numbers = new Set(all.map(({ number }) => number));
    assertEquals([104, 105, 106].filter((number) => !numbers.has(number)), []);
  });

  it("have names of their own, and each a number of steps on record", () => {
    const names = all.map(({ name }) => name);
    assertEquals(new Set(names).size, names.length);
    assertEquals(Object.keys(caught).sort(), names.sort());
  });
});

type Rules = Machine["implementations"];

function rulesOf({ implementations }: Machine): Rules {
  return implementations;
}

/** Rules whose text differs: a factory makes new functions, with the same text. */
function changed(mine: Rules, published: Rules): string[] {
  return (["actions", "guards"] as const).flatMap((kind) =>
    Object.keys(mine[kind]).filter((rule) => text(mine[kind][rule]) !== text(published[kind][rule]))
  );
}

function text(rule: unknown): string {
  const { assignment = rule } = rule as { assignment?: unknown };
  return typeof assignment === "function" ? assignment.toString() : JSON.stringify(assignment);
}
