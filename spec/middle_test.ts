import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./invariants/_judged.ts";
import { THREE_COPIES } from "./invariants/fixtures.ts";

const MIDDLE = "write lsn=105 pg=p0 prev=100 cpl";
const START = "write lsn=105 pg=p0 prev=0 cpl";

function asked(code: string, kinds: string, ...lines: readonly string[]): string {
  return told(code, kinds, THREE_COPIES, ...lines);
}

describe("a trace that starts in the middle", () => {
  it("may acknowledge what was stored before", () => {
    const ack = (lsn: number, ...writes: readonly string[]) =>
      asked("L9", "write,store,ack", ...writes, `ack seg=a1 lsn=${lsn} scl=100`);
    assertEquals([ack(100, MIDDLE), ack(100)], ["unjudged", "unjudged"]);
    assertMatch(ack(105, MIDDLE), /LSN 105, which is not durable/);
    assertMatch(ack(100, START), /LSN 100, which is not durable/);
  });

  it("may collect before a PGMRPL or a stage is announced", () => {
    for (const [code, kinds] of [["G1", "pgmrpl"], ["G2", "coalesce,stage"]] as const) {
      const collect = (...writes: readonly string[]) =>
        asked(code, `write,collect,${kinds}`, ...writes, "collect seg=a1 upto=90");
      assertEquals([collect(MIDDLE), collect()], ["unjudged", "unjudged"]);
      assertMatch(collect(START), /collects up to LSN 90/);
    }
    const staged = ["stage seg=a1 upto=80", "collect seg=a1 upto=90"];
    assertMatch(asked("G2", "write,collect,coalesce,stage", MIDDLE, ...staged), /up to 80 only/);
  });

  it("may acknowledge a commit before VDL is announced, or any record is seen", () => {
    const commit = (code: string, kinds: string, ...lines: readonly string[]) =>
      asked(code, `${kinds},commit-acked`, ...lines, "commit-acked txn=t1 scn=90");
    assertEquals(commit("C1", "vdl"), "unjudged");
    assertEquals(commit("C1", "write,vdl", MIDDLE), "unjudged");
    assertMatch(commit("C1", "write,vdl", START), /VDL is 0/);
    assertEquals(commit("C2", "write,store"), "unjudged");
    assertEquals(commit("C2", "scl"), "unjudged");
    const [a1, b1, c1] = ["a1 lsn=90", "b1 lsn=80", "c1 lsn=0"].map((told) => `scl seg=${told}`);
    assertEquals(commit("C2", "scl", a1!), "unjudged");
    assertEquals(commit("C2", "scl", a1!, b1!), "unjudged");
    assertMatch(commit("C2", "scl", a1!, b1!, c1!), /reported durable on a1 only/);
  });

  it("may announce points before any record is seen", () => {
    const [pgcl, vcl, vdl] = ["pgcl pg=p0 lsn=100", "vcl lsn=100", "vdl lsn=100"];
    assertEquals(asked("L3", "write,store,pgcl", pgcl!), "unjudged");
    assertEquals(asked("L4", "write,store,vcl", vcl!), "unjudged");
    assertEquals(asked("L5", "write,store,vdl", vdl!), "unjudged");
    assertMatch(asked("L3", "write,store,pgcl", START, "pgcl pg=p0 lsn=106"), /above LSN 105/);
  });
});

describe("VDL before VCL is announced", () => {
  const vdl = (write: string) => asked("L5", "write,vcl,vdl", write, "vdl lsn=105");

  it("is above it where the log starts at 0", () => {
    assertEquals(vdl(START), "VDL 105 is above VCL 0");
  });

  it("is not judged by it where the log starts in the middle", () => {
    assertEquals(vdl(MIDDLE), "unjudged");
    assertMatch(vdl(MIDDLE.replace(" cpl", "")), /no CPL/);
  });
});
