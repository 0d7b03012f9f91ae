import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const write = (lsn: number, prev: number, rest = "cpl") =>
  `write lsn=${lsn} pg=p0 prev=${prev} ${rest}`;

/** Figure 3 of S18: odd LSNs in one group, even ones in the other. */
const FIGURE_3 = [
  "group pg=1 members=A1@A,B1@B,C1@C,D1@A,E1@B,F1@C write=4/all read=3/all",
  "group pg=2 members=A2@A,B2@B,C2@C,D2@A,E2@B,F2@C write=4/all read=3/all",
  ...[100, 101, 102, 103, 104, 105, 106, 107].map((lsn) =>
    `write lsn=${lsn} pg=${lsn % 2 === 1 ? 1 : 2} prev=${lsn - 2} cpl`
  ),
  ...Object.entries({
    A1: [101, 105],
    B1: [101, 103, 105],
    C1: [101, 103, 105, 107],
    D1: [101, 103, 107],
    E1: [101, 103, 107],
    F1: [101, 107],
    A2: [100, 102, 104, 106],
    B2: [100, 104, 106],
    C2: [100, 102],
    D2: [100, 104],
    E2: [100, 102],
    F2: [100, 102, 104, 106],
  }).flatMap(([seg, lsns]) => lsns.map((lsn) => `store seg=${seg} lsn=${lsn}`)),
];

describe("Figure 3 of the 2018 paper", () => {
  const kinds = "write,store,scl,pgcl,vcl";
  const asked = (code: string, ...lines: readonly string[]) =>
    told(code, kinds, ...FIGURE_3, ...lines);

  it("has PGCL 103 and 104, record by record", () => {
    assertEquals(asked("L3", "pgcl pg=1 lsn=103", "pgcl pg=2 lsn=104"), "holds 2");
    assertMatch(
      asked("L3", "pgcl pg=1 lsn=105"),
      /covers LSN 105, which is durable on A1, B1 and C1/,
    );
    assertMatch(
      asked("L3", "pgcl pg=2 lsn=106"),
      /covers LSN 106, which is durable on A2, B2 and F2/,
    );
  });

  it("has VCL 104", () => {
    assertEquals(asked("L4", "vcl lsn=104"), "holds 1");
    assertMatch(asked("L4", "vcl lsn=105"), /VCL 105 passes LSN 105 of group 1/);
  });

  it("has the SCLs that it prints", () => {
    const scls =
      "A1=101 B1=105 C1=107 D1=103 E1=103 F1=101 A2=106 B2=100 C2=102 D2=100 E2=102 F2=106";
    const lines = scls.split(" ").map((word) => `scl seg=${word.replace("=", " lsn=")}`);
    assertEquals(asked("L2", ...lines), "holds 12");
    assertMatch(asked("L2", "scl seg=B2 lsn=104"), /SCL 104, but does not hold LSN 102/);
  });
});

describe("an SCL", () => {
  const kinds = "write,store,scl,ack,gossip,disk-loss,crash";
  const asked = (...lines: readonly string[]) =>
    told("L2", kinds, SIX_COPIES, write(1, 0), write(2, 1), ...lines);

  it("may not have a gap in an acknowledgement either", () => {
    assertMatch(asked("store seg=a1 lsn=2", "ack seg=a1 lsn=2 scl=2"), /does not hold LSN 1/);
    assertEquals(asked("store seg=a1 lsn=2", "ack seg=a1 lsn=2 scl=0"), "holds 1");
  });

  it("counts what gossip fetched", () => {
    const fetched = ["store seg=a1 lsn=2", "gossip seg=a1 from=b1 lsn=1", "scl seg=a1 lsn=2"];
    assertEquals(asked(...fetched), "holds 1");
  });

  it("may not lie between records or above them", () => {
    const all = ["store seg=a1 lsn=1", "store seg=a1 lsn=2"];
    assertMatch(asked(...all, "scl seg=a1 lsn=3"), /its chain ends at 2/);
  });

  it("may lag while records are not sorted, and not at the end", () => {
    const lag = [
      ...each("store", "a1", "lsn=1"),
      ...each("store", "a1", "lsn=2"),
      "scl seg=a1 lsn=1",
    ];
    assertEquals(asked(...lag), "holds 1");
    assertMatch(asked(...lag, "end"), /left with SCL 1, but holds its chain up to 2/);
    assertEquals(asked(...lag, "crash node=a1", "end"), "holds 1");
  });

  it("starts anew after a lost disk, but for reports that were under way", () => {
    const lost = ["store seg=a1 lsn=1", "disk-loss node=a1"];
    assertEquals(asked(...lost, "ack seg=a1 lsn=1 scl=1"), "holds 1");
    assertMatch(asked(...lost, "scl seg=a1 lsn=2"), /does not hold LSN 1/);
  });

  it("below the start of the trace says nothing", () => {
    const late = [THREE_COPIES, write(105, 103), "scl seg=a1 lsn=90"];
    assertEquals(told("L2", kinds, ...late), "unjudged");
    assertEquals(
      told("L2", kinds, ...late, "store seg=b1 lsn=105", "scl seg=b1 lsn=105"),
      "holds 1",
    );
  });
});

