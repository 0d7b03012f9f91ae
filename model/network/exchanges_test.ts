import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Bounds } from "../bounds.ts";
import { exchanges } from "./exchanges.ts";
import { sitesOf } from "../segment/sites.ts";

const six: Bounds = {
  volume: { groups: { p1: "sixCopies" } },
  workload: [],
  lal: 1n,
  faults: { azs: 0, copies: 0 },
  steps: "merged",
  background: false,
};

describe("copies that are alike", () => {
  const names = (away: readonly string[]) =>
    exchanges(sitesOf(six).filter(({ segment }) => !away.includes(segment)))
      .map((renaming) => Object.keys(renaming).sort().join(" "));

  it("are those of one AZ, and those of AZs that hold as many", () => {
    assertEquals(names([]), ["a1 a2", "b1 b2", "c1 c2", "A B a1 a2 b1 b2", "B C b1 b2 c1 c2"]);
  });

  it("are not those of an AZ of which one is away", () => {
    assertEquals(names(["c1"]), ["a1 a2", "b1 b2", "A B a1 a2 b1 b2"]);
  });
});
