import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { segment, type SegmentEvent } from "./segment.ts";
import type { Lsn, RedoRecord } from "../terms.ts";

const record = (lsn: Lsn, prev: Lsn): RedoRecord => ({ lsn, pg: "1", prev, cpl: true });
const [one, two, next] = [record(1n, 0n), record(2n, 1n), record(12n, 1n)];

const store = (record: RedoRecord, epoch = 1): SegmentEvent => ({ type: "store", record, epoch });
const fence = (epoch: number): SegmentEvent => ({ type: "fence", epoch });
const report = (epoch: number): SegmentEvent => ({ type: "report", epoch });
const truncate = (epoch: number, from: Lsn, to: Lsn): SegmentEvent => ({
  type: "truncate",
  epoch,
  ranges: [{ from, to }],
});
const gossip = (record: RedoRecord, informed: number): SegmentEvent => ({
  type: "gossip",
  from: "b1",
  record,
  peerScl: record.lsn,
  informed,
});
const writeBack = (record: RedoRecord, epoch: number): SegmentEvent => ({
  type: "writeBack",
  record,
  epoch,
});

const cut = truncate(2, 1n, 11n);

describe("a copy that enters an epoch", () => {
  it("takes nothing more from an older writer (facts 3.7)", () => {
    assertEquals(play(segment).can(store(one)), true);
    assertEquals(play(segment, fence(2)).can(store(one)), false);
    assertEquals(play(segment, cut).can(store(one)), false);
  });

  it("takes nothing of the next writer before it knows what is annulled (facts 6.3)", () => {
    const fenced = play(segment, store(one), fence(2));
    assertEquals(fenced.can(store(next, 2)), false);
    assertEquals(play(segment, store(one), fence(2), cut).can(store(next, 2)), true);
  });

  it("does nothing with what it has, and fetches nothing, before it knows what is annulled", () => {
    const deeds: SegmentEvent[] = [{ type: "coalesce" }, { type: "stage" }, gossip(two, 1)];
    const before = play(segment, store(one), fence(2));
    const after = play(segment, store(one), fence(2), truncate(2, 2n, 12n));
    assertEquals(deeds.filter((deed) => before.can(deed)), []);
    assertEquals(deeds.filter((deed) => after.can(deed)), deeds);
  });

  it("tells a recovery what it has only in the epoch of that recovery", () => {
    assertEquals(play(segment).can(report(2)), false);
    assertEquals(play(segment, fence(2)).can(report(2)), true);
    assertEquals(play(segment, fence(3)).can(report(2)), false);
  });

  it("takes back what that recovery found, and nothing of an older one", () => {
    const fenced = play(segment, fence(2));
    assertEquals([fenced.can(writeBack(one, 2)), fenced.can(writeBack(one, 1))], [true, false]);
    assertEquals(play(segment, fence(2), writeBack(one, 2)).context.scl, 1n);
  });

  it("remembers what it may have told the first writer, and no later one", () => {
    const left = play(segment, store(one), fence(2)).context.farewell;
    assertEquals(left, { held: [1n], scl: 1n });
    const later = play(segment, store(one), fence(2), writeBack(two, 2), fence(3)).context.farewell;
    assertEquals(later, left);
  });
});

describe("a copy that learns what is annulled", () => {
  it("drops it, and its chain ends lower", () => {
    const { hotLog, scl, dropped } = play(segment, store(one), store(two), cut).context;
    assertEquals({ lsns: hotLog.map((each: RedoRecord) => each.lsn), scl, dropped }, {
      lsns: [1n],
      scl: 1n,
      dropped: [2n],
    });
  });

  it("keeps what is in no range, wherever it got it, and links the next record to it", () => {
    const copy = play(segment, store(one), store(two), cut, store(next, 2));
    assertEquals(copy.context.scl, 12n);
    // One that was written before the crash may still be missing: it comes by gossip.
    assertEquals(play(segment, cut).can(gossip(one, 1)), true);
  });

  it("takes nothing annulled from a peer that was absent", () => {
    assertEquals(play(segment, store(one), cut).can(gossip(two, 1)), false);
  });

  it("understands no peer that knows more than itself", () => {
    const absent = play(segment, store(one), store(two));
    assertEquals([absent.can(gossip(next, 2)), absent.can(gossip(two, 1))], [false, false]);
    assertEquals(play(segment, store(one), cut).can(gossip(next, 2)), true);
  });

  it("believes the later recovery, not the one that comes later", () => {
    const late = play(segment, store(one), store(two), truncate(3, 2n, 12n));
    assertEquals([late.context.scl, late.can(cut)], [2n, false]);
    // What an interrupted recovery annulled on some copies only, the next one may have found.
    const revived = play(segment, store(one), store(two), cut, fence(3), writeBack(two, 3));
    assertEquals(revived.context.scl, 2n);
  });

  it("has not applied it to its blocks, nor staged it, in the end", () => {
    const coalesce: SegmentEvent = { type: "coalesce" };
    const applied = [store(one), store(two), coalesce, coalesce, { type: "stage" } as const];
    const copy = play(segment, ...applied, cut).context;
    assertEquals([copy.applied, copy.staged], [[1n], 1n]);
  });
});
