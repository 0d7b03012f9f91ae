import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { acks, configOf, copiesOf, pointsOf, spokenFor } from "../_acks.ts";
import { drawn } from "../_letters.ts";
import { play, statesOf } from "../_play.ts";
import { completeUpto } from "../segment/chain.ts";
import { aurora } from "../quorum/quorum_rules.ts";
import { segment } from "../segment/segment.ts";
import type { PgId, RedoRecord } from "../terms.ts";
import {
  AT_FIRST,
  batchAfter,
  type Draft,
  writer,
  type WriterContext,
  type WriterEvent,
} from "./writer.ts";

const open: WriterEvent = { type: "open" };

describe("Figure 3 of S18, through the machines (facts 2.4, appendix A5)", () => {
  // The log of the model begins at 1, that of the figure at 100: 99 lies between them.
  const figure: Record<PgId, Record<string, [holds: number[], scl: number]>> = {
    pg1: {
      A: [[101, 105], 101],
      B: [[101, 103, 105], 105],
      C: [[101, 103, 105, 107], 107],
      D: [[101, 103, 107], 103],
      E: [[101, 103, 107], 103],
      F: [[101, 107], 101],
    },
    pg2: {
      A: [[100, 102, 104, 106], 106],
      B: [[100, 104, 106], 100],
      C: [[100, 102], 102],
      D: [[100, 104], 100],
      E: [[100, 102], 102],
      F: [[100, 102, 104, 106], 106],
    },
  };
  const workload = ["pg2", "pg1", "pg2", "pg1", "pg2", "pg1", "pg2", "pg1"]
    .map((pg, i): Draft[] => [{ pg, commits: `T${100 + i}` }]);
  const group = (number: number) => ({
    members: drawn("AB CD EF").map((member) => ({ ...member, segment: member.segment + number })),
    ...aurora,
  });
  const config = { groups: { pg1: group(1), pg2: group(2) }, workload, lal: 100n };
  const { log }: WriterContext =
    play(writer(config), open, ...workload.map((): WriterEvent => ({ type: "allocate" }))).context;

  /** A copy of the figure: it stores what the figure says, and then acknowledges it. */
  const copies = Object.entries(figure).flatMap(([pg, copies]) =>
    Object.entries(copies).map(([letter, [holds, scl]]) => {
      const records = log.filter(({ lsn }) => holds.includes(Number(lsn) + 99));
      const stores = records.map((record) => ({ type: "store", record, epoch: 1 }));
      return { pg, letter, records, scl, copy: play(segment, ...stores).context };
    })
  );

  it("the copies report the SCLs of the figure", () => {
    assertEquals(copies.length, 12);
    for (const { copy, scl, letter, pg } of copies) {
      assertEquals(Number(copy.scl) + 99, scl, `${letter} of ${pg}`);
    }
  });

  it("and the writer finds PGCL 103 and 104, VCL 104, and acknowledges what it covers", () => {
    const events = copies.flatMap(({ pg, letter, records, copy }) =>
      records.flatMap(({ lsn }) => acks(pg, lsn, copy.scl, letter + pg.at(-1)))
    );
    const allocated = workload.map((): WriterEvent => ({ type: "allocate" }));
    const { pgcl, vcl, vdl, acknowledged } = pointsOf(
      play(writer(config), open, ...allocated, ...events).context,
    );
    assertEquals(pgcl.map((lsn) => lsn + 99), [103, 104]);
    assertEquals([vcl + 99, vdl + 99], [104, 104]);
    assertEquals(acknowledged, "T100 T101 T102 T103 T104");
  });
});

/** A workload over two groups, all of it allocated, and acknowledgements that copies can send. */
interface Past {
  readonly workload: readonly Draft[][];
  readonly log: readonly RedoRecord[];
  readonly acks: readonly WriterEvent[];
}

const anyDraft = fc.record({ pg: fc.constantFrom("1", "2"), isCommit: fc.boolean() });
const anyWorkload = fc.array(fc.array(anyDraft, { minLength: 1, maxLength: 2 }), { maxLength: 4 })
  .map((mtrs) =>
    mtrs.map((mtr, i) =>
      mtr.map(({ pg, isCommit }, j): Draft => ({ pg, ...isCommit && { commits: `T${i}.${j}` } }))
    )
  );

