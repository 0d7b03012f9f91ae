import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Pairs } from "./pairs.ts";

const SEED = 20260521;

describe("Pairs", () => {
  it("number pairs as a map of strings does, for pairs that repeat", () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2 ** 30 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 3000, size: "max" }), (given) => {
        const [pairs, plain] = [new Pairs(), new Map<string, number>()];
        for (const [left, right] of given) {
          const known = plain.get(`${left} ${right}`);
          assertEquals(pairs.find(left, right), known ?? -1);
          assertEquals(pairs.intern(left, right), known ?? plain.size);
          plain.set(`${left} ${right}`, known ?? plain.size);
        }
        assertEquals(pairs.size, plain.size);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("keep every pair when they grow, many times over", () => {
    const pairs = new Pairs();
    const right = (left: number) => (left * 7919) % 65537;
    for (let left = 0; left < 200_000; left++) pairs.intern(left, right(left));
    assertEquals(pairs.size, 200_000);
    for (let left = 0; left < 200_000; left++) {
      assertEquals([pairs.left(left), pairs.right(left)], [left, right(left)]);
      assertEquals(pairs.find(left, right(left)), left);
      assertEquals(pairs.find(left, right(left) + 1), -1);
    }
  });

  it("take at most 15 bytes each, wherever growing stops", () => {
    const pairs = new Pairs();
    let most = 0;
    for (let left = 0; left < 2_000_000; left++) {
      pairs.intern(left, left >> 3);
      // What is begun of the last piece is not counted: it is half a megabyte.
      if (left > 1_000_000) most = Math.max(most, (pairs.bytes - (1 << 19)) / pairs.size);
    }
    assert(most <= 15, `${most} bytes`);
    assert(most >= 8 + 4 / 0.75, `${most} bytes cannot be`);
  });
});
