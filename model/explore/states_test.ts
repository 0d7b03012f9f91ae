import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Parents } from "./parents.ts";
import { States } from "./states.ts";

const SEED = 20260521;

describe("States", () => {
  it("number pairs as a map of strings does, for pairs that repeat", () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2 ** 30 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 3000, size: "max" }), (pairs) => {
        const [states, plain] = [new States(), new Map<string, number>()];
        for (const [left, right] of pairs) {
          const known = plain.get(`${left} ${right}`);
          assertEquals(states.find(left, right), known ?? -1);
          assertEquals(states.intern(left, right), known ?? plain.size);
          plain.set(`${left} ${right}`, known ?? plain.size);
        }
        assertEquals(states.size, plain.size);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it("keep every pair when they grow, many times over", () => {
    const states = new States();
    const right = (left: number) => (left * 7919) % 65537;
    for (let left = 0; left < 200_000; left++) states.intern(left, right(left));
    assertEquals(states.size, 200_000);
    for (let left = 0; left < 200_000; left++) {
      assertEquals([states.left(left), states.right(left)], [left, right(left)]);
      assertEquals(states.find(left, right(left)), left);
      assertEquals(states.find(left, right(left) + 1), -1);
    }
  });

  it("take at most 15 bytes each, wherever growing stops", () => {
    const states = new States();
    let most = 0;
    for (let left = 0; left < 2_000_000; left++) {
      states.intern(left, left >> 3);
      // What is begun of the last piece of pairs is not counted: it is half a megabyte.
      if (left > 1_000_000) most = Math.max(most, (states.bytes - (1 << 19)) / states.size);
    }
    assert(most <= 15, `${most} bytes`);
    assert(most >= 8 + 4 / 0.75, `${most} bytes cannot be`);
  });
});

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
