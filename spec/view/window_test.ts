import { assertEquals, assertLess } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { invariants } from "../invariants/all.ts";
import { Judging } from "../judging.ts";
import { stream, STREAM_KINDS, type StreamOptions } from "../_stream.ts";
import { View } from "../view.ts";

interface Judged extends StreamOptions {
  /** Kinds that the recorder cannot see. */
  readonly blind?: readonly string[];
}

function judged({ blind = [], ...options }: Judged, every: number, most?: number): Judging {
  const window = most === undefined ? { every } : { every, most };
  const judging = new Judging(invariants, new View(undefined, window));
  let line = 0;
  for (const event of stream(options)) {
    if (blind.includes(event.kind)) continue;
    const kinds = STREAM_KINDS.filter((kind) => !blind.includes(kind));
    judging.take(event.kind === "sees" ? { ...event, kinds } : event, ++line);
  }
  return judging;
}

/** How much a view keeps that could grow with the trace. */
function sizes({ log, commits, copies }: View): number[] {
  const singles = [...copies.values()].map(({ held, applied, incoming }) =>
    held.size + applied.size + incoming.size
  );
  return [log.size, commits.open.size, ...singles];
}

const blindness = fc.constantFrom<readonly string[]>(
  [],
  ["store", "gossip", "scl"],
  ["store", "gossip"],
  ["ack"],
  ["coalesce"],
  ["pgcl"],
  ["vcl", "vdl"],
);

describe("what is forgotten", () => {
  const verdicts = (judging: Judging, except: readonly string[] = []) =>
    judging.finish().filter(({ claim }) => !except.includes(claim.code))
      .map(({ claim, verdict, obligations, violations, found }) => [
        claim.code,
        verdict,
        obligations,
        violations,
        found?.line,
        found?.violation.why,
      ]);

  it("makes no difference to any verdict, mistakes included (property)", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 40, 400), blindness, (seed, mistakes, blind) => {
        const options = { seed, length: 1200, mistakes, blind };
        assertEquals(verdicts(judged(options, 1)), verdicts(judged(options, Infinity)));
      }),
      { seed: 2017, numRuns: 60 },
    );
  });

  it("makes no difference after a lost disk, but to the chain of that copy (property)", () => {
    const ofChains = ["L2", "P1"];
    // Of several records that are gone, it names one that it has not forgotten.
    const unnamed = (judging: Judging) => verdicts(judging, ofChains).map((row) => row.slice(0, 5));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const options = { seed, length: 1200, losses: 300 };
        const [often, never] = [judged(options, 1), judged(options, Infinity)];
        assertEquals(unnamed(often), unnamed(never));
      }),
      { seed: 2017, numRuns: 60 },
    );
  });

  it("leaves a window that does not grow in 100,000 events", () => {
    const judging = new Judging(invariants, new View(undefined, { every: 256 }));
    const peaks: number[][] = [];
    let line = 0;
    for (const event of stream({ seed: 1, length: 100_000 })) {
      judging.take(event, ++line);
      if (line % 100 > 0) continue;
      const tenth = Math.min(9, Math.floor(line / 10_000));
      const now = sizes(judging.view);
      peaks[tenth] = now.map((size, i) => Math.max(size, peaks[tenth]?.[i] ?? 0));
    }
    const [early, late] = [Math.max(...peaks[0]!), Math.max(...peaks.slice(1).flat())];
    assertLess(late, 2 * early);
    assertLess(late, 800);
    assertEquals(judging.violations, []);
  });

  it("is every commit record that nobody asked about", () => {
    const { view } = judged({
      seed: 1,
      length: 20_000,
      blind: ["commit-requested", "commit-acked"],
    }, 256);
    assertLess(view.commits.open.size, 500);
    assertLess(1000, Number(view.log.highest));
  });

  it("is all but one bit of each transaction that was answered", () => {
    const { view } = judged({ seed: 1, length: 100_000 }, 256);
    assertLess(view.commits.entries, Number(view.log.highest) / 32 + 2);
    assertEquals(view.commits.isAcked("t1") || view.commits.isAcked("t2"), true);
  });

  it("gives up the chain of a copy that lags too far, and nothing else", () => {
    const lagging = { seed: 1, length: 20_000, lagging: "b1" };
    const [bounded, whole] = [judged(lagging, 256, 500), judged(lagging, 256)];
    assertLess(bounded.view.log.size, 1000);
    assertLess(1000, whole.view.log.size);
    assertEquals([bounded.view.chainEnd("b1"), whole.view.chainEnd("b1")], [undefined, 0n]);
    assertEquals(verdicts(bounded), verdicts(whole));
    const { view } = bounded;
    view.apply({ kind: "ack", seg: "b1", lsn: view.log.floor, scl: view.log.floor });
    assertEquals(view.chainEnd("b1"), view.log.floor);
    view.apply({ kind: "scl", seg: "b1", lsn: view.log.highest });
    assertEquals(view.chainEnd("b1"), view.log.highest);
  });
});
