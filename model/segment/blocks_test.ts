import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play, statesOf } from "../_play.ts";
import { blockAt } from "./blocks.ts";
import { segment, type SegmentContext, type SegmentEvent } from "./segment.ts";
import type { RedoRecord } from "../terms.ts";

const record = (lsn: bigint, page: string): RedoRecord => ({
  lsn,
  prev: lsn - 1n,
  pg: "1",
  cpl: true,
  page,
});
const store = (lsn: bigint, page: string): SegmentEvent => ({
  type: "store",
  record: record(lsn, page),
  epoch: 1,
});
const COALESCE: SegmentEvent = { type: "coalesce" };
const WRITTEN = [store(1n, "x"), store(2n, "y"), store(3n, "x")];

/** What a copy has after these events. */
function copyAfter(...events: readonly SegmentEvent[]): SegmentContext {
  return play(segment, ...events).context as SegmentContext;
}

/** A read of x, as of some point, with this answer. */
function serving(at: bigint, block: readonly bigint[], needs = at, epoch = 1): SegmentEvent {
  return { type: "serve", page: "x", at, needs, epoch, block };
}

describe("a block as of a point", () => {
  it("is made on demand of the records of its page", () => {
    const copy = copyAfter(...WRITTEN);
    assertEquals([0n, 1n, 2n, 3n].map((at) => blockAt(copy, "x", at)), [[], [1n], [1n], [1n, 3n]]);
    assertEquals(blockAt(copy, "y", 3n), [2n]);
  });

  it("is the same, however much of it was coalesced before", () => {
    for (const times of [1, 2, 3]) {
      const copy = copyAfter(...WRITTEN, ...Array<SegmentEvent>(times).fill(COALESCE));
      assertEquals([1n, 3n].map((at) => blockAt(copy, "x", at)), [[1n], [1n, 3n]]);
    }
  });

  it("has no older version below the GC point", () => {
    const whole = [...WRITTEN, COALESCE, COALESCE, COALESCE];
    const copy = copyAfter(...whole, { type: "stage" }, { type: "collect", pgmrpl: 3n });
    assertEquals([copy.hotLog, blockAt(copy, "x", 1n)], [[], [1n, 3n]]);
  });

  it("has nothing above a hole", () => {
    const copy = copyAfter(store(1n, "x"), store(3n, "x"));
    assertEquals(blockAt(copy, "x", 3n), [1n]);
  });
});

describe("a copy answers", () => {
  const answers = (event: SegmentEvent, ...events: readonly SegmentEvent[]) =>
    statesOf(segment, events).at(-1)!.can(event);

  it("with the block as of the read point, and with no other", () => {
    assert(answers(serving(1n, [1n]), ...WRITTEN));
    assert(!answers(serving(1n, [1n, 3n]), ...WRITTEN));
    assert(!answers(serving(3n, [1n]), ...WRITTEN));
  });

  it("if its SCL has reached the last record of its group at the read point", () => {
    assert(answers(serving(9n, [1n, 3n], 3n), ...WRITTEN));
    assert(!answers(serving(9n, [1n, 3n], 9n), ...WRITTEN));
  });

  it("as of no point below what it has collected", () => {
    const made = [...WRITTEN, COALESCE, COALESCE, COALESCE, { type: "stage" } as const];
    const collected = [...made, { type: "collect", pgmrpl: 3n } as const];
    assert(answers(serving(1n, [1n]), ...made));
    assert(!answers(serving(1n, [1n]), ...collected));
    assert(!answers(serving(1n, [1n, 3n]), ...collected));
    assert(answers(serving(3n, [1n, 3n]), ...collected));
  });

  it("in its own epoch only, and when it knows what that annulled", () => {
    assert(!answers(serving(1n, [1n], 1n, 2), ...WRITTEN));
    assert(!answers(serving(1n, [1n], 1n, 2), ...WRITTEN, { type: "fence", epoch: 2 }));
    const told: SegmentEvent = { type: "truncate", epoch: 2, ranges: [{ from: 1n, to: 9n }] };
    assert(answers(serving(1n, [1n], 1n, 2), ...WRITTEN, told));
    assert(!answers(serving(1n, [1n], 1n, 1), ...WRITTEN, told));
  });
});

describe("a damaged block", () => {
  const damaged = [store(1n, "x"), COALESCE, { type: "damage", page: "x" }] as const;
  const scrub: SegmentEvent = { type: "scrub", page: "x" };
  const repair = (isGood: boolean): SegmentEvent => ({
    type: "repair",
    page: "x",
    block: [1n],
    isGood,
  });

  it("answers no read", () => {
    assert(!statesOf(segment, damaged).at(-1)!.can(serving(1n, [1n])));
  });

  it("is found by a scrub, and repaired from a good one", () => {
    assertEquals(copyAfter(...damaged).suspected, []);
    assertEquals(copyAfter(...damaged, scrub).suspected, ["x"]);
    assertEquals(copyAfter(...damaged, scrub, repair(false)).damaged, ["x"]);
    const { damaged: left, suspected, blocks } = copyAfter(...damaged, scrub, repair(true));
    assertEquals([left, suspected, blocks], [[], [], { x: [1n] }]);
  });

  it("may come back newer than the copy had got: nothing is applied to it again", () => {
    const newer: SegmentEvent = { type: "repair", page: "x", block: [1n, 3n], isGood: true };
    const behind = [...WRITTEN, COALESCE, damaged[2], scrub, newer, COALESCE, COALESCE];
    const { applied, blocks } = copyAfter(...behind);
    assertEquals([applied, blocks], [[1n, 2n, 3n], { x: [1n, 3n], y: [2n] }]);
  });

  it("is none where nothing was made yet", () => {
    assertEquals(copyAfter(store(1n, "x"), { type: "damage", page: "x" }).damaged, []);
  });
});
