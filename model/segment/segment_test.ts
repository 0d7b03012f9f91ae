import { assert, assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { play, statesOf } from "../_play.ts";
import { completeUpto } from "./chain.ts";
import {
  durableRecords,
  holds,
  least,
  segment,
  type SegmentContext,
  type SegmentEvent,
} from "./segment.ts";
import { type Lsn, NO_LSN, type RedoRecord } from "../terms.ts";

const record = (lsn: Lsn, prev: Lsn): RedoRecord => ({ lsn, prev, pg: "1", cpl: true });
/** A chain of one group: LSNs 2, 3 and 5 went elsewhere. */
const one = record(1n, 0n);
const four = record(4n, 1n);
const six = record(6n, 4n);
const chain = [one, four, six];
const lsns = chain.map(({ lsn }) => lsn);

const store = (record: RedoRecord): SegmentEvent => ({ type: "store", record, epoch: 1 });
const receive = (record: RedoRecord): SegmentEvent => ({ type: "receive", record, epoch: 1 });
const gossip = (record: RedoRecord): SegmentEvent => ({
  type: "gossip",
  from: "b1",
  record,
  peerScl: record.lsn,
  informed: 1,
});
const collect = (pgmrpl: Lsn): SegmentEvent => ({ type: "collect", pgmrpl });
const persist: SegmentEvent = { type: "persist" };
const sort: SegmentEvent = { type: "sort" };
const coalesce: SegmentEvent = { type: "coalesce" };
const stage: SegmentEvent = { type: "stage" };
const crash: SegmentEvent = { type: "crash" };
const restart: SegmentEvent = { type: "restart" };

const after = (...events: SegmentEvent[]): SegmentContext => play(segment, ...events).context;
const durable = (context: SegmentContext) => durableRecords(context).map(({ lsn }) => lsn);
const hot = ({ hotLog }: SegmentContext) => hotLog.map(({ lsn }) => lsn);

const anyRecord = fc.constantFrom(...chain);
const anyEvent: fc.Arbitrary<SegmentEvent> = fc.oneof(
  anyRecord.map(receive),
  { weight: 2, arbitrary: anyRecord.map(store) },
  anyRecord.map(gossip),
  { weight: 3, arbitrary: fc.constantFrom(0n, 1n, 4n, 6n).map(collect) },
  fc.constantFrom(...lsns).map((lsn): SegmentEvent => ({ type: "acknowledge", lsn })),
  fc.constantFrom(persist, sort, crash, restart),
  { weight: 5, arbitrary: fc.constantFrom(coalesce, stage) },
);

const collects = [store(one), store(six), coalesce, stage, collect(1n), store(one), gossip(four)];

/** Asks something of every step of random lives of a copy. */
function always(
  check: (before: SegmentContext, event: SegmentEvent, after: SegmentContext) => void,
): void {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
      const states = statesOf(segment, events);
      events.forEach((event, i) => check(states[i]!.context, event, states[i + 1]!.context));
    }),
    { seed: 2017, numRuns: 500, examples: [[collects]] },
  );
}

describe("a segment: receive, persist, acknowledge (facts 1.1, steps 1 and 2)", () => {
  it("holds a received record in memory only, until it is on disk", () => {
    assertFalse(holds(after(receive(one)), 1n));
    assert(holds(after(receive(one), persist), 1n));
  });

  it("acknowledges a record after the disk write and not before", () => {
    const mayAck = (...events: SegmentEvent[]) =>
      play(segment, ...events).can({ type: "acknowledge", lsn: 1n });
    assertFalse(mayAck());
    assertFalse(mayAck(receive(one)));
    assert(mayAck(receive(one), persist));
    assert(mayAck(receive(one), persist, sort));
    assertFalse(mayAck(receive(one), persist, crash));
    assert(mayAck(receive(one), persist, crash, restart));
  });

  it("loses its incoming queue in a crash, and only that", () => {
    always((before, { type }, after) => {
      if (type === "crash") assertEquals(after, { ...before, incoming: [] });
    });
    assertEquals(durable(after(receive(one), persist, receive(four), crash, restart)), [1n]);
  });

  it("does nothing while it is down, and is as it was when it is back", () => {
    const down = play(segment, store(one), store(six), coalesce, stage, crash);
    const events = [receive(four), store(four), gossip(four), collect(6n), persist, sort, stage];
    for (const event of [...events, coalesce, crash]) assertFalse(down.can(event), event.type);
    assertEquals(
      after(store(one), store(six), coalesce, stage, crash, restart),
      after(store(one), store(six), coalesce, stage),
    );
  });
});

