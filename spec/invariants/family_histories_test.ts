/** Claims asked of histories of volumes that are cloned, written, rewound and deleted in any order. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { locate, type Located, print } from "../../traces/mod.ts";
import { Judging } from "../judging.ts";
import { FamilyHistory, type FamilyMistake, SHARING } from "./_families.ts";
import { invariants } from "./all.ts";
import { shows } from "./fixtures.ts";

const KINDS = [
  ...["write", "vdl", "read", "clone", "page", "free", "usage", "delete-volume"],
  ...["recovery", "backtrack"],
];
const claims = invariants.filter(({ code }) => code.startsWith("K"));

interface Recorder {
  readonly mistake?: FamilyMistake;
  /** What it cannot see. That history is taken back, it can. */
  readonly unseen?: readonly string[];
  /** How many events it comes too late for. */
  readonly late?: number;
}

function told(choices: readonly number[], { mistake, unseen = [], late = 0 }: Recorder): Located[] {
  const history = new FamilyHistory(mistake);
  for (const choice of choices) history.step(choice);
  history.end();
  const kinds = KINDS.filter((kind) => !unseen.includes(kind));
  const seen = history.events.slice(late)
    .filter(({ kind }) => kind === "end" || kinds.includes(kind));
  const limit = `clone-limit clones=${SHARING}`;
  return locate(shows(kinds.join(), limit, ...seen.map((event) => print(event))));
}

function judged(events: readonly Located[]): Judging {
  const judging = new Judging(claims);
  for (const { event, line } of events) judging.take(event, line);
  return judging;
}

/** The claims that break, each with its reason. */
function broken(events: readonly Located[]): string[] {
  return judged(events).violations.map(({ claim, violation }) => `${claim.code}: ${violation.why}`);
}

const steps = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 150, maxLength: 150 });

/** For each mistake the claim that must catch it. */
const CAUGHT: readonly (readonly [FamilyMistake, string])[] = [
  ["written in place", "K1"],
  ["read of a relative", "K1"],
  ["clone above VDL", "K2"],
  ["page missing in the clone", "K2"],
  ["freed though needed", "K3"],
  ["charged to each", "K3"],
  ["never freed", "K3"],
  ["freed with the deleted", "K4"],
  ["limit ignored", "K5"],
];

describe("in histories of clones", () => {
  it("no claim breaks, and each is met", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(steps, (choices) => {
        const judging = judged(told(choices, {}));
        assertEquals(judging.violations.map(({ violation }) => violation.why), []);
        judging.counts.forEach((count, at) => count > 0 && met.add(claims[at]!.code));
      }),
      { seed: 20191, numRuns: 150 },
    );
    assertEquals([...met].sort(), claims.map(({ code }) => code));
  });

  it("no claim breaks for a recorder that is late, or does not see all of it", () => {
    const recorder = fc.record({
      unseen: fc.subarray(KINDS.slice(0, -2)),
      late: fc.oneof(fc.constant(0), fc.nat({ max: 100 })),
    });
    fc.assert(
      fc.property(steps, recorder, (choices, recorder) => {
        assertEquals(broken(told(choices, recorder)), []);
      }),
      { seed: 20192, numRuns: 400 },
    );
  });

  for (const [mistake, code] of CAUGHT) {
    it(`${mistake}: ${code} finds it`, () => {
      const { failed } = fc.check(
        fc.property(steps, (choices) => {
          return !broken(told(choices, { mistake })).some((why) => why.startsWith(code));
        }),
        { seed: 20193, numRuns: 100, endOnFailure: true },
      );
      assert(failed);
    });
  }
});
