import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { AnyMachineSnapshot } from "xstate";
import { hearing, withMessages } from "../_explicit_network.ts";
import { play } from "../_play.ts";
import { type Hear, Names, reach, whole } from "../_reachable.ts";
import type { Bounds } from "../bounds.ts";
import { worldOf } from "../explore/world.ts";
import { ack, gossip, ship } from "./network.ts";
import { segment, type SegmentEvent } from "../segment/segment.ts";
import { storageSystem, writerConfig } from "../system.ts";
import { writer } from "../writer/writer.ts";

const records = (count: number) =>
  Array.from({ length: count }, (_, i) => [{ pg: "1", commits: `T${i + 1}` }]);
const tiny: Bounds = {
  volume: { groups: { "1": "threeCopies" } },
  workload: records(2),
  lal: 10n,
  faults: { azs: 0, copies: 0 },
  steps: "merged",
  background: false,
};
const crashes = { azs: 0, copies: 1 };
const apart: Bounds = { ...tiny, steps: "apart" };

/** A system, and the copies that are heard of. */
interface Case {
  readonly says: string;
  readonly bounds: Bounds;
  readonly heard: string[];
  /** Steps that messages cannot make, where there are any. */
  readonly tooMany?: number;
}

const cases: Case[] = [
  { says: "steps merged", bounds: tiny, heard: ["a1", "b1", "c1"] },
  {
    says: "steps merged, with crashes",
    bounds: { ...tiny, faults: crashes },
    heard: ["a1", "b1"],
  },
  {
    says: "steps merged, three records, with crashes",
    bounds: { ...tiny, workload: records(3), faults: crashes },
    heard: ["a1"],
  },
  {
    says: "steps merged, four records",
    bounds: { ...tiny, workload: records(4) },
    heard: ["a1"],
  },
  {
    says: "steps merged, in the background",
    bounds: { ...tiny, background: true },
    heard: ["a1", "b1"],
  },
  {
    says: "steps apart, one record, collected while a peer lacks it",
    bounds: { ...apart, workload: records(1), background: true },
    heard: ["a1", "b1", "c1"],
  },
  {
    // What the writer allocated last tells that it knew of other records before.
    says: "steps merged, an MTR that LAL keeps waiting",
    bounds: { ...tiny, lal: 2n, workload: [[{ pg: "1" }, { pg: "1" }], [{ pg: "1" }]] },
    heard: ["a1", "b1", "c1"],
  },
  {
    says: "steps merged, two groups",
    bounds: {
      ...tiny,
      volume: { groups: { "1": "threeCopies", "2": "threeCopies" } },
      workload: [[{ pg: "1" }], [{ pg: "2" }], [{ pg: "1" }]],
    },
    heard: ["a1", "b1", "a2"],
  },
  {
    says: "steps apart, one record, with crashes",
    bounds: { ...apart, workload: records(1), faults: crashes },
    heard: ["a1", "b1", "c1"],
  },
  {
    // A copy may persist 2, acknowledge it, and only then learn 1 from a peer.
    says: "steps apart, two records, with crashes",
    bounds: { ...apart, faults: crashes },
    heard: ["a1", "b1"],
  },
  {
    says: "steps apart, three records, with crashes",
    bounds: { ...apart, workload: records(3), faults: crashes },
    heard: ["a1"],
  },
  {
    says: "steps apart, in the background",
    bounds: { ...apart, background: true },
    heard: ["a1", "b1"],
  },
  {
    // What one copy acknowledged early can tell that another had a record to offer by then. The
    // past of each copy is told without that.
    says: "steps apart, commits that LAL keeps waiting, and here only some steps more",
    bounds: { ...apart, workload: records(3), lal: 1n },
    heard: ["a1", "b1"],
    tooMany: 48,
  },
];

/** No rule reads the SCL that comes with gossip. */
const hear: Hear = ({ to, event: { peerScl: _, ...event } }) => [to, event];

/** How many there are in one set and not in the other. */
const beyond = (one: ReadonlySet<string>, other: ReadonlySet<string>) => one.difference(other).size;

