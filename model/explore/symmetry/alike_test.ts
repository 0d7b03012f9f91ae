import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { explore } from "../explore.ts";
import { named } from "../toys/all.ts";
import { type Case, cases, systemOf, watchOf } from "./_alike.ts";
import { UnlikeError } from "./unlike.ts";

/** How often each happened: what seldom happens is hardly tested. */
const times = { broken: 0, seen: 0, refused: 0, harmless: 0 };

/** What is found when states are told apart by names, or up to a renaming. */
function found(one: Case, isNamed: boolean) {
  const system = systemOf(one);
  const { violations, witnesses, rests } = explore(isNamed ? named(system) : system, {
    watch: watchOf(one),
    all: true,
  });
  if (violations.length > 0) times.broken++;
  if (witnesses["witness"]) times.seen++;
  return {
    broken: violations.map(({ claim, path }) => [claim, path.length]),
    seen: witnesses["witness"]?.length,
    rests: rests > 0,
  };
}

function refusedOr<T>(find: () => T): T | "refused" {
  try {
    return find();
  } catch (error) {
    if (error instanceof UnlikeError) return "refused";
    throw error;
  }
}

describe("what is found up to a renaming", () => {
  it("is what is found by names where all are alike: nothing is refused", () => {
    fc.assert(
      fc.property(cases("nothing"), (one) => assertEquals(found(one, false), found(one, true))),
      { seed: 2017, numRuns: 200 },
    );
  });

  for (const partial of ["a rule", "the claim", "the witness"] as const) {
    it(`is that, or refused, where ${partial} looks at one actor`, () => {
      fc.assert(
        fc.property(cases(partial), (one) => {
          const merged = refusedOr(() => found(one, false));
          times[merged === "refused" ? "refused" : "harmless"]++;
          if (merged !== "refused") assertEquals(merged, found(one, true));
        }),
        { seed: 2018, numRuns: 200 },
      );
    });
  }

  it("is tested where it matters", () => {
    for (const [what, count] of Object.entries(times)) assert(count > 50, `${what}: ${count}`);
  });
});
