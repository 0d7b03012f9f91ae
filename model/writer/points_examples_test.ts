import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { drawn, subsetsOf } from "../_letters.ts";
import { completeUpto, type Link } from "../segment/chain.ts";
import { pgclByRecord, pgclByScl, vclOf, vdlOf } from "./points.ts";
import { meets } from "../quorum/quorum.ts";
import { aurora } from "../quorum/quorum_rules.ts";
import type { Lsn, PgId, RedoRecord } from "../terms.ts";

const isWriteQuorum = (copies: Iterable<string>) => meets(aurora.write, copies, drawn("AB CD EF"));

/** Figure 3 of S18: what each copy holds. Odd LSNs belong to PG1, even ones to PG2. */
const figure3: Record<PgId, Record<string, number[]>> = {
  pg1: {
    A: [101, 105],
    B: [101, 103, 105],
    C: [101, 103, 105, 107],
    D: [101, 103, 107],
    E: [101, 103, 107],
    F: [101, 107],
  },
  pg2: {
    A: [100, 102, 104, 106],
    B: [100, 104, 106],
    C: [100, 102],
    D: [100, 104],
    E: [100, 102],
    F: [100, 102, 104, 106],
  },
};

const log = [100, 101, 102, 103, 104, 105, 106, 107].map((n): RedoRecord => ({
  lsn: BigInt(n),
  pg: n % 2 ? "pg1" : "pg2",
  prev: n < 102 ? 0n : BigInt(n - 2),
  cpl: true,
}));

/** The records that a copy holds. */
function held(pg: PgId, copy: string): Link[] {
  return log.filter(({ lsn }) => figure3[pg]![copy]!.includes(Number(lsn)));
}

const scl = (pg: PgId, copy: string) => completeUpto(0n, held(pg, copy));
const holders = (pg: PgId, lsn: Lsn) =>
  [..."ABCDEF"].filter((copy) => figure3[pg]![copy]!.includes(Number(lsn)));
const byRecord = (pg: PgId) =>
  pgclByRecord(
    log.filter((record) => record.pg === pg),
    (lsn) => isWriteQuorum(holders(pg, lsn)),
  );
const byScl = (pg: PgId) =>
  pgclByScl(
    Object.fromEntries([..."ABCDEF"].map((copy) => [copy, scl(pg, copy)])),
    isWriteQuorum,
  );

describe("Figure 3 of S18", () => {
  it("the SCLs that the figure prints", () => {
    const scls = (pg: PgId) => [..."ABCDEF"].map((copy) => scl(pg, copy));
    assertEquals(scls("pg1"), [101n, 105n, 107n, 103n, 103n, 101n]);
    assertEquals(scls("pg2"), [106n, 100n, 102n, 100n, 102n, 106n]);
  });

  it("record by record: PGCL 103 and 104, VCL 104, as the figure says", () => {
    assertEquals([byRecord("pg1"), byRecord("pg2")], [103n, 104n]);
    assertEquals(vclOf(log, byRecord), 104n);
  });

  it("by the fourth-highest SCL: PGCL 103 and 102, VCL 103, as the prose would have it", () => {
    assertEquals([byScl("pg1"), byScl("pg2")], [103n, 102n]);
    assertEquals(vclOf(log, byScl), 103n);
  });

  it("VCL is not the least PGCL: 104, not 103", () => {
    assertEquals([byRecord("pg1"), vclOf(log, byRecord)], [103n, 104n]);
  });

  it("VCL is not the greatest PGCL: with 106 durable PGCL2 is 106, and VCL still 104", () => {
    const pgcl: Record<PgId, Lsn> = { pg1: byRecord("pg1"), pg2: 106n };
    assertEquals(vclOf(log, (pg) => pgcl[pg]!), 104n);
  });
});

describe("recovery of PG2 of Figure 3 from each of the 20 read quorums", () => {
  const quorums = subsetsOf("ABCDEF").filter((set) => set.length === 3);
  const highestScl = (copies: string) =>
    [...copies].map((copy) => scl("pg2", copy)).reduce((one, other) => one > other ? one : other);
  const union = (copies: string) =>
    completeUpto(0n, [...copies].flatMap((copy) => held("pg2", copy)));

  it("by the highest SCL: BCD, BCE, BDE and CDE fall back to 102 and lose the durable 104", () => {
    const found = quorums.filter((copies) => highestScl(copies) < byRecord("pg2"));
    assertEquals(found.sort(), ["BCD", "BCE", "BDE", "CDE"]);
    assertEquals(found.map(highestScl), [102n, 102n, 102n, 102n]);
  });

  it("by the highest SCL: sound for the PGCL of the prose, none falls below 102", () => {
    assertEquals(quorums.filter((copies) => highestScl(copies) < byScl("pg2")), []);
  });

  it("by the union of records: every one of the 20 reaches 104 or more", () => {
    assertEquals(quorums.length, 20);
    assertEquals(quorums.filter((copies) => union(copies) < byRecord("pg2")), []);
  });
});

describe("worked examples", () => {
  it("S17 §4.1: complete to 1007, CPLs 900, 1000 and 1100: VCL 1007, VDL 1000", () => {
    const records = Array.from({ length: 1100 }, (_, i): RedoRecord => ({
      lsn: BigInt(i + 1),
      pg: i % 2 ? "pg2" : "pg1",
      prev: BigInt(Math.max(0, i - 1)),
      cpl: [900, 1000, 1100].includes(i + 1),
    }));
    const durable = (lsn: Lsn) => lsn <= 1007n;
    const pgcl = (pg: PgId) => pgclByRecord(records.filter((r) => r.pg === pg), durable);
    assertEquals([pgcl("pg1"), pgcl("pg2")], [1007n, 1006n]);
    const vcl = vclOf(records, pgcl);
    assertEquals([vcl, vdlOf(records, vcl)], [1007n, 1000n]);
  });

  it("ordered commit: LSN 2 on four copies waits for LSN 1, and one ack moves VDL over both", () => {
    const records: RedoRecord[] = [
      { lsn: 1n, pg: "pg1", prev: 0n, cpl: true, commits: "t1" },
      { lsn: 2n, pg: "pg2", prev: 0n, cpl: true, commits: "t2" },
    ];
    const points = (acks: Record<string, string>) => {
      const durable = (lsn: Lsn) => isWriteQuorum(acks[`${lsn}`]!);
      const vcl = vclOf(
        records,
        (pg) => pgclByRecord(records.filter((r) => r.pg === pg), durable),
      );
      return [vcl, vdlOf(records, vcl)];
    };
    assertEquals(points({ 1: "ABC", 2: "ABCD" }), [0n, 0n]);
    assertEquals(points({ 1: "ABCD", 2: "ABCD" }), [2n, 2n]);
  });

  it("MTR cut: of the MTR {2, 3} only 2 is durable: VCL 2, VDL 1; with 3 durable both are 3", () => {
    const records: RedoRecord[] = [
      { lsn: 1n, pg: "pg1", prev: 0n, cpl: true },
      { lsn: 2n, pg: "pg1", prev: 1n, cpl: false },
      { lsn: 3n, pg: "pg1", prev: 2n, cpl: true },
    ];
    const points = (upto: Lsn) => {
      const vcl = vclOf(records, () => pgclByRecord(records, (lsn) => lsn <= upto));
      return [vcl, vdlOf(records, vcl)];
    };
    assertEquals(points(2n), [2n, 1n]);
    assertEquals(points(3n), [3n, 3n]);
  });
});