describe("points", () => {
  it("may not speak for LSNs that nobody allocated", () => {
    const kinds = "write,store,pgcl,vcl";
    const lines = [THREE_COPIES, write(1, 0), ...each("store", "a1 b1", "lsn=1")];
    assertMatch(told("L3", kinds, ...lines, "pgcl pg=p0 lsn=2"), /above LSN 1, the highest/);
    assertMatch(told("L4", kinds, ...lines, "vcl lsn=2"), /above LSN 1, the highest/);
  });

  it("bound VDL by VCL, announced or proved", () => {
    const lines = [THREE_COPIES, write(1, 0), write(2, 1), ...each("store", "a1 b1", "lsn=1")];
    assertMatch(told("L5", "write,store,vdl", ...lines, "vdl lsn=2"), /VDL 2 is above VCL 1/);
    assertMatch(
      told("L5", "write,vcl,vdl", ...lines.slice(0, 3), "vcl lsn=1", "vdl lsn=2"),
      /above/,
    );
    assertEquals(told("L5", "write,store,vdl", ...lines, "vdl lsn=1", "vdl lsn=1"), "holds 2");
  });

  it("make VDL the LSN of a record", () => {
    const lines = [THREE_COPIES, write(1, 0), write(5, 1), "vcl lsn=5"];
    assertMatch(told("L5", "write,vcl,vdl", ...lines, "vdl lsn=3"), /LSN of no record/);
    assertEquals(told("L5", "write,vcl,vdl", ...lines, "vdl lsn=0"), "holds 1");
  });

  it("never fall, each kind on its own", () => {
    const kinds = "scl,pgcl,vcl,vdl,pgmrpl,volume-epoch,membership-epoch,geometry-epoch,recovery";
    const asked = (...lines: readonly string[]) => told("L8", kinds, SIX_COPIES, ...lines);
    for (const point of ["scl seg=a1", "pgcl pg=p0", "vcl", "vdl", "pgmrpl pg=p0 lsn"]) {
      const at = (lsn: number) => point.endsWith("lsn") ? `${point}=${lsn}` : `${point} lsn=${lsn}`;
      assertEquals(asked(at(5), at(5), at(6)), "holds 2");
      assertMatch(asked(at(5), at(4)), /falls from 5 to 4/);
    }
    for (
      const epoch of [
        "volume-epoch vepoch=",
        "geometry-epoch gepoch=",
        "membership-epoch pg=p0 mepoch=",
      ]
    ) {
      assertEquals(asked(`${epoch}1`, `${epoch}2`), "holds 1");
      assertMatch(asked(`${epoch}2`, `${epoch}1`), /falls from 2 to 1/);
    }
    assertEquals(asked("scl seg=a1 lsn=5", "scl seg=b1 lsn=4"), "unjudged");
    assertEquals(
      asked("pgmrpl pg=p0 lsn=5 instance=w", "pgmrpl pg=p0 lsn=4 instance=r"),
      "unjudged",
    );
  });

  it("may fall with a recovery", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1,c1 vcl=5 vdl=4 from=4 to=14";
    const lines = ["vcl lsn=7", "scl seg=a1 lsn=7", recovery, "vcl lsn=4", "scl seg=a1 lsn=4"];
    assertEquals(told("L8", "vcl,scl,recovery", SIX_COPIES, ...lines), "holds 1");
  });
});

