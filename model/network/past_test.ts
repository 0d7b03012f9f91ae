import { assert, assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { keyOf } from "../explore/key.ts";
import { type Life, momentBit, momentsOf, type Now, sclOf } from "../_histories.ts";
import { canHaveBeen, type Present } from "./past.ts";
import { type Lsn, NO_LSN, type RedoRecord } from "../terms.ts";

const record = (lsn: Lsn, prev: Lsn): RedoRecord => ({ lsn, prev, pg: "1", cpl: true });
/** A chain of one group: LSNs 2, 3 and 5 went elsewhere. */
const chain = [record(1n, 0n), record(4n, 1n), record(6n, 4n)];
const MERGED: Life = { records: chain.length, merged: true, fetched: 0 };
const scls = [NO_LSN, ...chain.map(({ lsn }) => lsn)];

/** A few words about a copy. */
interface Words {
  readonly hot?: readonly Lsn[];
  readonly queue?: readonly Lsn[];
  readonly staged?: Lsn;
  readonly collected?: Lsn;
  readonly known?: readonly Lsn[];
  readonly early?: Present["told"]["early"];
  readonly merged?: boolean;
  readonly fetched?: readonly Lsn[];
}

function presentOf(words: Words): Present {
  const { hot = [], queue = [], staged = NO_LSN, collected = NO_LSN, merged = false } = words;
  const these = (lsns: readonly Lsn[]) => chain.filter(({ lsn }) => lsns.includes(lsn));
  const sorted = scls.findLastIndex((scl) =>
    chain.every(({ lsn }) => lsn > scl || lsn <= collected || hot.includes(lsn))
  );
  return {
    has: {
      hotLog: these(hot),
      updateQueue: these(queue),
      staged,
      collected,
      annulled: [],
      scl: scls[sorted]!,
    },
    told: { chain, known: words.known ?? [], early: words.early ?? [] },
    sortsLater: !merged,
    comesSorted: (lsn) => merged || (words.fetched ?? []).includes(lsn),
  };
}

/** Each moment in the past of a copy, as a record and an SCL that is lower now. */
function pastOf(words: Words): string {
  const present = presentOf(words);
  const durable = chain.filter(({ lsn }) =>
    [...words.hot ?? [], ...words.queue ?? []].includes(lsn) || lsn <= (words.collected ?? NO_LSN)
  );
  return durable.flatMap(({ lsn }) =>
    scls.filter((scl) => scl < present.has.scl && canHaveBeen(present, { lsn, scl }))
      .map((scl) => `${lsn}/${scl}`)
  ).join(" ");
}

describe("the past of a copy that sorts each record as it comes", () => {
  const both: Words = { hot: [1n, 4n], merged: true };

  it("has each record first, if nothing tells which it was", () => {
    assertEquals(pastOf(both), "1/1 4/0");
    assertEquals(pastOf({ hot: [1n, 4n, 6n], merged: true }), "1/1 1/4 4/0 4/4 6/0 6/1");
  });

  it("has nothing where SCL was never lower", () => {
    assertEquals(pastOf({ hot: [1n, 6n], merged: true }), "6/0");
    assertEquals(pastOf({ hot: [4n, 6n], merged: true }), "");
  });

  it("has first what the writer knows of, if it does not know of the other", () => {
    assertEquals(pastOf({ ...both, known: [1n] }), "1/1");
    assertEquals(pastOf({ ...both, known: [4n] }), "4/0");
    assertEquals(pastOf({ ...both, known: [1n, 4n] }), "1/1 4/0");
  });

  it("has first what was staged alone", () => {
    assertEquals(pastOf({ ...both, staged: 1n }), "1/1");
    assertEquals(pastOf({ ...both, staged: 4n }), "1/1 4/0");
  });

  it("has first what the writer had to know before the other had an LSN", () => {
    const early = [{ lsn: 1n, before: 4n }];
    assertEquals(pastOf({ ...both, known: [1n, 4n], early }), "1/1");
  });

  it("remembers what was collected", () => {
    assertEquals(pastOf({ hot: [4n], collected: 1n, staged: 4n, merged: true }), "1/1 4/0");
  });

  it("is none for a copy that nobody can have come to", () => {
    assert(canHaveBeen(presentOf({ ...both, known: [4n] })));
    assertFalse(canHaveBeen(presentOf({ ...both, known: [4n], staged: 1n })));
  });
});

describe("the past of a copy that sorts later", () => {
  it("has records durable before they are sorted", () => {
    assertEquals(pastOf({ hot: [1n, 4n] }), "1/0 1/1 4/0 4/1");
  });

  it("has an unsorted record after all that is sorted, but for what was fetched", () => {
    assertEquals(pastOf({ hot: [1n], queue: [4n] }), "1/0");
    assertEquals(pastOf({ hot: [1n], queue: [4n], fetched: [1n] }), "1/0 4/0");
    assertEquals(pastOf({ hot: [1n, 4n], queue: [6n], fetched: [4n] }), "1/0 1/1 4/0 4/1 6/1");
  });

  it("has fetched what came while another record stayed unsorted", () => {
    const words: Words = { hot: [1n, 4n], known: [4n], staged: 1n };
    assertFalse(canHaveBeen(presentOf(words)));
    assertEquals(pastOf({ ...words, fetched: [1n] }), "1/1 4/0 4/1");
  });

  it("has an early record unsorted behind a later one", () => {
    const early = [{ lsn: 1n, before: 4n }];
    assertEquals(pastOf({ hot: [1n, 4n], known: [1n, 4n], early }), "1/0 1/1 4/0 4/1");
    assertEquals(pastOf({ hot: [1n], queue: [4n], known: [1n], early, fetched: [1n] }), "1/0");
  });
});

describe("each past of a copy of three records", () => {
  const all = (count: number) => Array.from({ length: count }, (_, n) => n);
  const lsnsOf = (bits: number) => chain.flatMap(({ lsn }, n) => bits & 1 << n ? [lsn] : []);
  /** Whatever a copy can be thought to have, to have staged, and to be known to hold. */
  const nows: Now[] = all(8 ** 3 * 4).map((code) => ({
    sorted: code & 7,
    unsorted: code >> 3 & 7,
    known: code >> 6 & 7,
    staged: code >> 9,
  })).filter(({ sorted, unsorted, known, staged }) =>
    !(sorted & unsorted) && !(known & ~(sorted | unsorted)) && staged <= sclOf(sorted)
  );

  for (
    const life of [MERGED, ...all(8).map((fetched) => ({ ...MERGED, merged: false, fetched }))]
  ) {
    const how = life.merged
      ? "as it comes"
      : `later, ${lsnsOf(life.fetched).join() || "none"} fetched`;
    it(`is found, and no other, as all histories show: sorted ${how}`, () => {
      const histories = momentsOf(life);
      for (const now of nows.filter(({ unsorted }) => !life.merged || unsorted === 0)) {
        const present = presentOf({
          hot: lsnsOf(now.sorted),
          queue: lsnsOf(now.unsorted),
          known: lsnsOf(now.known),
          staged: scls[now.staged]!,
          merged: life.merged,
          fetched: lsnsOf(life.fetched),
        });
        const moments = histories.get(keyOf(now));
        assertEquals(canHaveBeen(present), moments !== undefined, keyOf(now));
        for (const n of all(3).filter((n) => (now.sorted | now.unsorted) & 1 << n)) {
          for (const scl of all(sclOf(now.sorted))) {
            const moment = { lsn: chain[n]!.lsn, scl: scls[scl]! };
            const had = ((moments ?? 0) & momentBit(n, scl, life)) !== 0;
            assertEquals(canHaveBeen(present, moment), had, `${keyOf(now)} ${n}/${scl}`);
          }
        }
      }
    });
  }
});
