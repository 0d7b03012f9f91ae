import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { segment, type SegmentContext, type SegmentEvent } from "./segment.ts";
import type { RedoRecord } from "../terms.ts";

const record = (lsn: bigint): RedoRecord => ({
  lsn,
  prev: lsn - 1n,
  pg: "1",
  cpl: true,
  page: "x",
});
const store = (lsn: bigint): SegmentEvent => ({ type: "store", record: record(lsn), epoch: 1 });
/** A baseline as of 2, from a peer that has collected up to 1 and is complete up to 3. */
const baseline = {
  type: "hydrate",
  from: "b1",
  upto: 2n,
  applied: [1n, 2n],
  blocks: { x: [1n, 2n] },
  inBlocks: [],
  pgmrpl: 2n,
  peer: { scl: 3n, collected: 1n },
  informed: 1,
} as const;

describe("a copy that takes a baseline", () => {
  const after = (...events: readonly SegmentEvent[]): SegmentContext =>
    play(segment, ...events).context;

  it("is complete up to its point, and has its log above that", () => {
    const { scl, collected, applied, hotLog } = after(store(1n), store(4n), baseline);
    assertEquals([scl, collected, applied], [2n, 2n, [1n, 2n]]);
    assertEquals(hotLog.map(({ lsn }) => lsn), [4n]);
    assertEquals(after(store(4n), store(3n), baseline).scl, 4n);
  });

  it("applies to the blocks what lies above them, and serves nothing below", () => {
    const copy = play(segment, baseline, store(3n), { type: "coalesce" });
    assertEquals(copy.context.blocks, { x: [1n, 2n, 3n] });
    const serves = (at: bigint, block: readonly bigint[]) =>
      copy.can({ type: "serve", page: "x", at, needs: at, epoch: 1, block });
    assertEquals([serves(1n, [1n]), serves(2n, [1n, 2n]), serves(3n, [1n, 2n, 3n])], [
      false,
      true,
      true,
    ]);
  });

  it("takes none of a point that the peer has not reached, or has left behind", () => {
    const takes = (change: Partial<typeof baseline | { pgmrpl: bigint; peer: unknown }>) =>
      play(segment).can({ ...baseline, ...change } as SegmentEvent);
    assertEquals(takes({}), true);
    assertEquals(takes({ peer: { scl: 1n, collected: 1n } }), false);
    assertEquals(takes({ peer: { scl: 3n, collected: 3n } }), false);
  });

  it("takes none above a point that somebody may still read at", () => {
    assertEquals(play(segment).can({ ...baseline, pgmrpl: 1n }), false);
  });

  it("takes none before it knows what its epoch annuls, nor of a peer that knows more", () => {
    const fence: SegmentEvent = { type: "fence", epoch: 2 };
    const cut: SegmentEvent = { type: "truncate", epoch: 2, ranges: [{ from: 3n, to: 9n }] };
    const taken = [[], [fence], [fence, cut]].map((events) =>
      [1, 2].map((informed) => play(segment, ...events).can({ ...baseline, informed }))
    );
    assertEquals(taken, [[true, false], [false, false], [true, true]]);
  });

  it("takes none of an older membership epoch, and enters a newer one with it", () => {
    const old = play(segment, { type: "enter", membership: 3 });
    assertEquals(old.can({ ...baseline, membership: 2 }), false);
    assertEquals(after({ ...baseline, membership: 2 }).membership, 2);
  });
});
