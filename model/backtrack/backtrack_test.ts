import { assert, assertEquals, assertFalse } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { unexercisedIn } from "../explore/coverage.ts";
import { explore } from "../explore/explore.ts";
import type { World } from "../explore/system.ts";
import { watchStates } from "../explore/watch.ts";
import { backtrack, pointFor } from "./backtrack.ts";
import { cache } from "./cache.ts";
import { client, nextBatch } from "./client.ts";
import { collectedUpto, copy, type CopyContext, hasAll, joined, pageAt } from "./copy.ts";
import {
  appended,
  floorOf,
  history,
  type HistoryContext,
  offAt,
  reachable,
  vdlOf,
} from "./history.ts";
import { backtrackIn, copyIn, historyIn } from "./parts.ts";
import { backtrackScopes } from "./scopes.ts";
import { backtrackSystem } from "./system.ts";
import { type Batch, isOff, pointsOf, THREE_COPIES, withSpan } from "./terms.ts";

const T1: Batch = { txn: "T1", pages: ["x"], commits: true };
const HALF: Batch = { txn: "T2", pages: ["x", "y"], commits: false };
const REST: Batch = { txn: "T2", pages: ["y"], commits: true };
/** Records 1; 2 and 3; 4. */
const LOG = [T1, HALF, REST].reduce(
  (log: ReturnType<typeof appended>, batch, nth) => [
    ...log,
    ...appended(log, vdlOf({ log }) + 1n, batch, nth + 1),
  ],
  [],
);

const write = (batch: Batch) => ({ type: "write", batch });
const back = (to: number) => [
  { type: "pause", target: BigInt(to) },
  { type: "goTo", actual: BigInt(to), cutOff: [] },
];
const written = (...more: readonly object[]): HistoryContext =>
  play(history(9), { type: "create" }, write(T1), write(HALF), write(REST), ...more as never[])
    .context;

describe("where one may go", () => {
  it("is where a commit ended what was under way, at or below what is asked for", () => {
    assertEquals(pointsOf(LOG), [0n, 1n, 4n]);
    assertEquals([0n, 1n, 3n, 4n, 9n].map((to) => pointFor(LOG, to)), [0n, 1n, 1n, 4n, 4n]);
  });

  it("is not before changes are kept, nor ahead of all that was ever there", () => {
    const machine = history(1);
    const events = [{ type: "create" }, write(T1), write(HALF), write(REST)] as never[];
    const { context } = play(machine, ...events);
    assertEquals(context.earliest, 2);
    assertEquals(floorOf(context), 1n);
    assert(play(machine, ...events).can({ type: "pause", target: 1n }));
    for (const target of [0n, 5n]) {
      assertFalse(play(machine, ...events).can({ type: "pause", target }));
    }
  });
});

describe("a history", () => {
  it("goes back and forth, as long as nothing is written", () => {
    const gone = written(...back(1));
    assertEquals([vdlOf(gone), gone.ahead?.to, gone.led?.way], [1n, 4n, "back"]);
    assertEquals(reachable(gone), LOG);
    const again = written(...back(1), ...back(4));
    assertEquals([again.log, again.ahead, again.led?.way], [LOG, undefined, "forth"]);
  });

  it("begins a branch with the first record, above all that was given", () => {
    const branched = written(...back(1), write(T1));
    assertEquals(branched.log.map(({ lsn, prev }) => [lsn, prev]), [[1n, 0n], [5n, 1n]]);
    assertEquals([branched.ahead, branched.left], [undefined, [{ from: 1n, to: 4n }]]);
    assertEquals(offAt(branched, 0n), [{ from: 0n, to: 5n }]);
    assertEquals(offAt(branched, 5n), [{ from: 1n, to: 4n }]);
  });

  it("takes nothing while it is rewound", () => {
    const paused = play(history(9), { type: "create" }, write(T1) as never, back(0)[0] as never);
    for (const type of ["begin", "read", "shrink"] as const) assertFalse(paused.can({ type }));
  });
});

describe("spans out of sight", () => {
  it("take in those that they cover", () => {
    const spans = withSpan(withSpan([], { from: 1n, to: 4n }), { from: 6n, to: 8n });
    assertEquals(spans.length, 2);
    assertEquals(withSpan(spans, { from: 2n, to: 9n }), [{ from: 2n, to: 9n }]);
    assertEquals([1n, 2n, 4n, 5n].map((lsn) => isOff(spans, lsn)), [false, true, true, false]);
  });
});

