import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { invariants } from "../spec/mod.ts";
import { parse, print, printJson, type TraceEvent } from "../traces/mod.ts";
import { quorumLog } from "./_quorum_log.ts";
import { checkTrace } from "./check_trace.ts";
import type { ClaimReport } from "./report.ts";

const SEED = 20180610;
const WRITE_PATH = ["L1", "L2", "L3", "L4", "L5", "L7", "L8", "L9", "C1", "C2", "C3", "C4", "Q3"];
const holds = ({ verdict }: ClaimReport) => verdict === "holds";

const header = `trace version=1 clock=order system="a test"
sees kinds=write,store,commit-requested,commit-acked
group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C write=4/all read=3/all
commit-requested txn=t1
write lsn=1 pg=p0 prev=0 txn=t1 cpl commit
`;
const tooEarly = `${header}store seg=a1 lsn=1
store seg=b1 lsn=1
store seg=c1 lsn=1
commit-acked txn=t1 scn=1
`;

describe("checkTrace", () => {
  it("judges a text, its bytes, its gzipped bytes and its events alike", async () => {
    const only = ["C1", "C2"];
    const bytes = () => ReadableStream.from([new TextEncoder().encode(tooEarly)]);
    const gzip = bytes().pipeThrough(new CompressionStream("gzip"));
    const expected = await checkTrace(tooEarly, { only });
    assertEquals(expected.verdict, "violated");
    assertEquals(await checkTrace(bytes(), { only }), expected);
    assertEquals(await checkTrace(gzip, { only }), expected);
    assertEquals(await checkTrace(parse(tooEarly), { only }), expected);
    const json = parse(tooEarly).map(printJson).join("\n");
    assertEquals((await checkTrace(json, { only })).totals, expected.totals);
  });

  it("tells what was recorded, where it broke and what that changed", async () => {
    const { files: [file] } = await checkTrace(tooEarly, { only: ["C2"], file: "early.trace" });
    const { system, clock, events, claims } = file!;
    assertEquals({ system, clock, events }, { system: "a test", clock: "order", events: 9 });
    const { line, text, field, changed, before, after } = claims[0]!.breach!;
    assertEquals([line, text, field], [9, "commit-acked txn=t1 scn=1", "scn"]);
    assertEquals(changed, [{ of: "t1", fact: "commit", from: "waits", to: "acknowledged" }]);
    assertEquals([before.map((at) => at.line), after], [[7, 8], []]);
  });

  it("takes each event into account before it asks about the next", async () => {
    const fourth = tooEarly.replace("commit-acked txn", "store seg=c2 lsn=1\ncommit-acked txn");
    const { verdict, totals } = await checkTrace(fourth, { only: ["C1", "C2"] });
    assertEquals([verdict, totals.obligations], ["holds", 2]);
  });

  it("counts the events that break a claim and tells of the first", async () => {
    const twice = `${tooEarly}commit-acked txn=t1 scn=1\n`;
    const { files: [file] } = await checkTrace(twice, { only: ["C2"] });
    assertEquals([file!.claims[0]!.violations, file!.claims[0]!.breach!.line], [2, 9]);
  });

  it("reports a trace that cannot be read, and counts nothing of it", async () => {
    const cut = `${tooEarly}store seg=a1 lsn=one\n`;
    const { verdict, files: [file], totals } = await checkTrace(cut);
    assertEquals([verdict, file!.events, file!.claims], ["unreadable", 0, []]);
    assertEquals([file!.error!.line, file!.error!.column], [10, 18]);
    assertEquals(totals.obligations + totals.violated, 0);
  });

  it("calls a trace that shows nothing unjudged", async () => {
    const { verdict, files: [file] } = await checkTrace("trace version=1 clock=order\n");
    assertEquals(verdict, "unjudged");
    assertStringIncludes(file!.claims[0]!.unjudged!, "does not show");
  });

  it("refuses a claim that does not exist", async () => {
    await assertRejects(() => checkTrace(tooEarly, { only: ["C99"] }), Error, "no claim C99");
  });
});

describe("a generated quorum log", () => {
  const log = (seed: number) => [...quorumLog({ seed, events: 400 })];

  it("is judged to hold, whatever the seed, with every claim of the write path asked", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { verdict, files: [file] } = await checkTrace(log(seed));
        assertEquals(verdict, "holds");
        const held = new Set(file!.claims.filter(holds).map(({ code }) => code));
        assertEquals(WRITE_PATH.filter((code) => !held.has(code)), []);
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it("is judged violated as soon as one store of an acknowledged quorum is missing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { events, line } = withoutOneStore(log(seed));
        const { files: [file] } = await checkTrace(events, { only: ["L3", "L4", "L9", "C2"] });
        assertEquals(file!.verdict, "violated");
        const first = Math.min(...file!.claims.map(({ breach }) => breach?.line ?? Infinity));
        assertEquals(first >= line, true);
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it("reads the same from lines as from events", async () => {
    const events = log(1);
    const text = events.map((event) => `${print(event)}\n`).join("");
    assertEquals(await checkTrace(text), await checkTrace(events));
  });
});

/** The trace without its first store, and the line on which that store stood. */
function withoutOneStore(events: readonly TraceEvent[]): { events: TraceEvent[]; line: number } {
  const at = events.findIndex(({ kind }) => kind === "store");
  return { events: events.toSpliced(at, 1), line: at + 1 };
}

Deno.test("every claim is asked about in the traces that are shipped with it", async () => {
  for (const { code, holds, breaks } of invariants) {
    const good = await checkTrace(holds, { only: [code] });
    assertEquals([code, good.verdict, good.totals.obligations > 0], [code, "holds", true]);
    assertEquals([code, (await checkTrace(breaks, { only: [code] })).verdict], [code, "violated"]);
  }
});
