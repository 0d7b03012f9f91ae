import { assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { assign } from "xstate";
import { bare, machineLaws, type Types } from "../_machine_laws.ts";
import { play } from "../_play.ts";
import { segment, type SegmentEvent } from "./segment.ts";

const segmentTypes: Types<SegmentEvent> = {
  receive: true,
  store: true,
  gossip: true,
  hydrate: true,
  writeBack: true,
  fence: true,
  truncate: true,
  report: true,
  acknowledge: true,
  collect: true,
  serve: true,
  damage: true,
  scrub: true,
  repair: true,
  persist: true,
  sort: true,
  coalesce: true,
  stage: true,
  crash: true,
  restart: true,
  enter: true,
  discard: true,
};
const record = fc.constantFrom(
  { lsn: 1n, prev: 0n, pg: "1", cpl: true, page: "x" },
  { lsn: 2n, prev: 1n, pg: "1", cpl: true },
);
const baseline = {
  applied: [1n],
  blocks: { x: [1n] },
  inBlocks: [],
  pgmrpl: 1n,
  peer: { scl: 1n, collected: 1n },
  informed: 1,
};

describe("the segment machine", () => {
  machineLaws("segment", {
    make: () => segment,
    types: segmentTypes,
    events: fc.oneof(
      fc.tuple(fc.constantFrom("receive", "store", "gossip", "writeBack"), record)
        .map(([type, record]) => ({
          type,
          record,
          from: "b1",
          peerScl: 2n,
          epoch: 1,
          informed: 1,
        })),
      fc.constantFrom(
        { type: "hydrate", ...baseline, from: "b1", upto: 1n },
        { type: "hydrate", ...baseline, from: "c1", upto: 2n },
        { type: "fence", epoch: 2 },
        { type: "report", epoch: 1 },
        { type: "enter", membership: 2 },
        { type: "discard" },
        { type: "truncate", epoch: 2, ranges: [{ from: 1n, to: 3n }] },
      ),
      bare({ persist: 1, sort: 1, coalesce: 1, stage: 1, crash: 1, restart: 1 }),
      fc.constantFrom({ type: "collect", pgmrpl: 1n }, { type: "acknowledge", lsn: 1n }),
      fc.constantFrom(
        { type: "serve", page: "x", at: 1n, needs: 1n, epoch: 1, block: [1n] },
        { type: "damage", page: "x" },
        { type: "scrub", page: "x" },
        { type: "repair", page: "x", block: [1n], isGood: true },
      ),
    ),
  });

  it("would be caught changing an old context", () => {
    const careless = segment.provide({
      actions: {
        applyNext: assign(({ context }) => {
          (context.applied as bigint[]).push(1n);
          return {};
        }),
      },
    });
    const store: SegmentEvent = {
      type: "store",
      record: { lsn: 1n, prev: 0n, pg: "1", cpl: true },
      epoch: 1,
    };
    assertThrows(() => play(careless, store, { type: "coalesce" }), TypeError);
  });
});