describe("a segment: SCL (facts 2.1)", () => {
  it("is inclusive", () => assertEquals(after(store(one)).scl, 1n));

  it("follows the back-links across LSNs of other groups", () => {
    assertEquals(after(store(one), store(four), store(six)).scl, 6n);
  });

  it("stops below a hole, and jumps when gossip fills it", () => {
    assertEquals(after(store(six), store(one)).scl, 1n);
    assertEquals(after(store(six), store(one), gossip(four)).scl, 6n);
  });

  it("does not count what is not sorted", () => {
    assertEquals(after(receive(one), persist).scl, NO_LSN);
    assertEquals(after(receive(one), persist, sort).scl, 1n);
  });

  it("is the end of the chain in the hot log and what was collected; it never falls", () => {
    always((before, _, after) => {
      const collected = chain.filter(({ lsn }) => lsn <= after.collected);
      assertEquals(after.scl, completeUpto(NO_LSN, [...collected, ...after.hotLog]));
      assert(after.scl >= before.scl);
    });
  });
});

describe("a segment: what it holds", () => {
  it("is never lost again, whatever happens", () => {
    always((before, _, after) => {
      for (const lsn of lsns) assert(holds(after, lsn) || !holds(before, lsn), `lost ${lsn}`);
    });
  });

  it("is there once: a duplicate of a durable record changes nothing", () => {
    always((before, event, after) => {
      assertEquals([...new Set(durable(after))], durable(after));
      if ("record" in event && holds(before, event.record.lsn)) assertEquals(after, before);
    });
  });

  it("is the same in whatever order it came", () => {
    const inOrder = after(...chain.map(store));
    for (const others of [[six, four, one], [four, six, one], [six, one, four]]) {
      assertEquals(after(...others.map(store)), inOrder);
    }
  });

  it("is the same after store as after receive, persist and sort", () => {
    assertEquals(after(store(four), store(one)), after(receive(four), receive(one), persist, sort));
  });

  it("can come by gossip while it waits in memory, and then outlives a crash", () => {
    const { incoming, hotLog } = after(receive(one), receive(four), gossip(one));
    assertEquals([incoming, hotLog], [[four], [one]]);
    assert(holds(after(receive(one), gossip(one), crash), 1n));
  });
});

describe("a segment: coalesce, stage, collect (facts 1.1, steps 5 to 7)", () => {
  it("applies in chain order, up to SCL, each record once", () => {
    always((_, __, after) => {
      assertEquals(after.applied, lsns.slice(0, after.applied.length));
      assert((after.applied.at(-1) ?? NO_LSN) <= after.scl);
    });
    assertEquals(after(store(one), store(six), coalesce, coalesce).applied, [1n]);
    const whole = [store(six), store(one), store(four), coalesce, coalesce, coalesce, coalesce];
    assertEquals(after(...whole).applied, [1n, 4n, 6n]);
  });

  it("stages up to SCL and no further", () => {
    always((_, __, { staged, scl }) => assert(staged <= scl));
    assertEquals(after(store(one), store(six), stage).staged, 1n);
  });

  it("has staged what it staged, even once it is thrown away: that is in the backup store", () => {
    const { staged, scl } = after(store(one), stage, { type: "discard" });
    assertEquals([staged, scl], [1n, NO_LSN]);
  });

  it("collects up to the least of applied, staged and PGMRPL", () => {
    const ready = [store(one), store(four), store(six), coalesce, coalesce, stage];
    assertEquals(hot(after(...ready, collect(6n))), [6n]);
    assertEquals(hot(after(...ready, collect(1n))), [4n, 6n]);
    assertEquals(hot(after(store(one), stage, collect(6n))), [1n]);
    assertEquals(hot(after(store(one), coalesce, collect(6n))), [1n]);
    always((before, event, after) => {
      const { applied, staged, collected } = before;
      const upto = event.type === "collect"
        ? least(applied.at(-1) ?? NO_LSN, staged, event.pgmrpl)
        : NO_LSN;
      assert(after.collected === collected || after.collected === upto);
    });
  });

  it("never takes its GC point back, were the news of PGMRPL ever so old", () => {
    always((before, _, after) => assert(after.collected >= before.collected));
    const ready = [store(one), coalesce, stage, collect(1n)];
    assertEquals(after(...ready, collect(0n)).collected, 1n);
  });
});
