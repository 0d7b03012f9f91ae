/** Claims asked of histories with crashes, recoveries and writers that do not know that they are gone. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { locate, type Located, print } from "../../traces/mod.ts";
import { Judging } from "../judging.ts";
import { View } from "../view.ts";
import { invariants } from "./all.ts";
import { History, LAL } from "./_histories.ts";
import type { Mistake, Shape } from "./_parties.ts";
import { shows, SIX_COPIES, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const KINDS = [
  ...["write", "store", "ack", "gossip", "pgcl", "vcl", "vdl", "commit-requested", "commit-acked"],
  ...["crash", "volume-epoch", "truncate", "recovery", "fence", "open"],
];

const THREE: Shape = { groups: { p0: ["a1", "b1", "c1"] }, write: 2, read: 2 };
const SIX: Shape = { groups: { p0: ["a1", "a2", "b1", "b2", "c1", "c2"] }, write: 4, read: 3 };
const TWO: Shape = {
  groups: { p1: ["a1", "b1", "c1"], p2: ["a2", "b2", "c2"] },
  write: 2,
  read: 2,
};
const HEADERS = new Map([[THREE, THREE_COPIES], [SIX, SIX_COPIES], [TWO, TWO_GROUPS]]);

/** What a recorder writes down of a history that takes these choices: all but what it cannot see. */
function told(
  shape: Shape,
  choices: readonly number[],
  { mistake, unseen = [] }: { readonly mistake?: Mistake; readonly unseen?: readonly string[] } =
    {},
): Located[] {
  const history = new History(shape, mistake);
  for (const choice of choices) history.step(choice);
  const kinds = KINDS.filter((kind) => !unseen.includes(kind));
  const header = [HEADERS.get(shape)!, `lal records=${LAL}`];
  const seen = history.events.filter(({ kind }) => kinds.includes(kind));
  return locate(shows(kinds.join(), ...header, ...seen.map((event) => print(event))));
}

/** The claims that break first, all on one line. */
function broken(events: readonly Located[], view = new View()): string[] {
  const judging = new Judging(invariants, view);
  for (const { event, line } of events) judging.take(event, line);
  const { violations } = judging;
  return violations.filter(({ line }) => line === violations[0]!.line)
    .map(({ claim }) => claim.code);
}

const steps = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 200, maxLength: 200 });

const shapes = fc.constantFrom(THREE, TWO);

/** For each mistake, by its number in the catalogue: the claim that must be the first to break. */
const CAUGHT: readonly (readonly [number: string, Mistake, code: string, Shape])[] = [
  ["19", "cut at VCL", "R2", THREE],
  ["20", "cut one CPL too low", "D1", THREE],
  ["21", "too few responders", "R7", THREE],
  ["22", "one group is not heard", "R7", TWO],
  ["23", "copies do not check epochs", "R3", SIX],
  ["25", "read before the fence", "D1", THREE],
  ["26", "epoch on too few copies", "R4", SIX],
  ["27", "the same epoch twice", "R4", SIX],
  ["28", "range in memory only", "R9", THREE],
  ["28", "ranges without versions", "R7", SIX],
  ["29", "gossip takes annulled records", "R1", THREE],
  ["30", "epoch learned without the range", "R1", SIX],
  ["31", "range ends with what was seen", "R5", THREE],
  ["32", "range given again", "R5", THREE],
  ["33", "link into the range", "L7", THREE],
  ["34", "no write-back", "D2", THREE],
];

describe("a history of crashes and recoveries", () => {
  const named = { "three copies": THREE, "six copies": SIX, "two groups": TWO };
  for (const [name, shape] of Object.entries(named)) {
    it(`on ${name} breaks no claim (property)`, () => {
      const counts = { recovery: 0, "commit-acked": 0, open: 0 };
      fc.assert(
        fc.property(steps, (choices) => {
          const events = told(shape, choices);
          for (const { event } of events) if (event.kind in counts) counts[event.kind as "open"]++;
          assertEquals(broken(events), [], events.map(({ event }) => print(event)).join("\n"));
        }),
        { seed: 20187, numRuns: 200 },
      );
      const { recovery, open, "commit-acked": acked } = counts;
      assert(recovery > 300 && open > recovery && acked > 50, JSON.stringify(counts));
    });
  }

  it("breaks none either where a recorder cannot see all of it, or little is kept (property)", () => {
    const unseen = [["store"], ["store", "gossip"], ["ack"], ["write"], ["volume-epoch"], ["vdl"], [
      "truncate",
    ]];
    fc.assert(
      fc.property(steps, fc.constantFrom([], ...unseen), shapes, (choices, unseen, shape) => {
        const events = told(shape, choices, { unseen });
        assertEquals(broken(events), [], unseen.join());
        assertEquals(broken(events, new View(undefined, { every: 1 })), [], unseen.join());
      }),
      { seed: 20188, numRuns: 300 },
    );
  });

  for (const [number, mistake, code, shape] of CAUGHT) {
    it(`with mistake ${number}, ${mistake}, breaks ${code} first`, () => {
      const histories = fc.sample(steps, { seed: 12, numRuns: 400 });
      assert(histories.some((choices) => broken(told(shape, choices, { mistake })).includes(code)));
    });
  }
});
