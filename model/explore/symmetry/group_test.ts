import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { Group } from "./group.ts";
import { identity, inverse, type Permutation, then } from "./permutation.ts";

const DEGREE = 6;

/** All permutations that some generate, found the plain way. */
function generated(generators: readonly Permutation[]): Permutation[] {
  const all = new Map([[identity(DEGREE).join(), identity(DEGREE)]]);
  for (const permutation of all.values()) {
    for (const generator of generators) {
      const next = then(permutation, generator);
      all.set(next.join(), all.get(next.join()) ?? next);
    }
  }
  return [...all.values()];
}

const permutation: fc.Arbitrary<Permutation> = fc.shuffledSubarray([...identity(DEGREE)], {
  minLength: DEGREE,
});

/** Few of which move only some points: most groups of two random permutations are large. */
const generators = fc.array(
  fc.oneof(
    permutation,
    fc.shuffledSubarray([0, 1, 2], { minLength: 3 }).map((some) => [...some, 3, 4, 5]),
    fc.constantFrom([1, 0, 3, 2, 4, 5], [2, 3, 0, 1, 4, 5], [0, 1, 2, 3, 5, 4]),
  ),
  { maxLength: 3 },
);

const options = { seed: 1981, numRuns: 150 };

describe("a group", () => {
  it("knows its order, and what is in it, without a list (property)", () => {
    fc.assert(
      fc.property(generators, permutation, (generators, other) => {
        const all = generated(generators);
        const group = new Group(DEGREE, generators);
        assertEquals(group.order, BigInt(all.length));
        assert(all.every((permutation) => group.has(permutation)));
        const listed = all.map((_, number) => group.nth(number).join());
        assertEquals(listed.sort(), all.map((each) => each.join()).sort());
        assertEquals(group.nth(0), identity(DEGREE));
        assertEquals(group.has(other), all.some((each) => each.join() === other.join()));
      }),
      options,
    );
  });

  it("tells the orbits of points and of pairs (property)", () => {
    fc.assert(
      fc.property(generators, (generators) => {
        const all = generated(generators);
        const group = new Group(DEGREE, generators);
        const least = (points: readonly number[]) =>
          Math.min(...all.map((way) => points.reduce((sum, p) => sum * DEGREE + way[p]!, 0)));
        const points = identity(DEGREE);
        assertEquals(group.orbits, points.map((point) => least([point])));
        const pairs = points.flatMap((one) => points.map((other) => least([one, other])));
        assertEquals(group.pairOrbits(), pairs);
      }),
      options,
    );
  });

  it("arranges points by rank, whichever of its arrangements is given (property)", () => {
    fc.assert(
      fc.property(generators, permutation, permutation, (generators, points, rank) => {
        const all = generated(generators);
        const group = new Group(DEGREE, generators);
        const arrangements = all.map((way) => then(inverse(way), points));
        const ranks = (each: Permutation) => each.map((point) => rank[point]);
        const first = arrangements.toSorted((one, other) => ranks(one) < ranks(other) ? -1 : 1)[0]!;
        for (const each of arrangements) assertEquals(group.arranged(each, rank), first);
      }),
      options,
    );
  });

  it("of all orders is large and quickly known", () => {
    const swaps = Array.from({ length: 29 }, (_, i) => {
      const swap = [...identity(30)];
      [swap[i], swap[i + 1]] = [i + 1, i];
      return swap;
    });
    const group = new Group(30, swaps);
    assertEquals(group.order, 265252859812191058636308480000000n);
    assert(group.isFull);
  });

  it("of even orders is not all of them, though no two pairs look different", () => {
    const group = new Group(
      DEGREE,
      [2, 3, 4, 5].map((n) => {
        const turn = [...identity(DEGREE)];
        [turn[0], turn[1], turn[n]] = [1, n, 0];
        return turn;
      }),
    );
    assertEquals([group.order, group.isFull], [360n, false]);
  });
});