describe("a copy", () => {
  const whole: CopyContext = { ...play(copy).context, records: LOG };

  it("shows of a page the last record that is in sight", () => {
    assertEquals(pageAt(whole, "x", 4n), 2n);
    assertEquals(pageAt({ ...whole, off: [{ from: 1n, to: 4n }] }, "x", 4n), 1n);
    assertEquals(pageAt({ ...whole, off: [{ from: 1n, to: 4n }] }, "y", 4n), 0n);
  });

  it("has its blocks where it let go of the log", () => {
    const collected: CopyContext = { ...whole, ...collectedUpto(whole, 1n) };
    assertEquals(collected.records.map(({ lsn }) => lsn), [2n, 3n, 4n]);
    assertEquals([pageAt(collected, "x", 1n), pageAt(collected, "x", 4n)], [1n, 2n]);
    assert(hasAll(collected, LOG));
  });

  it("gets from a peer what it lacks, and keeps no log that either has let go of", () => {
    const bare = play(copy).context;
    assertEquals(joined(bare, whole).records, LOG);
    const peer = { ...whole, ...collectedUpto(whole, 1n) };
    assertEquals(joined(bare, peer), collectedUpto(whole, 1n));
    assertEquals(joined(peer, whole).collected, 1n);
  });

  it("serves nobody before it is told what is out of sight", () => {
    const serve = { type: "serve", epoch: 2, log: [] } as const;
    const fence = { type: "fence", epoch: 2 } as const;
    assertFalse(play(copy, fence).can(serve));
    assert(play(copy, fence, { type: "tell", epoch: 2, off: [] }).can(serve));
    assertFalse(play(copy).can({ ...serve, epoch: 1, log: LOG }));
  });
});

describe("a backtrack", () => {
  it("goes on when a write quorum is fenced, and ends when one knows what is undone", () => {
    const machine = backtrack({ backtracks: 1, breaks: 1 });
    const ask = { type: "ask", target: 1n, records: LOG } as const;
    const told = (segment: string) => ({ type: "told", segment }) as const;
    const fenced = (segment: string) => ({ type: "fenced", segment }) as const;
    assertEquals(play(machine, ask, fenced("a1")).value, "fencing");
    const way = [ask, fenced("a1"), fenced("b1"), { type: "cutOff" }, told("b1")] as const;
    assertFalse(play(machine, ...way, told("b1")).can({ type: "reopen" }));
    assert(play(machine, ...way, told("c1")).can({ type: "reopen" }));
    const again = play(machine, ...way, { type: "breakOff" }, { type: "startAgain" });
    assertEquals([again.value, again.context.epoch, again.context.told], ["fencing", 3, []]);
  });
});

describe("a client", () => {
  it("does not go on with a transaction that was cut off", () => {
    const machine = client([[["x"], ["y"]], [["x"]]]);
    const { context } = play(machine, { type: "begin" }, { type: "write" }, { type: "disconnect" });
    assertEquals([context.at, context.written, context.dropped], [1, 0, "T1"]);
    assertEquals(nextBatch(context, [[["x"], ["y"]], [["x"]]]), undefined);
  });
});

describe("a cache", () => {
  it("follows the records of the pages that it has, and is emptied", () => {
    const fetched = { type: "fetch", page: "x", lsn: 1n } as const;
    assertEquals(play(cache, fetched, { type: "follow", records: LOG }).context.pages, { x: 2n });
    assertEquals(play(cache, fetched, { type: "invalidate" }).context.pages, {});
  });
});

describe("every reachable state of", () => {
  const SIZES: Readonly<Record<string, readonly number[]>> = {
    backtrack: [2998, 6471, 23],
    "backtrack-broken-off": [34221, 80584, 27],
    "backtrack-absent": [23034, 76475, 23],
    "backtrack-window": [21178, 73111, 23],
    "backtrack-replica": [1941, 8057, 19],
  };
  /** Who knows the epoch of now, and has all, shows each page as history has it. */
  const isShown = (world: World) => {
    if (!world.state("history").matches("available")) return true;
    const { log } = historyIn(world);
    const { epoch } = backtrackIn(world);
    return THREE_COPIES.map((segment) => copyIn(world, segment))
      .filter((one) => one.knows === epoch && hasAll(one, log))
      .every((one) =>
        log.every(({ page }) =>
          pageAt(one, page, vdlOf({ log })) === log.findLast((record) => record.page === page)!.lsn
        )
      );
  };
  const never: string[][] = [];

  for (const [name, { bounds }] of Object.entries(backtrackScopes)) {
    it(`${name} has copies that show its history`, () => {
      const { states, edges, depth, complete, violation, charts } = explore(
        backtrackSystem(name, bounds),
        { watch: watchStates({ isShown }) },
      );
      assert(complete);
      assertEquals(violation, undefined);
      assertEquals([states, edges, depth], SIZES[name]);
      never.push(unexercisedIn(charts));
    });
  }

  it("all together takes every transition", () => {
    const nowhere = never[0]!.filter((part) => never.every((parts) => parts.includes(part)));
    assertEquals(nowhere, []);
  });
});
