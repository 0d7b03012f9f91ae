/** Claims asked of histories with crashes, recoveries and writers that do not know that they are gone. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { locate, type Located, print } from "../../traces/mod.ts";
import { Judging } from "../judging.ts";
import { View } from "../view.ts";
import { invariants } from "./all.ts";
import { History, LAL, type Mistake, type Shape } from "./_histories.ts";
import { shows, SIX_COPIES, THREE_COPIES } from "./fixtures.ts";

const KINDS = [
  ...["write", "store", "ack", "gossip", "pgcl", "vcl", "vdl", "commit-requested", "commit-acked"],
  ...["crash", "volume-epoch", "recovery", "fence", "open"],
];

const THREE: Shape = { copies: ["a1", "b1", "c1"], write: 2, read: 2 };
const SIX: Shape = { copies: ["a1", "a2", "b1", "b2", "c1", "c2"], write: 4, read: 3 };

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
  const header = [shape === SIX ? SIX_COPIES : THREE_COPIES, `lal records=${LAL}`];
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

/** For each mistake, by its number in the catalogue: the claim that must be the first to break. */
const CAUGHT: readonly (readonly [number: string, Mistake, code: string, Shape])[] = [
  ["19", "cut at VCL", "R2", THREE],
  ["20", "cut one CPL too low", "D1", THREE],
  ["21", "too few responders", "R7", THREE],
  ["23", "copies do not check epochs", "R3", SIX],
  ["25", "read before the fence", "D1", THREE],
  ["26", "epoch on too few copies", "R4", SIX],
  ["27", "the same epoch twice", "R4", SIX],
  ["28", "range in memory only", "R6", THREE],
  ["28", "ranges without versions", "R7", SIX],
  ["29", "gossip takes annulled records", "R1", THREE],
  ["30", "epoch learned without the range", "R1", SIX],
  ["31", "range ends with what was seen", "R5", THREE],
  ["32", "range given again", "R5", THREE],
  ["33", "link into the range", "L7", THREE],
  ["34", "no write-back", "D2", THREE],
];

describe("a history of crashes and recoveries", () => {
  for (const [name, shape] of [["three", THREE], ["six", SIX]] as const) {
    it(`on ${name} copies breaks no claim (property)`, () => {
      let recoveries = 0;
      fc.assert(
        fc.property(steps, (choices) => {
          const events = told(shape, choices);
          recoveries += events.filter(({ event }) => event.kind === "recovery").length;
          assertEquals(broken(events), [], events.map(({ event }) => print(event)).join("\n"));
        }),
        { seed: 20187, numRuns: 200 },
      );
      assert(recoveries > 300, `${recoveries} recoveries`);
    });
  }

  it("breaks none either where a recorder cannot see all of it, or little is kept (property)", () => {
    const unseen = [["store"], ["store", "gossip"], ["ack"], ["write"], ["volume-epoch"], ["vdl"]];
    fc.assert(
      fc.property(steps, fc.constantFrom([], ...unseen), (choices, unseen) => {
        const events = told(THREE, choices, { unseen });
        assertEquals(broken(events), [], unseen.join());
        assertEquals(broken(events, new View(undefined, { every: 1 })), [], unseen.join());
      }),
      { seed: 20188, numRuns: 300 },
    );
  });

  for (const [number, mistake, code, shape] of CAUGHT) {
    it(`with mistake ${number}, ${mistake}, breaks ${code} first`, () => {
      const histories = fc.sample(steps, { seed: 1, numRuns: 400 });
      assert(histories.some((choices) => broken(told(shape, choices, { mistake })).includes(code)));
    });
  }
});
