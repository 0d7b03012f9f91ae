/** Traces whose lines were merged by the wall clocks of their nodes. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import type { TraceEvent } from "../traces/mod.ts";
import { quorumLog } from "./_quorum_log.ts";
import { checkTrace } from "./check_trace.ts";
import { shrink } from "./shrink.ts";
import { invariants } from "../spec/mod.ts";

const SEED = 2017;
const HEADER: ReadonlySet<string> = new Set(["trace", "sees", "group"]);

/** Who recorded an event, and how far the clock of that node is ahead. Unit: events. */
function nodeOf(event: TraceEvent): string {
  if (event.kind === "store") return event.seg;
  return event.kind.startsWith("commit-") ? "client" : "writer";
}

/** The same events as they are merged where the clock of each node is as far ahead as `skews` says. */
function merged(events: readonly TraceEvent[], clock: "wall" | "order", skews: readonly number[]) {
  const nodes = [...new Set(events.map(nodeOf))];
  const ahead = (event: TraceEvent) => skews[nodes.indexOf(nodeOf(event)) % skews.length]!;
  const body = events.filter(({ kind }) => !HEADER.has(kind) && kind !== "end")
    .map((event, i) => ({ event: { ...event, by: nodeOf(event) }, at: i + ahead(event) }))
    .sort((one, other) => one.at - other.at)
    .map(({ event }) => event);
  const header = events.filter(({ kind }) => HEADER.has(kind))
    .map((event) => event.kind === "trace" ? { ...event, clock } : event);
  return [...header, ...body, { kind: "end" }] as readonly TraceEvent[];
}

const skewed = fc.record({
  seed: fc.nat(),
  skews: fc.array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 14 }),
});

async function violated(events: readonly TraceEvent[]): Promise<string[]> {
  const { files: [file] } = await checkTrace(events);
  return file!.claims.filter(({ verdict }) => verdict === "violated").map(({ code }) => code);
}

describe("a trace merged by wall clocks", () => {
  it("that breaks no claim is never violated, however far the clocks are apart (property)", async () => {
    let broken = 0;
    await fc.assert(
      fc.asyncProperty(skewed, async ({ seed, skews }) => {
        const events = [...quorumLog({ seed, events: 300 })];
        assertEquals(await violated(merged(events, "wall", skews)), []);
        broken += (await violated(merged(events, "order", skews))).length;
      }),
      { seed: SEED, numRuns: 40 },
    );
    assert(broken > 40, "the clocks must be far enough apart to matter");
  });

  it("in which a store is missing is violated all the same (property)", async () => {
    await fc.assert(
      fc.asyncProperty(skewed, async ({ seed, skews }) => {
        const events = merged([...quorumLog({ seed, events: 300 })], "wall", skews);
        const at = events.findIndex(({ kind }) => kind === "store");
        assert((await violated(events.toSpliced(at, 1))).includes("L9"));
      }),
      { seed: SEED, numRuns: 20 },
    );
  });

  it("is judged alike where it is longer than what is looked at around an event", async () => {
    const events = [...quorumLog({ seed: SEED, events: 20_000 })];
    const skews = [0, 7, 50, 20, 90];
    const { files: [file] } = await checkTrace(merged(events, "wall", skews));
    assertEquals([file!.events, file!.claims.some(({ verdict }) => verdict === "violated")], [
      events.length,
      false,
    ]);
    const early = file!.claims.find(({ code }) => code === "C2")!;
    assertEquals([early.verdict, early.obligations], ["unjudged", 0]);
  });

  it("is shrunk to one that is violated in all orders, too", async () => {
    const events = merged([...quorumLog({ seed: SEED, events: 300 })], "wall", [0, 20, 40]);
    const at = events.findIndex(({ kind }) => kind === "store");
    const claim = invariants.find(({ code }) => code === "L9")!;
    const small = shrink(events.toSpliced(at, 1), claim);
    assert(small.length < 12, `${small.length} events are left`);
    assert((await violated(small)).includes("L9"));
  });
});