describe("the log", () => {
  it("is allocated in order", () => {
    assertMatch(
      told("L1", "write", SIX_COPIES, write(3, 0), write(2, 3)),
      /LSN 2 is allocated after/,
    );
    assertMatch(
      told("L1", "write", SIX_COPIES, write(3, 0), write(3, 0)),
      /already names a record/,
    );
  });

  it("never gives out again what a recovery annulled", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11";
    const lines = [SIX_COPIES, write(1, 0), write(2, 1), recovery];
    assertMatch(
      told("L1", "write,recovery", ...lines, write(2, 1)),
      /LSN 2 is allocated after LSN 11/,
    );
    assertEquals(told("L1", "write,recovery", ...lines, write(12, 1)), "holds 3");
    assertEquals(told("L7", "write,recovery", ...lines, write(12, 1)), "holds 2");
    assertMatch(
      told("L7", "write,recovery", ...lines, write(12, 2)),
      /the record before it.*LSN 1/,
    );
  });

  it("links each record to the one before it in the volume and in its block", () => {
    const first = "write lsn=1 pg=p1 prev=0 vprev=0 page=7 cpl";
    const asked = (line: string) => told("L7", "write", ...TWO_GROUPS.split("\n"), first, line);
    assertEquals(asked("write lsn=2 pg=p2 prev=0 vprev=1 cpl"), "holds 2");
    assertEquals(asked("write lsn=2 pg=p1 prev=1 vprev=1 page=7 pprev=1 cpl"), "holds 3");
    assertMatch(asked("write lsn=2 pg=p2 prev=0 vprev=0 cpl"), /in the volume is LSN 1/);
    assertMatch(asked("write lsn=2 pg=p1 prev=1 page=7 pprev=0 cpl"), /in block 7 is LSN 1/);
    assertMatch(asked("write lsn=2 pg=p2 prev=1 cpl"), /is the first record of group p2/);
  });

  it("may start in the middle: the first link of each group is taken as it is", () => {
    const lines = [...TWO_GROUPS.split("\n"), "write lsn=105 pg=p1 prev=103 cpl"];
    assertEquals(told("L7", "write", ...lines, "write lsn=106 pg=p2 prev=104 cpl"), "unjudged");
    assertEquals(told("L7", "write", ...lines, "write lsn=107 pg=p1 prev=105 cpl"), "holds 1");
  });

  it("stays within LAL of what is durable, wherever the trace starts", () => {
    const asked = (...lines: readonly string[]) =>
      told("L6", "write,vdl", SIX_COPIES, "lal records=2", ...lines);
    assertEquals(asked(write(105, 103), write(106, 105).replace("106", "105")), "holds 2");
    assertMatch(asked(write(105, 103), write(106, 105)), /LSN 106 is allocated while VDL is 103/);
    assertEquals(asked(write(105, 103), "vdl lsn=105", write(107, 105)), "holds 2");
  });
});

describe("an acknowledgement", () => {
  it("speaks for what is on disk, gossip and a disk that was lost since included", () => {
    const asked = (...lines: readonly string[]) =>
      told("L9", "write,receive,store,gossip,ack,disk-loss", SIX_COPIES, write(1, 0), ...lines);
    assertEquals(asked("gossip seg=a1 from=b1 lsn=1", "ack seg=a1 lsn=1 scl=1"), "holds 1");
    const lost = ["store seg=a1 lsn=1", "disk-loss node=a1", "ack seg=a1 lsn=1 scl=1"];
    assertEquals(asked(...lost), "holds 1");
    assertMatch(asked("store seg=b1 lsn=1", "ack seg=a1 lsn=1 scl=0"), /not durable on it/);
  });
});
