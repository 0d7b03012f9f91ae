import { assert, assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { acks, commit, configOf, pointsOf } from "../_acks.ts";
import { play } from "../_play.ts";
import type { Lsn } from "../terms.ts";
import { type Draft, writer, type WriterContext, type WriterEvent } from "./writer.ts";

const open: WriterEvent = { type: "open" };
const allocate: WriterEvent = { type: "allocate" };

const four = "a1 a2 b1 b2";
const fourOfGroup2 = "a3 a4 b3 b4";

/** A writer that was opened, after these events. */
function opened(workload: Draft[][], lal: Lsn, ...events: WriterEvent[]) {
  return play(writer(configOf(workload, lal)), open, ...events);
}
const after = (workload: Draft[][], ...events: WriterEvent[]): WriterContext =>
  opened(workload, 100n, ...events).context;

describe("a writer allocates (facts 4.1, 2.3)", () => {
  const mtrs: Draft[][] = [[{ pg: "1" }, { pg: "2" }, { pg: "1", commits: "T1" }], [{ pg: "2" }]];
  const { log, batch } = after(mtrs, allocate, allocate);

  it("gives whole MTRs consecutive LSNs, one space for the volume", () => {
    assertEquals(log.map(({ lsn, pg }) => `${lsn} ${pg}`), ["1 1", "2 2", "3 1", "4 2"]);
    assertEquals(after(mtrs, allocate).log.length, 3);
    assertEquals(batch, []);
  });

  it("marks the last record of an MTR, and no other, as a CPL (S17 §4.1)", () => {
    assertEquals(log.map(({ cpl }) => cpl), [false, false, true, true]);
  });

  it("links each record to the one before it in its own group (S18 §2.2)", () => {
    assertEquals(log.map(({ prev }) => prev), [0n, 0n, 1n, 2n]);
  });

  it("puts a commit on the queue with its SCN, and waits for nobody (S17 §4.2.2)", () => {
    assertEquals(after(mtrs, allocate).commitQueue, [{ txn: "T1", scn: 3n }]);
    assert(opened(mtrs, 100n, allocate).can(allocate));
  });

  it("does nothing before it is open, and nothing at the end of its workload", () => {
    const closed = play(writer(configOf(mtrs)));
    assertFalse(closed.can(allocate));
    for (const ack of acks("1", 1n, 1n, "a1")) assertFalse(closed.can(ack));
    assertFalse(opened(mtrs, 100n, allocate, allocate).can(allocate));
  });
});

describe("a writer keeps within LAL (facts 4.3)", () => {
  const mtrs: Draft[][] = [commit("1", "T1"), [{ pg: "1" }, { pg: "1", commits: "T2" }]];

  it("allocates up to VDL + LAL, that LSN included", () => {
    assert(opened(mtrs, 3n, allocate).can(allocate));
    assertFalse(opened(mtrs, 2n, allocate).can(allocate));
  });

  it("begins no MTR that it could not end, although its first record would fit", () => {
    assertFalse(opened([[{ pg: "1" }, { pg: "1" }]], 1n).can(allocate));
    assert(opened([[{ pg: "1" }, { pg: "1" }]], 2n).can(allocate));
  });

  it("goes on when VDL has moved", () => {
    const waiting = [allocate, ...acks("1", 1n, 1n, "a1 a2 b1")];
    assertFalse(opened(mtrs, 2n, ...waiting).can(allocate));
    assert(opened(mtrs, 2n, ...waiting, ...acks("1", 1n, 1n, "b2")).can(allocate));
  });

  it("waits for VDL, not for VCL", () => {
    const workload: Draft[][] = [[{ pg: "1" }, { pg: "1" }], [{ pg: "1" }]];
    const { context } = opened(workload, 2n, allocate, ...acks("1", 1n, 1n, four));
    assertEquals(pointsOf(context), { pgcl: [1, 0], vcl: 1, vdl: 0, acknowledged: "" });
    assertFalse(opened(workload, 2n, allocate, ...acks("1", 1n, 1n, four)).can(allocate));
  });
});

describe("a writer learns (facts 2.4, 2.5)", () => {
  const [T1, T2, T3] = [commit("1", "T1"), commit("1", "T2"), commit("2", "T3")];

  it("counts records, each on a quorum of its own (PGCL by Rule B)", () => {
    const events = [...acks("1", 1n, 1n, four), ...acks("1", 2n, 0n, "b1 b2 c1 c2")];
    const context = after([T1, T2], allocate, allocate, ...events);
    assertEquals(pointsOf(context), { pgcl: [2, 0], vcl: 2, vdl: 2, acknowledged: "T1 T2" });
  });

  it("takes an SCL for every record of its group up to it, and of no other group", () => {
    const mtrs = [T1, commit("2", "T2"), commit("1", "T3")];
    const context = after(mtrs, allocate, allocate, allocate, ...acks("1", 3n, 3n, four));
    assertEquals(context.acks["a1"], [1n, 3n]);
    assertEquals(pointsOf(context), { pgcl: [3, 0], vcl: 1, vdl: 1, acknowledged: "T1" });
  });

  it("takes VCL past the PGCL of an idle group, and not past what another group lacks", () => {
    const allocated = [allocate, allocate, allocate];
    const idle = after([T1, T2, T3], ...allocated, ...acks("1", 2n, 2n, four));
    assertEquals(pointsOf(idle), { pgcl: [2, 0], vcl: 2, vdl: 2, acknowledged: "T1 T2" });
    const gap = after([T3, T1, T2], ...allocated, ...acks("1", 3n, 3n, four));
    assertEquals(pointsOf(gap), { pgcl: [3, 0], vcl: 0, vdl: 0, acknowledged: "" });
  });

  it("takes VDL to the highest CPL at or below VCL (appendix A2, up to the crash)", () => {
    const mtrs: Draft[][] = [T1, [{ pg: "1" }, { pg: "1", commits: "T2" }]];
    const events = [...acks("1", 2n, 2n, four), ...acks("1", 3n, 3n, "a1 a2")];
    const context = after(mtrs, allocate, allocate, ...events);
    assertEquals(pointsOf(context), { pgcl: [2, 0], vcl: 2, vdl: 1, acknowledged: "T1" });
  });

  it("counts a copy once, and only a member of the group (Q3)", () => {
    const three = acks("1", 1n, 1n, "a1 a2 b1");
    const others = [...acks("1", 1n, 1n, "a1"), ...acks("1", 1n, 1n, "a3 z9")];
    assertEquals(after([T1], allocate, ...three, ...three, ...others).vcl, 0n);
  });

  it("is not misled by an old acknowledgement with an old SCL", () => {
    const events = [...acks("1", 2n, 2n, four), ...acks("1", 2n, 0n, four)];
    const once = after([T1, T2], allocate, allocate, ...events.slice(0, 4));
    assertEquals(after([T1, T2], allocate, allocate, ...events), once);
    assertEquals(once.vdl, 2n);
  });
});

describe("a writer acknowledges commits (facts 4.2)", () => {
  it("in SCN order, in one sweep when what they wait for is durable (appendix A1)", () => {
    const mtrs = [commit("1", "T1"), commit("2", "T2")];
    const waiting = [
      allocate,
      allocate,
      ...acks("2", 2n, 2n, fourOfGroup2),
      ...acks("1", 1n, 1n, "a1 a2 b1"),
    ];
    const before = pointsOf(after(mtrs, ...waiting));
    assertEquals(before, { pgcl: [0, 2], vcl: 0, vdl: 0, acknowledged: "" });
    const swept = pointsOf(after(mtrs, ...waiting, ...acks("1", 1n, 1n, "c2")));
    assertEquals(swept, { pgcl: [1, 2], vcl: 2, vdl: 2, acknowledged: "T1 T2" });
  });

  it("once, and not those that still wait", () => {
    const mtrs = [commit("1", "T1"), commit("1", "T2")];
    const events = [...acks("1", 1n, 1n, four), ...acks("1", 1n, 1n, four)];
    const { acknowledged, commitQueue } = after(mtrs, allocate, allocate, ...events);
    assertEquals(acknowledged, ["T1"]);
    assertEquals(commitQueue, [{ txn: "T2", scn: 2n }]);
  });

  it("at SCN <= VDL: a commit record that is no CPL waits for the rest of its MTR", () => {
    const mtrs: Draft[][] = [[{ pg: "1", commits: "T1" }, { pg: "1" }]];
    const durable = after(mtrs, allocate, ...acks("1", 1n, 1n, four));
    assertEquals(pointsOf(durable), { pgcl: [1, 0], vcl: 1, vdl: 0, acknowledged: "" });
    const ended = after(mtrs, allocate, ...acks("1", 2n, 2n, four));
    assertEquals(pointsOf(ended), { pgcl: [2, 0], vcl: 2, vdl: 2, acknowledged: "T1" });
  });
});
