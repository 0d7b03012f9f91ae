import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Cells } from "./cells.ts";

describe("Cells", () => {
  it("remember what a map of strings remembers, though pairs get other numbers", () => {
    const number = fc.oneof(fc.nat(20), fc.nat(2 ** 30));
    const given = fc.array(fc.tuple(number, number, fc.integer({ min: 1, max: 2 ** 30 })), {
      maxLength: 2000,
      size: "max",
    });
    fc.assert(
      fc.property(given, (all) => {
        const [cells, plain] = [new Cells(), new Map<string, number>()];
        for (const [left, right, value] of all) {
          assertEquals(cells.get(left, right), plain.get(`${left} ${right}`) ?? 0);
          cells.set(left, right, value);
          plain.set(`${left} ${right}`, value);
        }
        for (const [left, right] of all) {
          assertEquals(cells.get(left, right), plain.get(`${left} ${right}`));
        }
      }),
      { seed: 20261122, numRuns: 50 },
    );
  });
});
