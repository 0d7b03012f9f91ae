import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { SIX_COPIES } from "./fixtures.ts";

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

describe("after a recovery", () => {
  it("a record links to the last that is left, however much of the log was seen", () => {
    const cut = recovery("vcl=7 vdl=7 from=7 to=40");
    const late = [write(20, 10), write(21, 20), cut];
    assertEquals(told("L7", "write,recovery", SIX_COPIES, ...late, write(41, 7)), "holds 1");
    const whole = [write(1, 0), write(2, 1), recovery("vcl=1 vdl=1 from=1 to=11")];
    assertEquals(told("L7", "write,recovery", SIX_COPIES, ...whole, write(12, 1)), "holds 2");
    assertMatch(told("L7", "write,recovery", SIX_COPIES, ...whole, write(12, 2)), /LSN 1/);
  });
});
