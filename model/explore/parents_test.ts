import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Parents } from "./parents.ts";

const SEED = 20260521;

describe("Parents", () => {
  it("are told as they were given, for any numbers of children", () => {
    const families = fc.array(
      fc.tuple(fc.nat({ max: 3 }), fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 900 }))),
      { maxLength: 300, size: "max" },
    );
    fc.assert(
      fc.property(families, (told) => {
        const [parents, plain] = [new Parents(), [-1]];
        let parent = 0;
        for (const [skipped, children] of told) {
          parent += skipped;
          for (let child = 0; child < children; child++) {
            parents.add(parent);
            plain.push(parent);
          }
          parent++;
        }
        plain.forEach((one, at) => assertEquals(parents.of(at), one));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
