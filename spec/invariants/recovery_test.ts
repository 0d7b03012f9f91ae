import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { FULL_AND_TAIL, SIX_COPIES, TWO_GROUPS } from "./fixtures.ts";

const write = (lsn: number, prev: number, rest = "cpl") =>
  `write lsn=${lsn} pg=p0 prev=${prev} ${rest}`;
const recovery = (points: string, vepoch = 2, responders = "a1,b1,c1") =>
  `recovery vepoch=${vepoch} responders=${responders} ${points}`;

describe("the VDL that a recovery computes", () => {
  const LOG = [write(1, 0), write(2, 1, ""), write(3, 2)];
  const asked = (points: string, ...lines: readonly string[]) =>
    told("R2", "write,recovery", SIX_COPIES, ...lines.length > 0 ? lines : LOG, recovery(points));

  it("is a CPL up to VCL, and what lies above it is annulled, no less and no more", () => {
    assertEquals(asked("vcl=3 vdl=3 from=3 to=13"), "holds 1");
    assertEquals(asked("vcl=0 vdl=0 from=0 to=10"), "holds 1");
    assertMatch(
      asked("vcl=2 vdl=2 from=2 to=12"),
      /VDL 2, which is the LSN of a record that is no/,
    );
    assertMatch(asked("vcl=1 vdl=3 from=3 to=13"), /VDL 3, above its VCL 1/);
    assertMatch(asked("vcl=3 vdl=3 from=1 to=13"), /VDL 3, but annuls the LSNs above 1/);
    assertMatch(asked("vcl=9 vdl=9 from=9 to=19"), /VDL 9, which is the LSN of no record/);
  });

  it("is no record that an earlier recovery annulled", () => {
    const first = recovery("vcl=2 vdl=1 from=1 to=11");
    const again = "recovery vepoch=3 responders=a1,b1,c1 vcl=3 vdl=3 from=3 to=13";
    assertMatch(told("R2", "write,recovery", SIX_COPIES, ...LOG, first, again), /LSN of no record/);
  });

  it("may lie below what is seen of the log", () => {
    const late = [write(20, 10), write(21, 20)];
    assertEquals(asked("vcl=9 vdl=7 from=7 to=30", ...late), "holds 1");
    assertEquals(asked("vcl=15 vdl=15 from=15 to=30", ...late), "holds 1");
    assertMatch(asked("vcl=20 vdl=20 from=20 to=30", write(20, 10, "")), /no CPL/);
  });
});

describe("what a recovery annuls", () => {
  const kinds = "write,vdl,recovery,open";
  const LOG = ["lal records=10", write(1, 0), write(2, 1), write(3, 2)];
  const asked = (...lines: readonly string[]) => told("R5", kinds, SIX_COPIES, ...LOG, ...lines);
  const cut = recovery("vcl=1 vdl=1 from=1 to=11");

  it("reaches as high as a writer can have got, told by LAL or by what was written", () => {
    assertEquals(asked(cut), "holds 1");
    assertMatch(asked(recovery("vcl=1 vdl=1 from=1 to=10")), /no LSN above 10.*as far as 11/);
    assertMatch(asked(recovery("vcl=1 vdl=1 from=1 to=2")), /no LSN above 2.*as far as 3/);
    const blind = ["write,recovery", SIX_COPIES, write(1, 0), write(3, 1)] as const;
    assertMatch(told("R5", ...blind, recovery("vcl=1 vdl=1 from=1 to=2")), /as far as 3/);
    assertEquals(told("R5", ...blind, recovery("vcl=1 vdl=1 from=1 to=3")), "holds 1");
    assertEquals(told("R5", ...blind, recovery("vcl=3 vdl=3 from=3 to=3")), "holds 1");
  });

  it("need not grow as long as no writer opened the volume in between", () => {
    const next = (points: string) => recovery(points, 3);
    assertEquals(asked(cut, next("vcl=1 vdl=1 from=1 to=11")), "holds 2");
    for (const opened of ["open instance=w role=writer", write(12, 1)]) {
      assertMatch(asked(cut, opened, next("vcl=1 vdl=1 from=1 to=20")), /as far as 21/);
    }
    assertEquals(asked(cut, write(12, 1), next("vcl=1 vdl=1 from=1 to=21")), "holds 3");
  });

  it("is never given to a new record", () => {
    assertMatch(
      asked(cut, write(11, 1)),
      /LSN 11 is allocated, but the LSNs up to 11 are annulled/,
    );
    assertEquals(asked(cut, write(12, 1)), "holds 2");
  });

  it("may be given to a record by a writer that does not know yet, and nothing higher", () => {
    const two = ["open instance=w1 role=writer", cut, "open instance=w2 role=writer"];
    assertEquals(asked(...two, `${write(4, 3)} by=w1`, `${write(12, 1)} by=w2`), "holds 3");
    assertMatch(asked(...two, `${write(12, 3)} by=w1`), /w1, which another.*above all annulled/);
  });
});

