import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explore } from "./explore.ts";
import { probe } from "./probe.ts";
import { fromBelow, likelySize } from "./size.ts";
import { counters } from "./toys/counters.ts";
import { twoPhaseCommit } from "./toys/two_phase_commit.ts";

describe("fromBelow()", () => {
  it("is Chao's estimate: what was seen, and half of once squared over twice", () => {
    assertEquals(fromBelow(10, 100, 0, 0), 100);
    assertEquals(fromBelow(10, 100, 1, 50), 100);
    // 100 + 9/10 x 20 x 19 / (2 x 10)
    assertEquals(fromBelow(10, 100, 20, 9), 117);
    assertEquals(fromBelow(1, 10, 10, 0), 10);
    assertEquals(fromBelow(0, 1, 0, 0), 1);
  });

  it("is the number itself where all are met alike often: 1,000 cells, 1,000 balls, by Poisson", () => {
    const share = (times: number) => Math.round(1000 * Math.exp(-1) / [1, 1, 2][times]!);
    const size = fromBelow(1000, 1000 - share(0), share(1), share(2));
    assert(Math.abs(size - 1000) < 10, `${size}`);
  });
});

describe("likelySize()", () => {
  /** Level sizes like a bell around a place. */
  const bell = (place: number, width: number, top: number) =>
    Array.from(
      { length: 2 * place + 1 },
      (_, at) => Math.round(top * Math.exp(-((at - place) ** 2) / (2 * width ** 2))),
    );

  it("is right for a bell, from a third of the way on", () => {
    const levels = bell(20, 5, 1e6);
    const size = levels.reduce((a, b) => a + b);
    for (let known = 14; known <= levels.length; known++) {
      const likely = likelySize(levels.slice(0, known))!;
      assert(Math.abs(likely / size - 1) < 0.02, `${known}: ${likely} for ${size}`);
    }
  });

  it("says nothing of few levels, or where the growth does not slow down", () => {
    assertEquals(likelySize([1, 2, 3]), undefined);
    assertEquals(likelySize([1, 2, 4, 8, 16]), undefined);
    assertEquals(likelySize([1, 1, 1, 1]), undefined);
    assertEquals(likelySize([1, 2, 4, 9, 20]), undefined);
  });

  it("says nothing of a search that is at its beginning only", () => {
    // Growth 8, 7.5, 7: it would be 10 to the 17th.
    assertEquals(likelySize([1, 8, 60, 420]), undefined);
    assertEquals(likelySize([1, 10, 100, 997, 9939]), undefined);
  });

  it("follows levels that shrink alike to the end", () => {
    assertEquals(likelySize([800, 400, 200, 100]), 1600);
  });
});

describe("probe()", () => {
  it("is exact where the search comes to its end", () => {
    const { states } = explore(twoPhaseCommit(4));
    assertEquals(probe(twoPhaseCommit(4)), {
      seen: states,
      exact: true,
      fromBelow: states,
      likely: states,
    });
  });

  it("has an estimate from below and a likely size where it does not", () => {
    const system = counters(4, 9);
    const found = probe(system, { states: 3000, steps: 5000 });
    assertEquals(found.exact, false);
    assert(found.seen >= 3000 && found.fromBelow >= found.seen && found.fromBelow <= 10_000);
    assert(found.likely! > 8000 && found.likely! < 12_500, `${found.likely}`);
    assertEquals(probe(system, { states: 3000, steps: 5000 }), found);
  });
});
