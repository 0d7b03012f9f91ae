import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { pgclByRecord, vclOf, vdlOf } from "../../model/writer/points.ts";
import { meets } from "../../model/quorum/quorum.ts";
import type { Lsn, PgId, RedoRecord, SegmentId } from "../../model/terms.ts";
import { locate, type TraceEvent } from "../../traces/mod.ts";
import { stream } from "../_stream.ts";
import { shows, SIX_COPIES, TWO_GROUPS } from "../invariants/fixtures.ts";
import { View } from "../view.ts";
import type { GroupConfig } from "./config.ts";

/** The same facts as a view keeps, computed anew from the whole trace each time. */
class Plain {
  readonly #log: RedoRecord[] = [];
  readonly #had = new Map<SegmentId, Set<Lsn>>();
  readonly #has = new Map<SegmentId, Set<Lsn>>();
  readonly #told = new Map<SegmentId, Set<Lsn>>();

  constructor(events: readonly TraceEvent[]) {
    for (const event of events) this.#take(event);
  }

  #take(event: TraceEvent): void {
    switch (event.kind) {
      case "write": {
        const { lsn, pg, prev, cpl = false } = event;
        this.#log.push({ lsn, pg, prev, cpl });
        return;
      }
      case "store":
      case "gossip":
        this.#put(event.seg, [event.lsn]);
        return;
      case "scl":
        this.#put(event.seg, this.#upto(event.seg, event.lsn));
        return;
      case "ack":
        for (const lsn of [event.lsn, ...this.#upto(event.seg, event.scl)]) {
          of(this.#told, event.seg).add(lsn);
        }
        return;
      case "disk-loss":
        this.#has.delete(event.node);
        return;
    }
  }

  #put(seg: SegmentId, lsns: readonly Lsn[]): void {
    for (const lsn of lsns) {
      of(this.#had, seg).add(lsn);
      of(this.#has, seg).add(lsn);
    }
  }

  /** Copies are named for their groups: `a1` is of `p1`. */
  #upto(seg: SegmentId, upto: Lsn): Lsn[] {
    return this.#log.filter(({ lsn, pg }) => pg.slice(1) === seg.slice(1) && lsn <= upto)
      .map(({ lsn }) => lsn);
  }

  #isOn(where: Map<SegmentId, Set<Lsn>>, { members, write }: GroupConfig, lsn: Lsn): boolean {
    const copies = members.map(({ segment }) => segment);
    return meets(write, copies.filter((copy) => where.get(copy)?.has(lsn)), members);
  }

