import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Lsn } from "../model/terms.ts";
import type { TraceEvent } from "../traces/event.ts";
import { locate } from "../traces/mod.ts";
import { shows, SIX_COPIES, THREE_COPIES } from "./invariants/fixtures.ts";
import { invariants, Judging, type Verdict } from "./mod.ts";

function judged(events: Iterable<TraceEvent>): Judging {
  const judging = new Judging(invariants);
  let line = 0;
  for (const event of events) judging.take(event, ++line);
  return judging;
}

const codes = (verdicts: readonly Verdict[], wanted: Verdict["verdict"]) =>
  verdicts.filter(({ verdict }) => verdict === wanted).map(({ claim }) => claim.code);

const on = (verdicts: readonly Verdict[], code: string) =>
  verdicts.find(({ claim }) => claim.code === code)!;

/** What a recorder sees of a PostgreSQL that commits on four of six: contiguous flush reports only. */
function* recording(commits: number): Generator<TraceEvent> {
  const kinds = "group,write,scl,commit-requested,commit-acked,freeze,thaw,end";
  const base: Lsn = 0x1000000n;
  const nodes = ["a1", "a2", "b1", "b2", "c1", "c2"];
  for (const { event } of locate(shows(kinds, SIX_COPIES))) yield event;
  let prev = base;
  for (let n = 1; n <= commits; n++) {
    const txn = `${700 + n}`;
    yield { kind: "commit-requested", txn };
    const scn = prev + 80n;
    yield { kind: "write", lsn: prev + 40n, pg: "p0", prev, cpl: true };
    yield { kind: "write", lsn: scn, pg: "p0", prev: prev + 40n, txn, cpl: true, commit: true };
    prev = scn;
    // A flush ends where it ends: inside a record, too.
    for (const seg of nodes.slice(0, 4)) yield { kind: "scl", seg, lsn: scn + 8n };
    yield { kind: "commit-acked", txn, scn };
    if (n % 50 === 0) { for (const seg of nodes.slice(4)) yield { kind: "scl", seg, lsn: scn }; }
  }
  yield { kind: "end" };
}

describe("a recording that shows flush reports and no single store", () => {
  const verdicts = judged(recording(1500)).finish();

  it("is judged by all that it can show, with thousands of obligations", () => {
    const held = ["Q1", "Q2", "Q4", "Q5", "Q6", "L1", "L7", "L8", "C1", "C2", "C3", "C4", "D1"];
    assertEquals(codes(verdicts, "holds"), held);
    for (const code of ["C1", "C2", "C3", "D1"]) assertEquals(on(verdicts, code).obligations, 1500);
    assertEquals(on(verdicts, "L1").obligations, 3000);
  });

  it("leaves the rest unjudged, and says why", () => {
    assertEquals(codes(verdicts, "violated"), []);
    assertEquals(on(verdicts, "L2").unjudged, "the trace does not show store");
    assertEquals(on(verdicts, "L3").unjudged, "the trace does not show pgcl");
    assertEquals(on(verdicts, "L6").unjudged, "the trace does not show lal");
  });

  it("is violated when a commit is acknowledged one report too early", () => {
    const events = [...recording(20)];
    const at = events.findIndex((event) => event.kind === "commit-acked");
    const early = events.toSpliced(at - 1, 1);
    const { violations } = judged(early);
    const found = violations.map(({ claim, line }) => `${claim.code} ${line}`);
    assertEquals(found, [`C1 ${at}`, `C2 ${at}`, `D1 ${at}`]);
  });
});

describe("a judging", () => {
  it("leaves a claim unjudged whose events never came", () => {
    const trace = locate(shows("write,store,commit-acked", SIX_COPIES));
    const verdicts = judged(trace.map(({ event }) => event)).finish();
    assertEquals(on(verdicts, "C2").unjudged, "the trace has no commit-acked or write");
    assertEquals(codes(verdicts, "holds"), ["Q1", "Q2", "Q4", "Q5", "Q6"]);
  });

  it("keeps the first violation of a claim and counts the others", () => {
    const lines = ["vdl lsn=5", "vdl lsn=4", "vdl lsn=3", "vdl lsn=3"];
    const judging = judged(locate(shows("vdl", SIX_COPIES, ...lines)).map((at) => at.event));
    const { verdict, violations, obligations, found } = on(judging.finish(), "L8");
    assertEquals([verdict, violations, obligations, found!.line], ["violated", 2, 1, 5]);
    assertEquals(judging.violations.map(({ claim }) => claim.code), ["L8"]);
  });

  it("keeps the volumes of one trace apart", () => {
    const group = `${THREE_COPIES} volume=`;
    const write = "write lsn=1 pg=p0 prev=0 cpl volume=";
    const lines = ["v1", "v2"].flatMap((volume) => [group + volume, write + volume]);
    const apart = judged(locate(shows("write", ...lines)).map((at) => at.event));
    assertEquals([apart.violations.length, on(apart.finish(), "L1").obligations], [0, 2]);
    const together = lines.map((line) => line.replace("=v2", "=v1"));
    const mixed = judged(locate(shows("write", ...together)).map((at) => at.event));
    assertEquals(mixed.violations.map(({ claim }) => claim.code), ["L1", "L7"]);
  });

  it("lets what the header declares hold for every volume", () => {
    const kinds = "commit-requested,commit-acked";
    const lines = [`${THREE_COPIES} volume=v1`, "commit-acked txn=t1 volume=v1"];
    const { violations } = judged(locate(shows(kinds, ...lines)).map((at) => at.event));
    assertEquals(violations.map(({ claim }) => claim.code), ["C3"]);
  });

  it("does without a header: what came was visible", () => {
    const body = locate(
      shows("write,store,commit-acked", THREE_COPIES, "write lsn=1 pg=p0 prev=0 cpl"),
    )
      .map((at) => at.event).filter(({ kind }) => kind !== "sees" && kind !== "trace");
    const acked: TraceEvent = { kind: "commit-acked", txn: "t1", scn: 1n };
    const blind = judged([...body, acked]);
    assertEquals(blind.violations, []);
    const unseen = on(blind.finish(), "C2");
    assertEquals(unseen.unjudged, "the trace does not show store or scl or ack");
    const stored: TraceEvent = { kind: "store", seg: "a1", lsn: 1n };
    assertEquals(on(judged([...body, stored, acked]).finish(), "C2").verdict, "violated");
  });

  it("asks nothing of a claim that the declared kinds cannot show", () => {
    let asked = 0;
    const [first] = invariants.filter(({ code }) => code === "C2");
    const spy = { ...first!, check: () => (asked++, 1) };
    const judging = new Judging([spy]);
    const lines = [SIX_COPIES, "commit-acked txn=t1 scn=1"];
    for (const { event, line } of locate(shows("write,commit-acked", ...lines))) {
      judging.take(event, line);
    }
    assertEquals([asked, judging.finish()[0]!.verdict], [0, "unjudged"]);
    assert(judging.counts.every((count) => count === 0));
  });
});
