import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { completeUpto } from "../segment/chain.ts";
import { annulledBy, type Answer, pgclsOf, recovered, startOf, union } from "./recovered.ts";
import type { Lsn, RedoRecord } from "../terms.ts";

/** Records of one chain with these LSNs; those marked are CPLs. */
function chain(lsns: readonly Lsn[], cpls: readonly Lsn[] = lsns, pg = "1"): RedoRecord[] {
  return lsns.map((lsn, i) => ({ lsn, pg, prev: lsns[i - 1] ?? 0n, cpl: cpls.includes(lsn) }));
}

function answering(records: readonly RedoRecord[], held: readonly Lsn[], pg = "1"): Answer {
  return {
    pg,
    records: records.filter(({ lsn }) => held.includes(lsn)),
    scl: 0n,
    collected: 0n,
    informed: 1,
    annulled: [],
    inBlocks: [],
  };
}

const points = (answers: Record<string, Answer>) => {
  const { vcl, vdl, records } = recovered(answers);
  return { vcl, vdl, records: records.map(({ lsn }) => lsn) };
};

describe("a recovery", () => {
  it("finds complete what no copy has completely (facts 2.4)", () => {
    const records = chain([1n, 2n, 3n]);
    const answers = { b1: answering(records, [1n, 3n]), c1: answering(records, [2n]) };
    assertEquals(points(answers), { vcl: 3n, vdl: 3n, records: [1n, 2n, 3n] });
  });

  it("cuts at the last CPL, not inside an MTR (facts A2)", () => {
    const records = chain([1n, 2n, 3n], [1n, 3n]);
    const seen = answering(records, [1n, 2n]);
    assertEquals(points({ a1: seen, b1: seen }), { vcl: 2n, vdl: 1n, records: [1n] });
    assertEquals(annulledBy(recovered({ a1: seen, b1: seen }), 10n), [{ from: 1n, to: 11n }]);
  });

  it("keeps what one copy alone has, and nobody was told of (facts A3)", () => {
    const records = chain([1n, 2n, 3n], [1n, 3n]);
    const answers = { a1: answering(records, [1n, 2n]), b1: answering(records, [3n]) };
    assertEquals(points(answers), { vcl: 3n, vdl: 3n, records: [1n, 2n, 3n] });
  });

  it("stops before a record of another group that nobody has", () => {
    const [one] = chain([1n]);
    const [two] = chain([2n], [2n], "2");
    const answers = { a1: answering([one!], []), a2: answering([two!], [2n], "2") };
    assertEquals(points(answers), { vcl: 0n, vdl: 0n, records: [] });
  });

  it("takes the word of the copy that knows the latest recovery", () => {
    const records = chain([1n, 2n]);
    const old = answering(records, [1n, 2n]);
    const told: Answer = {
      ...answering(records, [1n]),
      informed: 2,
      annulled: [{ from: 1n, to: 11n }],
    };
    assertEquals(union([old, told]).map(({ lsn }) => lsn), [1n]);
    assertEquals(union([old, { ...told, informed: 0 }]).map(({ lsn }) => lsn), [1n, 2n]);
  });

  it("goes on behind annulled LSNs, and annuls above them what the next writer may have used", () => {
    const first = { from: 1n, to: 11n };
    const records = [...chain([1n]), { lsn: 12n, pg: "1", prev: 1n, cpl: true }];
    const answer = { ...answering(records, [1n, 12n]), informed: 2, annulled: [first] };
    const found = recovered({ a1: answer });
    assertEquals([found.vcl, found.vdl], [12n, 12n]);
    const ranges = annulledBy(found, 10n);
    assertEquals(ranges, [first, { from: 12n, to: 22n }]);
    const next = { vdl: 12n, above: 22n, records, collected: { "1": 0n }, inBlocks: [] };
    assertEquals(startOf(3, found, ranges), { epoch: 3, ...next });
  });

  it("takes what was collected for durable", () => {
    const [, two] = chain([1n, 2n]);
    const answer = { ...answering([two!], [2n]), collected: 1n };
    assertEquals(points({ a1: answer }), { vcl: 2n, vdl: 2n, records: [2n] });
  });
});

describe("PG2 of Figure 3 of S18, recovered (facts A5)", () => {
  const records = chain([100n, 102n, 104n, 106n]);
  const held = {
    A: [100n, 102n, 104n, 106n],
    B: [100n, 104n, 106n],
    C: [100n, 102n],
    D: [100n, 104n],
    E: [100n, 102n],
    F: [100n, 102n, 104n, 106n],
  };
  const copies = Object.keys(held) as (keyof typeof held)[];
  const threes = copies.flatMap((one, i) =>
    copies.slice(i + 1).flatMap((two, j) => copies.slice(i + j + 2).map((six) => [one, two, six]))
  );
  const found = threes.map((three) => {
    const own = three.map((copy) => answering(records, held[copy]));
    const answers = Object.fromEntries(three.map((copy, i) => [copy, own[i]!]));
    const scl = own.map(({ records }) => completeUpto(0n, records)).reduce((a, b) => a > b ? a : b);
    return { three: three.join(""), pgcl: pgclsOf(Object.values(answers))["1"]!, scl };
  });

  it("has 104 in the union of each of the 20 read quorums, for four copies have it", () => {
    assertEquals([found.length, found.filter(({ pgcl }) => pgcl < 104n)], [20, []]);
  });

  it("ends below 104 by the highest SCL of some of them: each copy has a gap of its own", () => {
    const short = found.filter(({ scl }) => scl < 104n).map(({ three }) => three);
    assertEquals(short, ["BCD", "BCE", "BDE", "CDE"]);
  });
});
