import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { walk } from "../../model/explore/walk.ts";
import { systemOf } from "../system_of.ts";
import { View } from "../view.ts";
import { refuted } from "./all.ts";
import { refute } from "./refute.ts";

describe("refuted claims", () => {
  for (const claim of refuted) {
    it(`${claim.id} is refuted after ${claim.path.length} steps, and not before`, () => {
      const { violation } = refute(claim);
      // Which of the shortest paths is found depends on the order of the search.
      assertEquals(violation?.path.length, claim.path.length);
      const system = systemOf(claim.scope);
      const states = walk(system, claim.path).map(({ after }) => new View(system.project(after)));
      const verdicts = states.map((view) => claim.holds(view));
      assertEquals(verdicts.indexOf(false), claim.path.length - 1);
    });
  }
});
