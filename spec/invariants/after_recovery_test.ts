/** What the claims on log, points and commits say of a volume that was recovered. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const write = (lsn: number, prev: number, rest = "cpl") =>
  `write lsn=${lsn} pg=p0 prev=${prev} ${rest}`;
const CUT = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11";

describe("a record after a recovery", () => {
  it("links to the last that is left, however much of the log was seen", () => {
    const cut = "recovery vepoch=2 responders=a1,b1,c1 vcl=7 vdl=7 from=7 to=40";
    const late = [write(20, 10), write(21, 20), cut];
    assertEquals(told("L7", "write,recovery", SIX_COPIES, ...late, write(41, 7)), "holds 1");
    const whole = [write(1, 0), write(2, 1), CUT];
    assertEquals(told("L7", "write,recovery", SIX_COPIES, ...whole, write(12, 1)), "holds 2");
    assertMatch(told("L7", "write,recovery", SIX_COPIES, ...whole, write(12, 2)), /LSN 1/);
  });

  it("links over the annulled ones in each chain: of its group, of the volume and of its block", () => {
    const before = [
      "write lsn=1 pg=p1 prev=0 vprev=0 page=7 pprev=0 cpl",
      "write lsn=2 pg=p2 prev=0 vprev=1 page=8 pprev=0 cpl",
      "write lsn=3 pg=p1 prev=1 vprev=2 page=7 pprev=1",
    ];
    const cut = "recovery vepoch=2 responders=a1,b1,a2,b2 vcl=2 vdl=2 from=2 to=12";
    const asked = (links: string) =>
      told("L7", "write,recovery", ...TWO_GROUPS.split("\n"), ...before, cut, `write ${links} cpl`);
    assertEquals(asked("lsn=13 pg=p1 prev=1 vprev=2 page=7 pprev=1"), "holds 8");
    assertMatch(asked("lsn=13 pg=p1 prev=3 vprev=2 page=7 pprev=1"), /in group p1 is LSN 1/);
    assertMatch(asked("lsn=13 pg=p1 prev=1 vprev=3 page=7 pprev=1"), /in the volume is LSN 2/);
    assertMatch(asked("lsn=13 pg=p1 prev=1 vprev=2 page=7 pprev=3"), /in block 7 is LSN 1/);
  });

  it("may have an LSN up to LAL above the annulled ones, which reach to VDL + LAL themselves", () => {
    const lines = [SIX_COPIES, "lal records=10", write(1, 0), "vdl lsn=1", CUT];
    const asked = (lsn: number) => told("L6", "write,vdl,recovery", ...lines, write(lsn, 1));
    assertEquals([asked(12), asked(21)], ["holds 2", "holds 2"]);
    assertMatch(asked(22), /LSN 22 is allocated while VDL is 1 and LAL is 10/);
    const moved = [...lines, write(12, 1), "vdl lsn=12"];
    assertEquals(told("L6", "write,vdl,recovery", ...moved, write(22, 12)), "holds 3");
    assertMatch(told("L6", "write,vdl,recovery", ...moved, write(23, 12)), /VDL is 12/);
  });
});

describe("points after a recovery", () => {
  it("do not fall below it, whatever they were before", () => {
    const lines = [SIX_COPIES, "vcl lsn=3", "vdl lsn=1", CUT];
    const asked = (...more: readonly string[]) =>
      told("L8", "vcl,vdl,recovery,open", ...lines, ...more);
    assertEquals(asked("vcl lsn=1", "vdl lsn=1", "vcl lsn=12"), "holds 3");
    assertMatch(asked("vdl lsn=0"), /VDL falls from 1 to 0/);
  });

  it("leave an SCL where it was, or at the last record that is left of its group", () => {
    const records = [write(1, 0), write(2, 1), write(5, 2)];
    const cut = "recovery vepoch=2 responders=a1,b1,c1 vcl=3 vdl=3 from=3 to=13";
    const asked = (before: number, after: number) =>
      told(
        "L8",
        "write,scl,recovery",
        ...[SIX_COPIES, ...records, `scl seg=a1 lsn=${before}`, cut, `scl seg=a1 lsn=${after}`],
      );
    assertEquals([asked(5, 2), asked(2, 2), asked(1, 2)], ["holds 1", "holds 1", "holds 1"]);
    assertMatch(asked(5, 1), /SCL of a1 falls from 2 to 1/);
    assertMatch(asked(2, 1), /SCL of a1 falls from 2 to 1/);
  });

  it("of the recovery itself are no announcements: they grow old", () => {
    const stored = (lsn: number) => each("store", "a1 b1 b2 c1", `lsn=${lsn}`);
    const on = [write(1, 0), ...stored(1), CUT, write(12, 1), ...stored(12)];
    const asked = (kinds: string) => told("L5", kinds, SIX_COPIES, ...on, "vdl lsn=12");
    assertEquals(asked("write,store,vdl,recovery"), "holds 1");
    assertMatch(asked("write,store,vcl,vdl,recovery"), /VDL 12 is above VCL 1/);
  });

  it("may be told late by a writer that another took the place of", () => {
    const opened = ["open instance=w1 role=writer", CUT, "open instance=w2 role=writer"];
    const asked = (by: string) =>
      told("L8", "vdl,recovery,open", SIX_COPIES, ...opened, `vdl lsn=0 by=${by}`);
    assertEquals(asked("w1"), "unjudged");
    assertMatch(asked("w2"), /VDL falls from 1 to 0/);
  });

  it("count what is left as told to the writer: the recovery has asked the copies", () => {
    const left = [write(1, 0), ...each("store", "a1 b1 c1 c2", "lsn=1"), CUT];
    const asked = (...lines: readonly string[]) =>
      told("Q3", "write,store,ack,pgcl,recovery", SIX_COPIES, ...left, ...lines);
    assertEquals(asked("pgcl pg=p0 lsn=1"), "holds 1");
    const next = [write(12, 1), ...each("ack", "a1 b1 c1", "lsn=12 scl=12")];
    assertMatch(asked(...next, "pgcl pg=p0 lsn=12"), /counts LSN 12, which only a1, b1 and c1/);
  });

  it("do not count what copies told the writer before", () => {
    const told1 = [write(1, 0), ...each("ack", "a1 b1 c1 c2", "lsn=1 scl=1"), CUT, write(12, 1)];
    const late = each("ack", "a1 b1 c1 c2", "lsn=1 scl=1 vepoch=1");
    const asked = (...lines: readonly string[]) =>
      told("Q3", "write,ack,pgcl,recovery", SIX_COPIES, ...told1, ...lines, "pgcl pg=p0 lsn=12");
    assertMatch(asked(...late), /LSN 12, which no member acknowledged/);
    assertEquals(asked(...each("ack", "a1 b1 c1 c2", "lsn=12 scl=12 vepoch=2")), "holds 1");
  });

  it("take a recovery at its word where no store can be seen", () => {
    const acked = [write(1, 0, "txn=t1 cpl commit"), ...each("ack", "a1 b1", "lsn=1 scl=1")];
    const next = [
      write(12, 1, "txn=t2 cpl commit"),
      ...each("ack", "a1 a2 b1 c1", "lsn=12 scl=0"),
    ];
    const acknowledged = "commit-acked txn=t2";
    for (const [code, last] of [["L4", "vcl lsn=12"], ["C2", acknowledged], ["D1", acknowledged]]) {
      const asked = (...lines: readonly string[]) =>
        told(
          code!,
          "write,ack,scl,vcl,commit-acked,recovery",
          SIX_COPIES,
          ...lines,
          ...next,
          last!,
        );
      assertEquals(asked(...acked, CUT), "holds 1", code);
      assertEquals(asked(...acked).startsWith("holds"), false, code);
    }
  });
});

describe("a commit", () => {
  const kinds = "write,store,commit-requested,commit-acked,recovery";
  const ASKED = ["commit-requested txn=t1", write(1, 0, "txn=t1 cpl commit")];
  const LOST = ["commit-requested txn=t2", write(2, 1, "txn=t2 cpl commit")];
  const stored = (lsn: number) => each("store", "a1 b1", `lsn=${lsn}`);

  it("that nobody was told of may be left by a recovery, or not: no answer is owed", () => {
    const lines = [...ASKED, ...stored(1), ...LOST, CUT];
    assertEquals(told("C4", kinds, THREE_COPIES, ...lines, "end"), "unjudged");
    assertEquals(told("D1", kinds, THREE_COPIES, ...lines, "end"), "unjudged");
  });

  it("whose record was annulled may be asked for again, and has another SCN then", () => {
    const again = ["commit-requested txn=t2", write(12, 1, "txn=t2 cpl commit"), ...stored(12)];
    const lines = [...ASKED, ...stored(1), ...LOST, CUT];
    const asked = (code: string, ...more: readonly string[]) =>
      told(code, kinds, THREE_COPIES, ...lines, ...more);
    assertEquals(asked("C3", ...again, "commit-acked txn=t2 scn=12"), "holds 1");
    assertMatch(asked("C3", ...again, "commit-acked txn=t2 scn=2"), /SCN 2, but its SCN is 12/);
    assertMatch(asked("C4", ...again, "end"), /t2 was never acknowledged/);
    // Asked for again, and not written again: it waits for a record that does not exist yet.
    assertEquals(
      asked("C4", "commit-requested txn=t2", write(12, 1), ...stored(12), "end"),
      "unjudged",
    );
  });
});
