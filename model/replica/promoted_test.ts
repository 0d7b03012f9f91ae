import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { replica, type ReplicaEvent } from "./replica.ts";
import type { Lsn, PageId, RedoRecord } from "../terms.ts";

const record = (lsn: Lsn, page: PageId): RedoRecord => ({
  lsn,
  pg: "p1",
  prev: lsn - 1n,
  cpl: true,
  page,
});
const cached = (page: PageId, at: Lsn): ReplicaEvent[] => [
  { type: "fetch", page },
  { type: "arrive", page, at },
];
const stream = (...records: readonly RedoRecord[]): ReplicaEvent[] =>
  records.map((one) => ({ type: "stream", records: [one] }));

/** The cache of a replica that followed for a while and takes over a volume of these records. */
function cacheOf(records: readonly RedoRecord[], ...before: readonly ReplicaEvent[]) {
  const attach: ReplicaEvent = { type: "attach", vdl: 0n, others: 0 };
  const { value, context } = play(replica, attach, ...before, { type: "promote", records });
  assertEquals([value, context.pending, context.views], ["promoted", [], {}]);
  return context.pages;
}

describe("the cache of a replica that takes over", () => {
  const [one, two] = [record(1n, "x"), record(2n, "x")];

  it("takes what came and is durable, whether the replica was told so or not", () => {
    assertEquals(cacheOf([one], ...cached("x", 0n), ...stream(one)), { x: 1n });
  });

  it("takes nothing that the recovery annulled", () => {
    assertEquals(cacheOf([one], ...cached("x", 0n), ...stream(one, two)), { x: 1n });
    assertEquals(cacheOf([], ...cached("x", 0n), ...stream(one)), { x: 0n });
  });

  it("drops a page of which a record did not come", () => {
    assertEquals(cacheOf([one, two], ...cached("x", 0n), ...stream(one)), {});
    const other = [...cached("x", 0n), ...cached("y", 0n)];
    assertEquals(cacheOf([one, two], ...other, ...stream(one)), { y: 0n });
  });

  it("does not wait for a page that was on its way", () => {
    assertEquals(cacheOf([one], { type: "fetch", page: "x" }, ...stream(one)), {});
  });
});
