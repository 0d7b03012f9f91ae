import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ChosenOf } from "./chosen.ts";
import { Learned } from "./listed.ts";

describe("what is chosen for a row", () => {
  it("is kept, be there few things to choose or hundreds", () => {
    const [one, other] = [new Learned([0, 1]), new Learned([1, 0])];
    const given = Array.from({ length: 600 }, (_, row) => ({
      by: [one, other, undefined][row % 3],
      ways: 1 + row % 200,
    }));
    const chosen = new ChosenOf();
    given.forEach((each, row) => chosen.set(row, each));
    assertEquals(given.map((_, row) => chosen.get(row)), given);
  });
});
