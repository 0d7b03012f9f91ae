import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Lsn } from "../../model/terms.ts";
import { Log } from "./log.ts";

const record = (lsn: Lsn, pg: string, prev: Lsn) => ({ lsn, pg, prev, cpl: true });

/** Odd LSNs in one group, even ones in the other. */
function twoGroups(last: Lsn): Log {
  const log = new Log({ records: [] });
  for (let lsn = 1n; lsn <= last; lsn++) {
    log.append(record(lsn, `p${lsn % 2n}`, lsn > 2n ? lsn - 2n : 0n));
  }
  return log;
}

const lsns = (log: Log) => [...log.records()].map(({ lsn }) => lsn);

describe("a log", () => {
  it("has its records in the order of the volume and in that of each group", () => {
    const log = twoGroups(5n);
    assertEquals(lsns(log), [1n, 2n, 3n, 4n, 5n]);
    const inGroup: Lsn[] = [];
    for (let at = log.chain("p1")!.first; at !== undefined; at = at.next) inGroup.push(at.lsn);
    assertEquals(inGroup, [1n, 3n, 5n]);
    assertEquals([log.chain("p0")!.end, log.chain("p1")!.end], [4n, 5n]);
  });

  it("leaves an LSN with the record that had it first", () => {
    const log = twoGroups(3n);
    log.append(record(2n, "p1", 1n));
    log.append(record(3n, "p0", 2n));
    assertEquals([log.record(2n)!.pg, log.record(3n)!.pg, log.size], ["p0", "p1", 3]);
  });

  it("knows the end of a chain of which it has forgotten every record", () => {
    const log = twoGroups(3n);
    for (let i = 0; i < 3; i++) log.forgetFirst();
    assertEquals([log.size, log.floor, log.hasForgotten], [0, 3n, true]);
    assertEquals([log.chain("p0")!.end, log.chain("p1")!.end], [2n, 3n]);
    log.append(record(4n, "p0", 2n));
    assertEquals([lsns(log), log.chain("p0")!.first?.lsn], [[4n], 4n]);
  });

  it("takes records back as far as it is told, and gives none of their LSNs again", () => {
    const log = twoGroups(6n);
    for (let i = 0; i < 3; i++) log.forgetFirst();
    log.annul(4n, 20n);
    assertEquals([lsns(log), log.highest, log.last?.lsn], [[4n], 20n, 4n]);
    assertEquals([log.chain("p0")!.end, log.chain("p1")!.end], [4n, 3n]);
    log.append(record(5n, "p1", 3n));
    assertEquals(lsns(log), [4n]);
    log.append(record(21n, "p1", 3n));
    assertEquals([lsns(log), log.chain("p1")!.first?.lsn], [[4n, 21n], 21n]);
  });
});
