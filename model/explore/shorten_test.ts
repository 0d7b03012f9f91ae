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

  it("is a path of which no single step can be left out", () => {
    const even = (path: readonly number[]) => {
      const sum = path.reduce((a, b) => a + b, 0);
      return sum > 20 && sum % 3 === 0 ? path : undefined;
    };
    const short = shortened(Array.from({ length: 40 }, (_, i) => i % 7), even);
    assert(even(short));
    short.forEach((_, at) => assertEquals(even(short.filter((_, i) => i !== at)), undefined));
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