describe("the derived network, beside one that keeps every message", () => {
  for (const { says, bounds, heard, tooMany = 0 } of cases) {
    it(`reaches the same states of copies and writer, by the same events: ${says}`, () => {
      const system = storageSystem(says, bounds);
      const names = new Names();
      const derived = reach(hearing(system, heard), whole, names, hear);
      const kept = reach(withMessages(system, heard), whole, names, hear);
      assertGreater(kept.size, derived.size, "messages tell nothing apart");
      assertEquals(beyond(derived.states, kept.states), 0, "states that messages do not reach");
      assertEquals(beyond(kept.states, derived.states), 0, "states that only messages reach");
      assertEquals(beyond(kept.steps, derived.steps), 0, "steps that only messages make");
      assertEquals(beyond(derived.steps, kept.steps), tooMany, "steps that messages do not make");
    });
  }

  for (const bounds of [{ ...tiny, workload: records(3) }, apart]) {
    it(`would be told from one in which an acknowledgement is never late: ${bounds.steps}`, () => {
      const system = hearing(storageSystem("late", bounds), ["a1"]);
      const stepsOf = (moves: typeof system.moves) =>
        reach({ ...system, moves }, whole, new Names(), hear).steps.size;
      const all = stepsOf(system.moves);
      const late = system.moves.filter(({ name }) => name.includes(".late."));
      assertGreater(late.length, 3);
      for (const move of late) {
        assertLess(stepsOf(system.moves.filter((other) => other !== move)), all, move.name);
      }
    });
  }
});

describe("a message", () => {
  const config = writerConfig(tiny);
  const wrote = play(writer(config), { type: "open" }, { type: "allocate" }, { type: "allocate" });
  const [one, two] = wrote.context.log;
  const store = (record: unknown) => ({ type: "store", record, epoch: 1 }) as SegmentEvent;
  const place = { segment: "a1", pg: "1", peers: ["b1", "c1"] };
  const nothing = play(segment);
  const crash: SegmentEvent = { type: "crash" };

  /** What a move delivers to whom, with these copies. */
  function plan(move: ReturnType<typeof ack>, copies: Record<string, AnyMachineSnapshot>) {
    const states: Record<string, AnyMachineSnapshot> = {
      writer: wrote,
      a1: nothing,
      b1: nothing,
      c1: nothing,
      ...copies,
    };
    return move.plan(worldOf((actor) => states[actor]!));
  }
  const acked = (lsn: bigint, scl: bigint) => [
    { to: "writer", event: { type: "ack", segment: "a1", pg: "1", lsn, scl } },
  ];

  it("from the writer brings a record of its log, and no other", () => {
    const arrived = [{ to: "a1", event: { type: "receive", record: two, epoch: 1 } }];
    assertEquals(plan(ship(place, 2n, "receive"), {}), arrived);
    assertEquals(plan(ship(place, 3n, "receive"), {}), undefined);
  });

  it("acknowledges with the SCL of the copy, also when the copy crashed since", () => {
    const both = [store(one), store(two)];
    assertEquals(plan(ack(place, 1n), { a1: play(segment, ...both) }), acked(1n, 2n));
    assertEquals(plan(ack(place, 1n), { a1: play(segment, ...both, crash) }), acked(1n, 2n));
    assertEquals(plan(ack(place, 2n), { a1: play(segment, store(two)) }), acked(2n, 0n));
  });

  it("acknowledges nothing that is in memory only", () => {
    const a1 = play(segment, { type: "receive", record: one, epoch: 1 });
    assertEquals(plan(ack(place, 1n), { a1 }), undefined);
  });

  it("of gossip comes from a peer that has sorted the record, and may be down since", () => {
    const has = play(segment, store(two));
    const unsorted = play(segment, { type: "receive", record: two, epoch: 1 }, { type: "persist" });
    const learn = gossip(place, "b1", 2n);
    const event = { type: "gossip", from: "b1", record: two, peerScl: 0n, informed: 1 };
    assertEquals(plan(learn, { b1: has }), [{ to: "a1", event }]);
    assertEquals(plan(learn, { b1: play(segment, store(two), crash) }), [{ to: "a1", event }]);
    assertEquals(plan(learn, { b1: unsorted, c1: has }), undefined);
    assertEquals(plan(learn, { a1: play(segment, crash), b1: has }), undefined);
    assertEquals(plan(learn, { a1: has, b1: has }), undefined);
  });

  it("of gossip brings also what the peer has collected since", () => {
    const b1 = play(segment, store(one), { type: "coalesce" }, { type: "stage" }, {
      type: "collect",
      pgmrpl: 1n,
    });
    assertEquals(b1.context.hotLog, []);
    const event = { type: "gossip", from: "b1", record: one, peerScl: 1n, informed: 1 };
    assertEquals(plan(gossip(place, "b1", 1n), { b1 }), [{ to: "a1", event }]);
  });
});