  points(groups: readonly GroupConfig[]) {
    const point = (where: Map<SegmentId, Set<Lsn>>) => (group: GroupConfig): [PgId, Lsn] => {
      const records = this.#log.filter(({ pg }) => pg === group.pg);
      return [group.pg, pgclByRecord(records, (lsn) => this.#isOn(where, group, lsn))];
    };
    const durable = Object.fromEntries(groups.map(point(this.#had)));
    const acked = Object.fromEntries(groups.map(point(this.#told)));
    const vcl = vclOf(this.#log, (pg) => durable[pg]!);
    return { durable, acked, vcl, vdl: vdlOf(this.#log, vcl) };
  }

  /** Is some record up to `upto` gone, or gone when one AZ is where no disk was lost yet? */
  isPerishable(groups: readonly GroupConfig[], upto: Lsn): boolean {
    return this.#log.some(({ lsn, pg }) => {
      const { members } = groups.find((group) => group.pg === pg)!;
      const on = (where: Map<SegmentId, Set<Lsn>>) =>
        members.filter(({ segment }) => where.get(segment)?.has(lsn)).length;
      const [had, left] = [on(this.#had), on(this.#has)];
      return lsn <= upto && (left === 0 || left === 1 && had === left);
    });
  }
}

function of(sets: Map<SegmentId, Set<Lsn>>, seg: SegmentId): Set<Lsn> {
  if (!sets.has(seg)) sets.set(seg, new Set());
  return sets.get(seg)!;
}

function ackedUpto(view: View, pg: PgId): Lsn {
  const first = view.firstUnacked(pg);
  return first === undefined ? view.log.chain(pg)?.end ?? 0n : first.prev;
}

describe("how far the log is durable", () => {
  it("is what a plain count over the whole trace says, at every moment (property)", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seed, every) => {
        const events = [...stream({ seed, length: 250, losses: 60 })];
        const view = new View(undefined, { every: 20 });
        events.forEach((event, i) => {
          view.apply(event);
          // Asking only now and then must not make a difference: what is lost meanwhile counts.
          if (i % every > 0) return;
          const { groups } = view.config;
          const plain = new Plain(events.slice(0, i + 1));
          const { durable, acked, vcl, vdl } = plain.points(groups);
          for (const { pg } of groups) {
            assertEquals(view.durablePointOf(pg), durable[pg], `durable in ${pg}`);
            assertEquals(ackedUpto(view, pg), acked[pg], `acknowledged in ${pg}`);
          }
          assertEquals(view.durablePoint() ?? 0n, vcl);
          assertEquals(view.durableCpl() ?? 0n, vdl);
          const perishable = view.reach.firstPerishable(view.log.highest) !== undefined;
          assertEquals(perishable, plain.isPerishable(groups, view.log.highest));
        });
      }),
      { seed: 2018, numRuns: 60 },
    );
  });

  it("counts by the rules in force when a record was held, not by later ones", () => {
    const view = new View();
    const body = shows(
      "write,store",
      SIX_COPIES,
      "write lsn=1 pg=p0 prev=0 cpl",
      ...["a1", "a2", "b1", "b2"].map((seg) => `store seg=${seg} lsn=1`),
      "group pg=p0 members=b1@B,b2@B,c1@C,c2@C write=3/all read=2/all",
      "write lsn=2 pg=p0 prev=1 cpl",
      ...["a1", "a2", "b1", "b2"].map((seg) => `store seg=${seg} lsn=2`),
    );
    for (const { event } of locate(body)) view.apply(event);
    assertEquals([view.hasReached(1n), view.hasReached(2n)], [true, false]);
  });

  it("follows SCL reports alone where nothing else is seen, of one group", () => {
    const scls = ["scl seg=a1 lsn=700", "scl seg=b1 lsn=500", "scl seg=c1 lsn=900"];
    const pointOf = (groups: string) => {
      const view = new View();
      for (const { event } of locate(shows("scl", groups, ...scls))) view.apply(event);
      return view.durablePoint();
    };
    assertEquals(pointOf(TWO_GROUPS.split("\n")[0]!), 700n);
    assertEquals(pointOf(TWO_GROUPS), undefined);
  });

  it("rests on what the writer was told where the copies cannot be seen", () => {
    const view = new View();
    const acks = ["a1", "b1", "c1", "c2"].map((seg) => `ack seg=${seg} lsn=1 scl=1`);
    const body = shows("write,ack", SIX_COPIES, "write lsn=1 pg=p0 prev=0 cpl", ...acks);
    for (const { event } of locate(body)) view.apply(event);
    assertEquals(view.durablePoint(), 1n);
    assertEquals(view.holders({ pg: "p0", lsn: 1n }), ["a1", "b1", "c1", "c2"]);
  });

  it("rests on the copies from the moment on at which they can be seen", () => {
    const view = new View();
    const kinds = ["write", "ack", "store"];
    const body = shows(
      kinds.join(),
      SIX_COPIES,
      "write lsn=1 pg=p0 prev=0 cpl",
      "ack seg=a1 lsn=1 scl=1",
    );
    for (const { event } of locate(body)) if (event.kind !== "sees") view.apply(event);
    assertEquals(view.holders({ pg: "p0", lsn: 1n }), ["a1"]);
    view.apply({ kind: "store", seg: "b1", lsn: 1n });
    assertEquals(view.holders({ pg: "p0", lsn: 1n }), ["b1"]);
  });

  it("starts again from the records that a recovery leaves", () => {
    const view = new View();
    const writes = [1, 2, 3].map((lsn) => `write lsn=${lsn} pg=p0 prev=${lsn - 1} cpl`);
    const acks = ["a1", "b1", "c1", "c2"].map((seg) => `ack seg=${seg} lsn=3 scl=3`);
    const recovery = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11";
    const next = "write lsn=12 pg=p0 prev=1 cpl";
    for (const { event } of locate(shows("write,ack,recovery", SIX_COPIES, ...writes, ...acks))) {
      view.apply(event);
    }
    assertEquals([view.durablePoint(), view.held("a1").end(view.chainOf("a1"))], [3n, 3n]);
    for (const { event } of locate(shows("write,recovery", recovery, next)).slice(2)) {
      view.apply(event);
    }
    assertEquals([view.durablePoint(), view.firstUnreached()?.lsn], [1n, 12n]);
    assertEquals([view.held("a1").end(view.chainOf("a1")), view.ackers({ pg: "p0", lsn: 3n })], [
      1n,
      [],
    ]);
  });
});
