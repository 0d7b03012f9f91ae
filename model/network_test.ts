import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { AnyMachineSnapshot } from "xstate";
import { hearing, withLateGossip, withMessages } from "./_explicit_network.ts";
import { play } from "./_play.ts";
import { eventsFor, type Look, Names, reach, whole } from "./_reachable.ts";
import type { Bounds } from "./bounds.ts";
import { ack, gossip, lateAck, ship } from "./network.ts";
import { segment, type SegmentEvent } from "./segment.ts";
import { storageSystem, writerConfig } from "./system.ts";
import { writer } from "./writer.ts";
import { worldOf } from "./explore/world.ts";

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

/** A system, the copies that are heard of, and the steps that only messages can make. */
interface Case {
  readonly says: string;
  readonly bounds: Bounds;
  readonly heard: string[];
  readonly missing: number;
}

const cases: Case[] = [
  { says: "steps merged", bounds: tiny, heard: ["a1", "b1", "c1"], missing: 0 },
  {
    says: "steps merged, with crashes",
    bounds: { ...tiny, faults: crashes },
    heard: ["a1", "b1"],
    missing: 0,
  },
  {
    says: "steps apart, one record, with crashes",
    bounds: { ...tiny, workload: records(1), faults: crashes, steps: "apart" },
    heard: ["a1", "b1", "c1"],
    missing: 0,
  },
  {
    // A copy may persist 2, acknowledge it, and only then learn 1: late, with the SCL of before.
    says: "steps apart, two records",
    bounds: { ...tiny, steps: "apart" },
    heard: ["a1", "b1"],
    missing: 22,
  },
  {
    // One acknowledgement may speak for some of what a copy has sorted: here it takes several.
    says: "steps merged, three records, with crashes",
    bounds: { ...tiny, workload: records(3), faults: crashes },
    heard: ["a1"],
    missing: 4,
  },
  {
    says: "steps apart, three records, with crashes",
    bounds: { ...tiny, workload: records(3), faults: crashes, steps: "apart" },
    heard: ["a1"],
    missing: 4,
  },
];

const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one.difference(other)];

describe("the derived network, beside one that keeps every message", () => {
  for (const { says, bounds, heard, missing } of cases) {
    it(`reaches the same states of copies and writer, by steps that messages make: ${says}`, () => {
      const system = storageSystem(says, bounds);
      const names = new Names();
      const derived = reach(hearing(system, heard), whole, names);
      const kept = reach(withMessages(system, heard), whole, names);
      assert(kept.size > derived.size, "messages tell nothing apart");
      assertEquals(only(derived.states, kept.states), []);
      assertEquals(only(kept.states, derived.states), []);
      assertEquals(only(derived.steps, kept.steps), []);
      const others = only(kept.steps, derived.steps);
      assertEquals(others.length, missing);
      for (const step of others) assert(changesWriterOnly(step), step);
    });
  }

  for (const { says, bounds, heard } of cases.filter(({ heard }) => heard.length === 1)) {
    it(`lets a copy send what it could have sent, and no other acknowledgement: ${says}`, () => {
      const system = storageSystem(says, bounds);
      const names = new Names();
      const look: Look = (state, actor) => actor === "a1" ? whole(state, actor) : undefined;
      const derived = eventsFor(hearing(system, heard), "writer", look, names);
      const kept = eventsFor(withMessages(system, heard), "writer", look, names);
      assertEquals(only(derived, kept), []);
    });
  }

  it("would be told from one in which nothing is late", () => {
    const system = hearing(storageSystem("in time", tiny), ["a1", "b1"]);
    const inTime = { ...system, moves: system.moves.filter(({ name }) => !name.endsWith("late")) };
    const names = new Names();
    const [late, timely] = [reach(system, whole, names), reach(inTime, whole, names)];
    assertNotEquals(late.steps.size, timely.steps.size);
  });

  it("reaches the same states if gossip may be late, from a peer that crashed since", () => {
    const heard = ["a1", "b1"];
    for (const steps of ["merged", "apart"] as const) {
      const system = storageSystem("gossip", { ...tiny, faults: crashes, steps });
      const names = new Names();
      const look: Look = (state, actor) => actor === "mail" ? undefined : whole(state, actor);
      const instant = reach(hearing(system, heard), look, names);
      const late = reach(withLateGossip(system, heard), look, names);
      assert(late.size > instant.size, "no answer is ever late");
      assertEquals(only(late.states, instant.states), []);
      assertEquals(only(instant.states, late.states), []);
    }
  });
});

/** The writer is actor 1 of a system. */
function changesWriterOnly(step: string): boolean {
  const [from, to] = step.split(" > ").map((state) => state.split(","));
  return from!.every((number, actor) => actor === 1 || number === to![actor]);
}

describe("a message", () => {
  const config = writerConfig(tiny);
  const wrote = play(writer(config), { type: "open" }, { type: "allocate" }, { type: "allocate" });
  const [one, two] = wrote.context.log;
  const store = (record: unknown) => ({ type: "store", record }) as SegmentEvent;
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
    const arrived = [{ to: "a1", event: { type: "receive", record: two } }];
    assertEquals(plan(ship(place, 2n, "receive"), {}), arrived);
    assertEquals(plan(ship(place, 3n, "receive"), {}), undefined);
  });

  it("acknowledges with the SCL of the copy, also when the copy crashed since", () => {
    const both = [store(one), store(two)];
    assertEquals(plan(ack(place, 1n), { a1: play(segment, ...both) }), acked(1n, 2n));
    assertEquals(plan(ack(place, 1n), { a1: play(segment, ...both, crash) }), acked(1n, 2n));
    assertEquals(plan(ack(place, 2n), { a1: play(segment, store(two)) }), acked(2n, 0n));
  });

  it("acknowledges nothing that is in memory only, in time or late", () => {
    const a1 = play(segment, { type: "receive", record: one });
    assertEquals(plan(ack(place, 1n), { a1 }), undefined);
    assertEquals(plan(lateAck(place, 1n, 0n), { a1 }), undefined);
  });

  it("is late with the SCL given, unless that is the SCL of now or the record is not sorted", () => {
    const a1 = play(segment, store(one), store(two));
    assertEquals(plan(lateAck(place, 1n, 1n), { a1 }), acked(1n, 1n));
    assertEquals(plan(lateAck(place, 1n, 2n), { a1 }), undefined);
    const unsorted = play(segment, store(one), { type: "receive", record: two }, {
      type: "persist",
    });
    assertEquals(plan(lateAck(place, 2n, 0n), { a1: unsorted }), undefined);
  });

  it("of gossip comes from a peer that is up and has sorted the record", () => {
    const has = play(segment, store(two));
    const unsorted = play(segment, { type: "receive", record: two }, { type: "persist" });
    const learn = gossip(place, "b1", 2n);
    const event = { type: "gossip", from: "b1", record: two, peerScl: 0n };
    assertEquals(plan(learn, { b1: has }), [{ to: "a1", event }]);
    assertEquals(plan(learn, { b1: unsorted, c1: has }), undefined);
    assertEquals(plan(learn, { b1: play(segment, store(two), crash) }), undefined);
    assertEquals(plan(learn, { a1: play(segment, crash), b1: has }), undefined);
    assertEquals(plan(learn, { a1: has, b1: has }), undefined);
  });
});
