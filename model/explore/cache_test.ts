import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Cache } from "./cache.ts";

describe("Cache", () => {
  const answerOf = (left: number, right: number) => left * 1000 + right;

  it("gives the answer for a pair or none, never that for another pair", () => {
    const cache = new Cache();
    let known = 0;
    for (let round = 0; round < 3; round++) {
      for (let left = 0; left < 300; left++) {
        for (let right = 0; right < 300; right++) {
          const answer = cache.get(left, right);
          if (answer >= 0) {
            known++;
            assertEquals(answer, answerOf(left, right));
          } else assertEquals(cache.set(left, right, answerOf(left, right)), answerOf(left, right));
        }
      }
    }
    assert(known > 0, "nothing is ever remembered");
  });

  it("remembers all of a few hundred pairs that are asked again and again", () => {
    const cache = new Cache();
    const ask = () => {
      let forgotten = 0;
      for (let left = 0; left < 300; left++) {
        if (cache.get(left, 0) >= 0) continue;
        forgotten++;
        cache.set(left, 0, answerOf(left, 0));
      }
      return forgotten;
    };
    assertEquals(ask(), 300);
    for (let round = 0; round < 40; round++) ask();
    assert(ask() < 60);
  });

  it("knows an answer of 0 from none", () => {
    const cache = new Cache();
    assertEquals(cache.get(0, 0), -1);
    cache.set(0, 0, 0);
    assertEquals(cache.get(0, 0), 0);
  });
});
