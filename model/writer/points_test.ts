import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { completeUpto } from "../segment/chain.ts";
import { sixMembers } from "../quorum/placement.ts";
import { pgclByRecord, pgclByScl, vclOf, vdlOf } from "./points.ts";
import { meets } from "../quorum/quorum.ts";
import { aurora } from "../quorum/quorum_rules.ts";
import { type Lsn, NO_LSN, type PgId, type RedoRecord, type SegmentId } from "../terms.ts";

const isWriteQuorum = (copies: readonly SegmentId[]) => meets(aurora.write, copies, sixMembers);
const segments = sixMembers.map(({ segment }) => segment);
const max = (lsns: readonly Lsn[]) => lsns.reduce((one, other) => one > other ? one : other, 0n);

/** A record of a log and the copies that hold it. */
type Stored = RedoRecord & { on: readonly SegmentId[] };

/** Logs over two groups with gaps between LSNs; each record is on any of the six copies. */
const anyLog: fc.Arbitrary<Stored[]> = fc.array(
  fc.record({
    step: fc.integer({ min: 1, max: 3 }),
    pg: fc.constantFrom("pg1", "pg2"),
    cpl: fc.boolean(),
    // Most records are on many copies, or no point would ever move far.
    on: fc.oneof(
      { weight: 1, arbitrary: fc.subarray(segments) },
      { weight: 2, arbitrary: fc.subarray(segments, { minLength: 4 }) },
    ),
  }),
  { maxLength: 12 },
).map((drafts) => {
  let lsn = NO_LSN;
  const last: Record<PgId, Lsn> = {};
  return drafts.map(({ step, pg, cpl, on }) => {
    const prev = last[pg] ?? NO_LSN;
    last[pg] = lsn += BigInt(step);
    return { lsn, pg, prev, cpl, on };
  });
});

const of = (log: readonly Stored[], pg: PgId) => log.filter((record) => record.pg === pg);
const isDurable = (log: readonly Stored[]) => (lsn: Lsn) =>
  log.some((record) => record.lsn === lsn && record.on.length >= 4);
const byRecord = (log: readonly Stored[], pg: PgId) => pgclByRecord(of(log, pg), isDurable(log));
const sclsOf = (records: readonly Stored[]) =>
  Object.fromEntries(
    segments.map((copy) => [copy, completeUpto(0n, records.filter(({ on }) => on.includes(copy)))]),
  );

function holdsFor(check: (log: Stored[]) => void): void {
  fc.assert(fc.property(anyLog, check), { seed: 2018, numRuns: 1000 });
}

describe("the points of any log agree with their definitions read plainly (property)", () => {
  it("PGCL by records: the highest record with all of its group up to it on 4 copies", () => {
    holdsFor((log) => {
      const records = of(log, "pg1");
      const complete = records.filter(({ lsn }) =>
        records.every((record) => record.lsn > lsn || record.on.length >= 4)
      );
      assertEquals(byRecord(log, "pg1"), max(complete.map(({ lsn }) => lsn)));
    });
  });

  it("PGCL by SCL, with 4 of 6: the fourth-highest SCL", () => {
    holdsFor((log) => {
      const scls = sclsOf(of(log, "pg1"));
      const descending = Object.values(scls).sort((one, other) => Number(other - one));
      assertEquals(pgclByScl(scls, isWriteQuorum), descending[3]);
    });
  });

  it("PGCL by SCL is never above PGCL by records", () => {
    holdsFor((log) => {
      const scls = sclsOf(of(log, "pg1"));
      assertEquals(pgclByScl(scls, isWriteQuorum) <= byRecord(log, "pg1"), true);
    });
  });

  it("VCL: the highest record with all of the volume up to it on 4 copies", () => {
    holdsFor((log) => {
      const complete = log.filter(({ lsn }) =>
        log.every((record) => record.lsn > lsn || record.on.length >= 4)
      );
      assertEquals(vclOf(log, (pg) => byRecord(log, pg)), max(complete.map(({ lsn }) => lsn)));
    });
  });

  it("VCL: the predecessor of the least record above the PGCL of its group", () => {
    holdsFor((log) => {
      const next = ["pg1", "pg2"]
        .map((pg) => of(log, pg).find(({ lsn }) => lsn > byRecord(log, pg)))
        .filter((record) => record !== undefined);
      const before = log.filter(({ lsn }) => next.every((record) => lsn < record.lsn));
      assertEquals(vclOf(log, (pg) => byRecord(log, pg)), before.at(-1)?.lsn ?? NO_LSN);
    });
  });

  it("VDL: a CPL at or below VCL with no CPL between them", () => {
    holdsFor((log) => {
      const vcl = vclOf(log, (pg) => byRecord(log, pg));
      const cpls = log.filter(({ lsn, cpl }) => cpl && lsn <= vcl).map(({ lsn }) => lsn);
      assertEquals(vdlOf(log, vcl), max(cpls));
    });
  });

  it("VCL and VDL of a log cut at VDL are those of the whole log", () => {
    holdsFor((log) => {
      const pgcl = (pg: PgId) => byRecord(log, pg);
      const vcl = vclOf(log, pgcl);
      const vdl = vdlOf(log, vcl);
      for (const cut of [log, log.filter(({ lsn }) => lsn > vdl)]) {
        assertEquals(vclOf(cut, pgcl, vdl), vcl);
        assertEquals(vdlOf(cut, vcl, vdl), vdl);
      }
    });
  });

  it("PGCL from any record below it is the same, and asks nothing about what lies below", () => {
    holdsFor((log) => {
      const records = of(log, "pg1");
      const pgcl = byRecord(log, "pg1");
      for (const from of records.map(({ lsn }) => lsn).filter((lsn) => lsn <= pgcl)) {
        const rest = records.filter(({ lsn }) => lsn > from);
        assertEquals(pgclByRecord(rest, isDurable(rest), from), pgcl);
        assertEquals(pgclByRecord(records, isDurable(rest), from), pgcl);
      }
    });
  });
});

describe("what lies at or below the start is taken as given", () => {
  it("VCL steps over records that their group does not cover", () => {
    const log = [{ lsn: 4n, pg: "pg1" }, { lsn: 5n, pg: "pg2" }];
    assertEquals(vclOf(log, (pg) => pg === "pg2" ? 5n : NO_LSN, 4n), 5n);
  });

  it("VDL does not fall back to a CPL below it", () => {
    assertEquals(vdlOf([{ lsn: 5n, cpl: true }], 9n, 7n), 7n);
  });
});

describe("the points of a log without records", () => {
  it("are the LSN before the first, or where it starts", () => {
    assertEquals(pgclByRecord([], () => true), NO_LSN);
    assertEquals(pgclByScl({}, isWriteQuorum), NO_LSN);
    assertEquals([vclOf([], () => 9n), vdlOf([], 9n)], [NO_LSN, NO_LSN]);
    assertEquals([vclOf([], () => 9n, 7n), vdlOf([], 9n, 7n)], [7n, 7n]);
  });
});
