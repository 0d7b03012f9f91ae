import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { acks, commit, configOf } from "../_acks.ts";
import { play } from "../_play.ts";
import { beforeTheGap, recovered } from "./recovered.ts";
import { knownToHold } from "./recovery.ts";
import { segment, type SegmentEvent } from "../segment/segment.ts";
import type { Lsn, RedoRecord } from "../terms.ts";
import { AT_FIRST, type Start, writer, type WriterContext } from "../writer/writer.ts";

const record = (lsn: Lsn, prev: Lsn, more: Partial<RedoRecord> = {}): RedoRecord => ({
  lsn,
  pg: "1",
  prev,
  cpl: true,
  ...more,
});
const one = record(1n, 0n, { commits: "T1" });
const two = record(2n, 1n, { txn: "T2" });

/** What a copy answers that has collected its log up to a point. */
const answer = (collected: Lsn, records: readonly RedoRecord[], pg = "1") => ({
  pg,
  records,
  scl: records.at(-1)?.lsn ?? collected,
  collected,
  informed: 1,
  annulled: [],
  inBlocks: [one, two].filter(({ lsn }) => pg === "1" && lsn <= collected),
});

describe("a recovery of a log that was collected", () => {
  it("starts from the highest GC point, whoever has collected less, or never had as much", () => {
    const { vdl, records, collected, inBlocks } = recovered({
      a1: answer(2n, []),
      b1: answer(0n, [one]),
    });
    assertEquals({ vdl, records, collected, inBlocks }, {
      vdl: 2n,
      records: [],
      collected: { "1": 2n },
      inBlocks: [one, two],
    });
  });

  it("goes on behind it with what copies still have, and writes back no more than that", () => {
    const three = record(3n, 2n);
    const answers = { a1: answer(2n, []), b1: answer(1n, [two, three]) };
    const { vdl, records } = recovered(answers);
    assertEquals([vdl, records], [3n, [three]]);
    assertEquals(knownToHold(answers, records), { a1: [], b1: [3n] });
  });

  it("looks at each group from its own GC point", () => {
    const other = record(3n, 0n, { pg: "2" });
    const { vdl, records, collected } = recovered({
      a1: answer(2n, []),
      a2: answer(0n, [other], "2"),
    });
    assertEquals([vdl, records, collected], [3n, [other], { "1": 2n, "2": 0n }]);
  });

  it("passes what several recoveries annulled from the same point on", () => {
    const ranges = [{ from: 1n, to: 3n }, { from: 1n, to: 5n }];
    const log = [one, record(6n, 1n)];
    assertEquals(beforeTheGap(log, ranges, 0n).map(({ lsn }) => lsn), [1n, 6n]);
  });
});

const store = (record: RedoRecord, epoch = 1): SegmentEvent => ({ type: "store", record, epoch });
const coalesce: SegmentEvent = { type: "coalesce" };
const stage: SegmentEvent = { type: "stage" };
const cut: SegmentEvent = { type: "truncate", epoch: 2, ranges: [{ from: 1n, to: 3n }] };

describe("a copy that collects its log", () => {
  const next = record(4n, 1n, { commits: "T4" });
  const life = [store(one), store(two), coalesce, coalesce, cut, store(next, 2), coalesce, stage];
  const collect = (epoch: number): SegmentEvent => ({ type: "collect", pgmrpl: 4n, epoch });
  const collected = play(segment, ...life, collect(2));

  it("holds no annulled LSN below its GC point", () => {
    const held = [1n, 2n, 3n, 4n].filter((lsn) => collected.can({ type: "acknowledge", lsn }));
    assertEquals([collected.context.collected, held], [4n, [1n, 4n]]);
  });

  it("has in its blocks who committed, and nothing of what is annulled", () => {
    const { inBlocks, applied, hotLog } = collected.context;
    assertEquals([inBlocks, applied, hotLog], [[one, next], [1n, 4n], []]);
  });

  it("goes by the PGMRPL of the writer of its epoch, and of no other", () => {
    assertEquals([1, 2, 3].filter((epoch) => play(segment, ...life).can(collect(epoch))), [2]);
    assertEquals(play(segment, store(one), coalesce, stage).can(collect(2)), false);
    const fenced = play(segment, store(one), coalesce, stage, { type: "fence", epoch: 2 });
    assertEquals(fenced.can(collect(2)), false);
  });
});

describe("the writer after a recovery of a log that was collected", () => {
  const config = configOf([commit("1", "T1"), commit("1", "T3")]);
  const start: Start = {
    ...AT_FIRST,
    epoch: 2,
    vdl: 2n,
    above: 12n,
    collected: { "1": 2n },
    inBlocks: [one, two],
    inFlight: [{ txn: "T2", changes: [2n] }],
  };
  const contextAfter = (...events: Parameters<typeof play>[1][]): WriterContext =>
    play(writer(config), { type: "open", start }, ...events).context;
  const first = { ...record(13n, 2n, { commits: "T3" }) };

  it("does no commit again, and links its first record to what was collected", () => {
    assertEquals(contextAfter({ type: "allocate" }).log, [first]);
  });

  it("takes back a change of which only the blocks tell", () => {
    const { pg, prev, cpl, lsn } = first;
    assertEquals(contextAfter({ type: "undo" }).log, [{
      ...{ pg, prev, cpl, lsn },
      txn: "T2",
      undoes: 2n,
    }]);
  });

  it("knows of a copy how far it holds what was collected", () => {
    const told = (lsn: Lsn, scl: Lsn) =>
      contextAfter({ type: "allocate" }, ...acks("1", lsn, scl, "a1")).acks["a1"];
    assertEquals([told(13n, 0n), told(13n, 1n), told(13n, 13n)], [[13n], [1n, 13n], [2n, 13n]]);
    const twice = [...acks("1", 13n, 1n, "a1"), ...acks("1", 13n, 0n, "a1")];
    assertEquals(contextAfter({ type: "allocate" }, ...twice).acks["a1"], [1n, 13n]);
  });
});
