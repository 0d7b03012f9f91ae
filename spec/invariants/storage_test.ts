import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { FULL_AND_TAIL, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const WRITES = ["write lsn=1 pg=p0 prev=0 cpl", "write lsn=2 pg=p0 prev=1 cpl"];

describe("coalescing", () => {
  const kinds = "write,store,gossip,scl,coalesce,disk-loss";
  const asked = (...lines: readonly string[]) =>
    told("P1", kinds, THREE_COPIES, ...WRITES, ...each("store", "a1", "lsn=1"), ...lines);

  it("applies what the copy holds, by itself, by gossip or by its SCL", () => {
    assertEquals(asked("coalesce seg=a1 lsn=1"), "holds 1");
    const fetched = [
      "gossip seg=a1 from=b1 lsn=2",
      "coalesce seg=a1 lsn=1",
      "coalesce seg=a1 lsn=2",
    ];
    assertEquals(asked(...fetched), "holds 2");
    assertEquals(asked("scl seg=b1 lsn=2", "coalesce seg=b1 lsn=1"), "holds 1");
    assertMatch(asked("coalesce seg=b1 lsn=1"), /b1 applies LSN 1, which it does not hold/);
  });

  it("applies a record once, in any order where no block is named", () => {
    const late = ["coalesce seg=a1 lsn=2", "coalesce seg=a1 lsn=1"];
    assertEquals(asked("store seg=a1 lsn=2", ...late), "holds 2");
    assertMatch(asked("store seg=a1 lsn=2", ...late, ...late), /LSN 2 a second time/);
    const twice = ["coalesce seg=a1 lsn=1", "store seg=a1 lsn=2", "coalesce seg=a1 lsn=1"];
    assertMatch(asked(...twice), /LSN 1 a second time/);
  });

  it("goes block by block where blocks are named", () => {
    const writes = [["1", "0", "7"], ["2", "1", "9"], ["3", "2", "7"]].map(([lsn, prev, page]) =>
      `write lsn=${lsn} pg=p0 prev=${prev} page=${page} cpl`
    );
    const stores = [1, 2, 3].map((lsn) => `store seg=a1 lsn=${lsn}`);
    const inBlocks = (...lsns: readonly number[]) =>
      told(
        "P1",
        kinds,
        THREE_COPIES,
        ...writes,
        ...stores,
        ...lsns.map((lsn) => `coalesce seg=a1 lsn=${lsn}`),
      );
    assertEquals(inBlocks(2, 1, 3), "holds 3");
    assertEquals(inBlocks(1, 3, 2), "holds 3");
    assertMatch(inBlocks(2, 3), /LSN 3 before LSN 1/);
    assertMatch(inBlocks(1, 3, 3), /LSN 3 a second time/);
  });

  it("goes on from the records of a block that a recovery leaves", () => {
    const write = (lsn: number, prev: number, page: string) =>
      `write lsn=${lsn} pg=p0 prev=${prev} page=${page} cpl`;
    const before = [write(1, 0, "7"), write(2, 1, "9"), write(3, 2, "7")];
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=9";
    const after = [write(10, 2, "7"), "scl seg=a1 lsn=10"];
    const applied = (...lsns: readonly number[]) =>
      told(
        "P1",
        "write,scl,coalesce,recovery",
        ...[THREE_COPIES, ...before, recovery, ...after],
        ...lsns.map((lsn) => `coalesce seg=a1 lsn=${lsn}`),
      );
    assertEquals(applied(1, 10), "holds 2");
    assertMatch(applied(10), /LSN 10 before LSN 1/);
  });

  it("applies no record of another group", () => {
    const writes = ["write lsn=1 pg=p1 prev=0 cpl", "write lsn=2 pg=p2 prev=0 cpl"];
    const lines = [...writes, "write lsn=3 pg=p1 prev=1 cpl", "scl seg=a1 lsn=3"];
    const why = told("P1", kinds, ...TWO_GROUPS.split("\n"), ...lines, "coalesce seg=a1 lsn=2");
    assertMatch(why, /a1 applies LSN 2, which it does not hold/);
  });
});

describe("collecting", () => {
  const kinds = "write,store,coalesce,stage,collect";
  const asked = (seg: string, ...lines: readonly string[]) =>
    told("G2", kinds, FULL_AND_TAIL, ...WRITES, ...lines, `collect seg=${seg} upto=1`);

  it("waits for blocks and for the backup store", () => {
    assertEquals(asked("a1", "coalesce seg=a1 lsn=1", "stage seg=a1 upto=1"), "holds 1");
    assertMatch(asked("a1", "stage seg=a1 upto=1"), /has not applied LSN 1/);
    assertMatch(asked("a1", "coalesce seg=a1 lsn=1"), /staged its log up to 0 only/);
  });

  it("waits for the backup store only on a tail segment, which has no blocks", () => {
    assertEquals(asked("a2", "stage seg=a2 upto=1"), "holds 1");
    assertMatch(asked("a2"), /staged its log up to 0 only/);
  });

  it("goes by the least PGMRPL of all instances, whoever announced last", () => {
    const lines = ["pgmrpl pg=p0 lsn=5 instance=r1", "pgmrpl pg=p0 lsn=7 instance=w"];
    const upto = (lsn: number) =>
      told("G1", "collect,pgmrpl", THREE_COPIES, ...lines, `collect seg=a1 upto=${lsn}`);
    assertEquals(upto(5), "holds 1");
    assertMatch(upto(6), /above the PGMRPL 5/);
  });

  it("needs a PGMRPL of its own group", () => {
    const two = TWO_GROUPS.split("\n");
    const write = "write lsn=5 pg=p1 prev=0 cpl";
    const below = (pg: string) => {
      const lines = [...two, write, `pgmrpl pg=${pg} lsn=5`, "collect seg=a1 upto=5"];
      return told("G1", "write,collect,pgmrpl", ...lines);
    };
    assertEquals(below("p1"), "holds 1");
    assertMatch(below("p2"), /above the PGMRPL 0 of group p1/);
  });
});

describe("a baseline", () => {
  const asked = (...lines: readonly string[]) =>
    told("G4", "write,store,scl,baseline,disk-loss", ...lines);
  const TWO = ["write lsn=1 pg=p0 prev=0 cpl", "write lsn=2 pg=p0 prev=1 cpl"];

  it("may be of a copy that has lost since what it gave", () => {
    const stores = ["a1", "b1"].map((copy) => `store seg=${copy} lsn=1`);
    const lines = [THREE_COPIES, TWO[0]!, ...stores, "disk-loss node=a1"];
    assertEquals(asked(...lines, "baseline seg=c1 from=a1 upto=1"), "holds 1");
    assertEquals(asked(...lines, "baseline seg=c1 from=b1 upto=1"), "holds 1");
  });

  it("makes a copy complete up to its point", () => {
    const stores = ["a1", "b1"].flatMap((copy) => [1, 2].map((n) => `store seg=${copy} lsn=${n}`));
    const lines = [THREE_COPIES, ...TWO, ...stores, "baseline seg=c1 from=a1 upto=1"];
    const scl = (...more: readonly string[]) =>
      told("L2", "write,store,scl,baseline", ...lines, ...more);
    assertEquals(scl("scl seg=c1 lsn=1"), "holds 1");
    assertMatch(scl("scl seg=c1 lsn=2"), /c1 reports SCL 2, but does not hold LSN 2/);
    assertEquals(scl("store seg=c1 lsn=2", "scl seg=c1 lsn=2"), "holds 1");
    assertEquals(asked(...lines, "baseline seg=c2 from=c1 upto=1"), "holds 2", "and a source");
    assertMatch(asked(...lines, "baseline seg=c2 from=c1 upto=2"), /c1, which does not hold LSN 2/);
  });

  it("holds nothing that a recovery may annul: half of an MTR is not durable yet", () => {
    const half = ["write lsn=1 pg=p0 prev=0", "write lsn=2 pg=p0 prev=1 cpl"];
    const stores = ["a1", "b1"].map((copy) => `store seg=${copy} lsn=1`);
    assertMatch(
      asked(THREE_COPIES, ...half, ...stores, "baseline seg=c1 from=a1 upto=1"),
      /up to 1 from a1, and VDL cannot be above 0/,
    );
    const alone = [THREE_COPIES, TWO[0]!, "store seg=a1 lsn=1"];
    assertMatch(asked(...alone, "baseline seg=c1 from=a1 upto=1"), /VDL cannot be above 0/);
  });

  it("is not asked for what was written before the trace begins", () => {
    const later = ["write lsn=9 pg=p0 prev=8 cpl", "store seg=a1 lsn=9", "store seg=b1 lsn=9"];
    assertEquals(asked(THREE_COPIES, ...later, "baseline seg=c1 from=a1 upto=8"), "unjudged");
    assertEquals(asked(THREE_COPIES, "baseline seg=c1 from=a1 upto=8"), "unjudged");
  });

  it("comes from no tail segment", () => {
    assertMatch(asked(FULL_AND_TAIL, "baseline seg=a1 from=b2 upto=1"), /b2, which is no full/);
  });
});