/** Each copy gets some records in some order, and acknowledges each with its SCL of that moment. */
const anyPast: fc.Arbitrary<Past> = anyWorkload.chain((workload) => {
  const config = configOf(workload);
  const log = workload.reduce<RedoRecord[]>(
    (log) => [...log, ...batchAfter({ log, start: AT_FIRST }, config)],
    [],
  );
  const sent = ["1", "2"].flatMap((pg) => {
    const chain = log.filter((record) => record.pg === pg);
    return copiesOf(config, pg).map((copy) =>
      fc.shuffledSubarray(chain, { minLength: Math.max(0, chain.length - 1) }).map((stored) =>
        stored.flatMap(({ lsn }, i) =>
          acks(pg, lsn, completeUpto(0n, stored.slice(0, i + 1)), copy)
        )
      )
    );
  });
  return fc.tuple(...sent)
    .chain((sent) => fc.shuffledSubarray(sent.flat(), { minLength: sent.flat().length * 3 >> 2 }))
    .map((acks) => ({ workload, log, acks }));
});

const eventsOf = ({ workload, acks }: Past): WriterEvent[] => [
  open,
  ...workload.map((): WriterEvent => ({ type: "allocate" })),
  ...acks,
];

const holdsFor = (check: (past: Past) => void) =>
  fc.assert(fc.property(anyPast, check), { seed: 2018, numRuns: 200 });

/** The points by their definitions, from all that was acknowledged, read plainly. */
function plainly(log: readonly RedoRecord[], acks: readonly WriterEvent[]) {
  const spoken = acks.map((ack) => ({ ack, records: spokenFor(log, ack) }));
  const isDurable = (record: RedoRecord) =>
    new Set(
      spoken.flatMap(({ ack, records }) =>
        ack.type === "ack" && records.includes(record) ? [ack.segment] : []
      ),
    ).size >= 4;
  const durable = new Set(log.filter(isDurable));
  const upto = (records: readonly RedoRecord[]) =>
    Number(
      records.findLast(({ lsn }) =>
        records.every((record) => record.lsn > lsn || durable.has(record))
      )?.lsn ?? 0,
    );
  const vcl = upto(log);
  const vdl = Number(log.findLast(({ lsn, cpl }) => cpl && lsn <= vcl)?.lsn ?? 0);
  const acknowledged = log.filter(({ lsn }) => lsn <= vdl).flatMap(({ commits }) => commits ?? []);
  return {
    pgcl: ["1", "2"].map((pg) => upto(log.filter((record) => record.pg === pg))),
    vcl,
    vdl,
    acknowledged: acknowledged.join(" "),
  };
}

describe("a writer after any acknowledgements (property)", () => {
  it("knows the points by their definitions, and has acknowledged SCN <= VDL in SCN order", () => {
    let moved = 0;
    holdsFor((past) => {
      const states = statesOf(writer(configOf(past.workload)), eventsOf(past));
      past.acks.forEach((_, i) => {
        const context: WriterContext = states.at(i - past.acks.length)!.context;
        assertEquals(pointsOf(context), plainly(past.log, past.acks.slice(0, i + 1)));
        if (context.vdl > 0n) moved++;
      });
    });
    assert(moved > 300, `VDL moved in ${moved} states only`);
  });

  it("has never taken a point back, or an acknowledged commit", () => {
    holdsFor((past) => {
      const told = statesOf(writer(configOf(past.workload)), eventsOf(past))
        .map(({ context }) => pointsOf(context));
      told.slice(1).forEach((now, i) => {
        const before = told[i]!;
        const points = ({ pgcl, vcl, vdl }: typeof now) => [...pgcl, vcl, vdl];
        points(before).forEach((point, p) => assert(points(now)[p]! >= point));
        assert(now.acknowledged.startsWith(before.acknowledged));
      });
    });
  });

  it("is the same whatever came late, twice or in another order", () => {
    const shuffled = anyPast.chain((past) =>
      fc.shuffledSubarray([...past.acks, ...past.acks], { minLength: past.acks.length * 2 })
        .map((acks) => ({ past, again: { ...past, acks } }))
    );
    fc.assert(
      fc.property(shuffled, ({ past, again }) => {
        const machine = writer(configOf(past.workload));
        const known = (context: WriterContext) => ({
          ...context,
          acks: Object.entries(context.acks).sort(([a], [b]) => a < b ? -1 : 1),
        });
        assertEquals(
          known(play(machine, ...eventsOf(again)).context),
          known(play(machine, ...eventsOf(past)).context),
        );
      }),
      { seed: 2018, numRuns: 200 },
    );
  });
});