describe("a recovery after a recovery", () => {
  it("counts nothing that the one before annulled", () => {
    const first = recovery("vcl=2 vdl=1 from=1 to=11");
    const asked = (points: string) =>
      told(
        "R6",
        "write,recovery",
        SIX_COPIES,
        write(1, 0),
        first,
        write(12, 1),
        recovery(points, 3),
      );
    assertEquals(asked("vcl=1 vdl=1 from=1 to=21"), "holds 1");
    assertEquals(asked("vcl=12 vdl=12 from=12 to=22"), "holds 1");
    assertMatch(asked("vcl=2 vdl=1 from=1 to=21"), /VCL 2, which the recovery of volume epoch 2/);
    assertMatch(asked("vcl=11 vdl=11 from=11 to=21"), /VDL 11, which the recovery/);
  });

  it("that comes to its end late changes nothing, and is not judged", () => {
    const late = [recovery("vcl=5 vdl=5 from=5 to=25", 3), recovery("vcl=1 vdl=1 from=1 to=2", 2)];
    const lines = [SIX_COPIES, "vdl lsn=5", ...late, "vdl lsn=4"];
    assertEquals(told("R7", "vdl,recovery", ...lines), "holds 2");
    assertEquals(told("L8", "vdl,recovery", ...lines), "VDL falls from 5 to 4");
  });
});

describe("what a recovery keeps", () => {
  const kinds = "write,vdl,commit-acked,recovery,open,backtrack";
  const asked = (...lines: readonly string[]) => told("R7", kinds, SIX_COPIES, ...lines);

  it("is all that was announced, acknowledged, or opened with", () => {
    const low = recovery("vcl=3 vdl=3 from=3 to=13", 3);
    assertMatch(asked("vdl lsn=4", low), /VDL 3, but VDL was 4/);
    assertMatch(asked("commit-acked txn=t1 scn=4", low), /t1 was acknowledged with SCN 4/);
    const opened = [recovery("vcl=4 vdl=4 from=4 to=14"), "open instance=w role=writer vepoch=2"];
    assertMatch(asked(...opened, low), /VDL was 4/);
    assertEquals(asked(opened[0]!, low), "holds 2");
    assertEquals(asked("vdl lsn=3", low), "holds 2");
  });

  it("may lie below what was announced in a history that a backtrack left", () => {
    const back = "backtrack target=2 actual=2";
    assertEquals(asked("vdl lsn=4", back, recovery("vcl=2 vdl=2 from=2 to=14")), "holds 2");
    assertMatch(asked("vdl lsn=4", back, recovery("vcl=1 vdl=1 from=1 to=14")), /VDL was 2/);
  });

  it("is what a read quorum of every group has", () => {
    const heard = (responders: string, ...groups: readonly string[]) =>
      told("R7", "recovery", ...groups, recovery("vcl=0 vdl=0 from=0 to=9", 2, responders));
    assertEquals(heard("a1,b1,c1", SIX_COPIES), "holds 1");
    assertMatch(heard("a1,b1", SIX_COPIES), /hears only a1 and b1 of group p0/);
    const two = TWO_GROUPS.split("\n");
    assertEquals(heard("a1,b1,b2,c2", ...two), "holds 2");
    assertMatch(heard("a1,b1,c1", ...two), /hears no copy of group p2/);
    assertMatch(heard("a2,b2,c2", FULL_AND_TAIL), /only a2, b2 and c2/);
  });

  it("is on a write quorum when the volume is opened", () => {
    const before = [write(1, 0), ...each("store", "a1 b1 c1", "lsn=1"), write(2, 1)];
    const kinds = "write,store,gossip,recovery,open,promote";
    const opened = (...lines: readonly string[]) =>
      told("D2", kinds, SIX_COPIES, ...before, recovery("vcl=1 vdl=1 from=1 to=9"), ...lines);
    const open = "open instance=w2 role=writer vepoch=2";
    assertMatch(opened(open), /opens the volume with VDL 1, but LSN 1 is durable on a1, b1 and c1/);
    assertMatch(opened("promote instance=r1"), /r1 opens the volume/);
    assertEquals(opened("gossip seg=c2 from=a1 lsn=1", open, open), "holds 1");
    assertEquals(opened("open instance=r1 role=replica", write(10, 1)), "unjudged");
    assertEquals(opened("open instance=w0 role=writer vepoch=1"), "unjudged");
  });
});
