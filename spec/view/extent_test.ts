import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { completeUpto } from "../../model/segment/chain.ts";
import { type Lsn, NO_LSN } from "../../model/terms.ts";
import { Extent } from "./extent.ts";
import { NO_EXTENT } from "./facts.ts";
import { Log } from "./log.ts";

/** The log of one group with these LSNs, behind `start`. */
function logOf(lsns: readonly number[], start = 0): Log {
  const records = lsns.map((lsn, i) => ({
    lsn: BigInt(lsn),
    pg: "p0",
    prev: BigInt(lsns[i - 1] ?? start),
    cpl: true,
  }));
  return new Log({ records });
}

const ascending = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
  .map((lsns) => lsns.toSorted((one, other) => one - other));

describe("an extent", () => {
  it("ends where the unbroken chain of what was put in ends (property)", () => {
    const puts = fc.array(fc.record({ at: fc.nat(11), raise: fc.nat(9).map((n) => n === 0) }));
    fc.assert(
      fc.property(ascending, puts, (lsns, puts) => {
        const log = logOf(lsns);
        const [chain, extent, held] = [log.chain("p0")!, new Extent(NO_EXTENT), new Set<Lsn>()];
        const records = [...log.records()];
        for (const { at, raise } of puts) {
          const { lsn } = records[at % records.length]!;
          if (raise) extent.raise(lsn);
          else extent.add(lsn);
          for (const record of records) {
            if (record.lsn === lsn || raise && record.lsn < lsn) held.add(record.lsn);
          }
          const link = records.filter((record) => held.has(record.lsn));
          assertEquals(extent.end(chain), completeUpto(NO_LSN, link));
          const missing = records.find((record) => !held.has(record.lsn));
          assertEquals(extent.firstMissing(chain)?.lsn, missing?.lsn);
          for (const record of records) assertEquals(extent.has(record.lsn), held.has(record.lsn));
        }
      }),
      { seed: 2017, numRuns: 300 },
    );
  });

  it("has all that was written before a trace that starts in the middle", () => {
    const chain = logOf([105, 107], 103).chain("p0")!;
    const extent = new Extent(NO_EXTENT);
    extent.add(105n);
    assertEquals(extent.end(chain), 105n);
    assertEquals(Extent.bare().end(chain), undefined);
  });

  it("cannot tell its end once records that it lacks are forgotten, until it is told", () => {
    const log = logOf([1, 2, 3]);
    const chain = log.chain("p0")!;
    const extent = new Extent(NO_EXTENT);
    extent.add(3n);
    log.forgetFirst();
    log.forgetFirst();
    assertEquals(extent.end(chain), undefined);
    assertEquals(extent.firstMissing(chain)?.lsn, 2n);
    extent.raise(2n);
    assertEquals(extent.end(chain), 3n);
  });

  it("is the same as plain facts however it came about", () => {
    const chain = logOf([1, 2, 3, 5]).chain("p0");
    const [single, raised] = [new Extent(NO_EXTENT), new Extent({ upto: 2n, beyond: [5n, 1n] })];
    for (const lsn of [5n, 2n, 1n]) single.add(lsn);
    assertEquals(single.facts(chain), { upto: 2n, beyond: [5n] });
    assertEquals(raised.facts(chain), { upto: 2n, beyond: [5n] });
  });
});
