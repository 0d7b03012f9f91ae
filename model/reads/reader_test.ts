import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { bare, machineLaws, type Types } from "../_machine_laws.ts";
import { play } from "../_play.ts";
import { reader, type ReaderContext, type ReaderEvent } from "./reader.ts";
import type { RedoRecord } from "../terms.ts";

const types: Types<ReaderEvent> = {
  open: true,
  reopen: true,
  openView: true,
  ask: true,
  answer: true,
  look: true,
  evict: true,
  apply: true,
  announce: true,
  closeView: true,
  close: true,
};

const ofX = (lsn: bigint): RedoRecord => ({ lsn, prev: lsn - 1n, pg: "1", cpl: true, page: "x" });

const open: ReaderEvent = { type: "open", cache: { x: [] } };
const apply = (lsn: bigint): ReaderEvent => ({ type: "apply", records: [ofX(lsn)] });
const evict = (vdl: bigint): ReaderEvent => ({ type: "evict", page: "x", vdl });
const ask = (vdl: bigint): ReaderEvent => ({ type: "ask", page: "x", vdl, needs: vdl });
const answer = (at: bigint, ...block: bigint[]): ReaderEvent => ({
  type: "answer",
  page: "x",
  at,
  block,
});
const openView = (vdl: bigint): ReaderEvent => ({ type: "openView", vdl, pages: ["x"] });
const look = (vdl: bigint): ReaderEvent => ({ type: "look", page: "x", vdl });

/** What a reader knows after these events, from the opening on. */
function after(...events: readonly ReaderEvent[]): ReaderContext {
  return play(reader, open, ...events).context as ReaderContext;
}

describe("a reader", () => {
  machineLaws("reader", {
    make: () => reader,
    types,
    events: fc.oneof(
      fc.constantFrom<ReaderEvent>(
        ...[open, { type: "reopen", vdl: 0n } as const, openView(1n), ask(1n), look(1n), evict(1n)],
        ...[answer(1n, 1n), apply(1n), { type: "announce", vdl: 1n } as const],
      ),
      bare({ closeView: 1, close: 1 }),
    ),
  });

  it("drops a page whose last record is at or below VDL, and no other", () => {
    assertEquals(after(apply(1n), evict(0n)).cache, { x: [1n] });
    assertEquals(after(apply(1n), evict(1n)).cache, {});
    assertEquals(after(apply(1n), apply(2n), evict(1n)).cache, { x: [1n, 2n] });
  });

  it("asks for a page as of VDL, once, and not for one that it has", () => {
    assertEquals(after(ask(1n)).request, null);
    const asked = after(evict(0n), ask(0n), ask(1n)).request;
    assertEquals(asked, { page: "x", at: 0n, needs: 0n, later: [], isAnswered: false });
  });

  it("takes the first answer, and no later one", () => {
    const answered = [evict(0n), ask(0n), answer(0n)];
    assertEquals(after(evict(0n), ask(1n), answer(0n)).cache, {});
    assertEquals(after(...answered, apply(1n), answer(0n)).cache, { x: [1n] });
  });

  it("applies to a page what was written while it was on its way", () => {
    const asked = [evict(0n), ask(0n), apply(1n)];
    assertEquals(after(...asked).cache, {});
    assertEquals(after(...asked, answer(0n)).cache, { x: [1n] });
  });

  it("writes to no page that it has not, nor asked for", () => {
    assertEquals(after(evict(0n), apply(1n)).cache, {});
  });

  it("reads through a view what was there when it was opened, undoing the rest", () => {
    const { view } = after(apply(1n), openView(1n), apply(2n), look(2n));
    assertEquals(view, { at: 1n, left: [], seen: { x: { at: 1n, block: [1n] } } });
  });

  it("closes a view only when all was read", () => {
    assertEquals(after(openView(0n), { type: "closeView" }).view?.left, ["x"]);
    assertEquals(after(openView(0n), look(0n), { type: "closeView" }).view, null);
  });

  it("announces as its lowest read point that of the page it waits for, and never goes back", () => {
    const announce = (vdl: bigint): ReaderEvent => ({ type: "announce", vdl });
    assertEquals(after(announce(2n)).lowest, 2n);
    assertEquals(after(evict(0n), ask(1n), announce(2n)).lowest, 1n);
    assertEquals(after(evict(0n), ask(1n), answer(1n), announce(2n)).lowest, 2n);
    assertEquals(after(announce(2n), announce(1n)).lowest, 2n);
  });

  it("keeps its cache over a crash, as far as a recovery has left it", () => {
    const crashed = [apply(1n), { type: "close" }] as const;
    assertEquals(after(...crashed, { type: "reopen", vdl: 1n }).cache, { x: [1n] });
    assertEquals(after(...crashed, { type: "reopen", vdl: 0n }).cache, {});
  });
});
