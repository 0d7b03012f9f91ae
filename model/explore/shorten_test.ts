import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { shortened } from "./shorten.ts";

/** What of a path leads to the end if all of some steps are in it, in this order. */
function needs(wanted: readonly number[]) {
  return (path: readonly number[]) => {
    let at = 0;
    const end = path.findIndex((step) => {
      if (step === wanted[at]) at++;
      return at === wanted.length;
    });
    return at === wanted.length ? path.slice(0, end + 1) : undefined;
  };
}

describe("shortened()", () => {
  it("leaves nothing but what is needed, whatever stands between", () => {
    const paths = fc.array(fc.nat(9), { maxLength: 60 });
    const wanted = fc.array(fc.nat(9), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(paths, wanted, (noise, wanted) => {
        const path = noise.flatMap((
          step,
          i,
        ) => [step, ...wanted[i] === undefined ? [] : [wanted[i]]]);
        if (needs(wanted)(path) === undefined) return;
        assertEquals(shortened(path, needs(wanted)), wanted);
      }),
      { seed: 20269, numRuns: 300 },
    );
  });

  it("is a path of which no single step can be left out, though some steps need others", () => {
    const steps = Array.from({ length: 12 }, (_, i) => i);
    const needs = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 12 });
    fc.assert(
      fc.property(needs, fc.nat(11), (needs, wanted) => {
        const leads = (path: readonly number[]) =>
          path.includes(wanted) &&
            needs.every(([step, other]) => !path.includes(step) || path.includes(other))
            ? path
            : undefined;
        const short = shortened(steps, leads);
        assert(leads(short));
        for (const step of short) {
          assertEquals(leads(short.filter((other) => other !== step)), undefined);
        }
      }),
      { seed: 20270, numRuns: 500 },
    );
  });

  it("tries few paths: of 1,000 steps, of which three are needed, no more than 200", () => {
    let tried = 0;
    const attempt = needs([17, 500, 983]);
    const path = Array.from({ length: 1000 }, (_, i) => i);
    const counted = (some: readonly number[]) => {
      tried++;
      return attempt(some);
    };
    assertEquals(shortened(path, counted), [17, 500, 983]);
    assert(tried <= 200, `${tried}`);
  });

  it("may find that nothing is needed", () => {
    assertEquals(shortened([1, 2, 3], (path) => path), []);
    assertEquals(shortened([], () => undefined), []);
  });
});
