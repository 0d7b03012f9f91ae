import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { play } from "../_play.ts";
import { MOST_REPLICAS, readPointOf, replica, type ReplicaEvent } from "./replica.ts";
import type { Lsn, RedoRecord } from "../terms.ts";

const record = (lsn: Lsn, page: string, cpl = true): RedoRecord => ({
  lsn,
  pg: "1",
  prev: lsn - 1n,
  cpl,
  page,
});
const attach = (vdl = 0n, others = 0): ReplicaEvent => ({ type: "attach", vdl, others });
const stream = (...records: readonly RedoRecord[]): ReplicaEvent => ({ type: "stream", records });
const learn = (vdl: Lsn): ReplicaEvent => ({ type: "learn", vdl });
const note = (scn: Lsn): ReplicaEvent => ({ type: "note", scn });
const ask = (page: string): ReplicaEvent => ({ type: "fetch", page });
const get = (page: string, at: Lsn): ReplicaEvent => ({ type: "arrive", page, at });
const cached = (page: string): ReplicaEvent[] => [ask(page), get(page, 0n)];
const split = stream(record(1n, "x", false), record(2n, "y"));

const after = (...events: readonly ReplicaEvent[]) => play(replica, attach(), ...events);
const knows = (...events: readonly ReplicaEvent[]) => after(...events).context;

describe("a replica", () => {
  it("applies nothing before VDL covers it, and then whole mini-transactions (facts 7.1)", () => {
    const both = [...cached("x"), ...cached("y"), split];
    assertEquals(knows(...both).pages, { x: 0n, y: 0n });
    assertEquals(knows(...both, learn(2n)).pages, { x: 1n, y: 2n });
    // No VDL ends inside a mini-transaction; if one did, the replica would wait.
    assertEquals(knows(...both, learn(1n)).pages, { x: 0n, y: 0n });
  });

  it("drops records of pages that it does not have (facts 7.1)", () => {
    const { pages, pending, applied } = knows(...cached("y"), split, learn(2n));
    assertEquals([pages, pending, applied], [{ y: 2n }, [], 2n]);
  });

  it("holds the records of a page that is on its way, and applies them then (facts 7.1)", () => {
    const late = [ask("x"), split, learn(2n)];
    assertEquals(knows(...late).fetching, { x: { at: 0n, held: [1n] } });
    const { pages, fetching } = knows(...late, get("x", 0n));
    assertEquals([pages, fetching], [{ x: 1n }, {}]);
  });

  it("takes a page only as of the read point that it asked for", () => {
    assertEquals(after(ask("x")).can(get("x", 1n)), false);
    assertEquals(after(ask("x")).can(get("x", 0n)), true);
    assertEquals(after(...cached("x")).can(ask("x")), false);
  });

  it("takes the stream in order, and no VDL that is lower", () => {
    assertEquals(after(split).can(split), false);
    assertEquals(after(split, learn(2n)).can(learn(2n)), false);
  });

  it("shows a commit only with its records (facts 7.1)", () => {
    assertEquals(after(split).can(note(2n)), false);
    assertEquals(knows(split, learn(2n), note(2n)).noted, 2n);
  });

  it("anchors read views to VDL, and names the lowest point that it may read (facts 2.1)", () => {
    const view: ReplicaEvent = { type: "openView", view: "q1" };
    const read: ReplicaEvent = { type: "read", view: "q1", page: "x" };
    assertEquals(readPointOf(knows(split, learn(2n))), 2n);
    const old = [view, split, learn(2n)];
    assertEquals([knows(...old).views, readPointOf(knows(...old))], [{ q1: 0n }, 0n]);
    assertEquals(readPointOf(knows(ask("x"), split, learn(2n))), 0n);
    assertEquals(after(...old).can(read), false);
    assertEquals(after(...cached("x"), view).can(read), true);
    assertEquals(after(view, { type: "closeView", view: "q1" }).can(view), false);
  });

  it("loses all in a crash, and begins again where the writer is", () => {
    const view: ReplicaEvent = { type: "openView", view: "q1" };
    const { pages, views, vdl } = knows(...cached("x"), view, { type: "crash" }, attach(7n));
    assertEquals([pages, views, vdl], [{}, {}, 7n]);
  });

  it("opens the volume as the fifteenth at most (facts 7.1)", () => {
    assertEquals(play(replica).can(attach(0n, MOST_REPLICAS - 1)), true);
    assertEquals(play(replica).can(attach(0n, MOST_REPLICAS)), false);
  });
});
