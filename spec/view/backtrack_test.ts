/** How a view goes back and forth, and that nobody is blamed for it. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { locate } from "../../traces/mod.ts";
import { each } from "../invariants/_judged.ts";
import { invariants } from "../invariants/all.ts";
import { shows, THREE_COPIES } from "../invariants/fixtures.ts";
import { Judging } from "../judging.ts";
import { View } from "../view.ts";
import { dump } from "./dump.ts";

const KINDS = "begin,write,receive,store,ack,scl,pgcl,vcl,vdl,gossip,coalesce,pgmrpl,read," +
  "read-view,replica-vdl,apply,cache,commit-requested,commit-acked,backtrack,rewindable,open,recovery,collect";

/** One record, on its way to all copies and to the client, whole mini-transaction that it is. */
function written(lsn: number, prev: number, page: string): string[] {
  const copies = "a1 b1 c1";
  return [
    `begin txn=t${lsn}`,
    `write lsn=${lsn} pg=p0 prev=${prev} page=${page} txn=t${lsn} cpl commit`,
    `commit-requested txn=t${lsn} scn=${lsn}`,
    ...each("receive", copies, `lsn=${lsn}`),
    ...each("store", copies, `lsn=${lsn}`),
    ...each("scl", copies, `lsn=${lsn}`),
    ...each("ack", copies, `lsn=${lsn} scl=${lsn}`),
    ...each("coalesce", copies, `lsn=${lsn}`),
    ...[`pgcl pg=p0 lsn=${lsn}`, `vcl lsn=${lsn}`, `vdl lsn=${lsn}`],
    `commit-acked txn=t${lsn} scn=${lsn}`,
    `pgmrpl pg=p0 lsn=${lsn} instance=w`,
  ];
}

const OPENED = "open instance=w role=writer";
const FIVE = [1, 2, 3, 4, 5].flatMap((lsn) => written(lsn, lsn - 1, lsn % 2 ? "x" : "y"));
const back = (to: number) => `backtrack target=${to} actual=${to}`;

function judged(...lines: readonly string[]): Judging {
  const judging = new Judging(invariants);
  const text = shows(KINDS, THREE_COPIES, OPENED, ...lines);
  for (const { event, line } of locate(text)) judging.take(event, line);
  return judging;
}

/** What is violated, by which line. */
function blamed(...lines: readonly string[]): string[] {
  return judged(...lines).finish()
    .filter(({ verdict }) => verdict === "violated")
    .map(({ claim, found }) => `${claim.code}: ${found!.violation.why}`);
}

describe("nobody is blamed", () => {
  it("for a backtrack, what follows on the branch, and what is forth again", () => {
    assertEquals(blamed(...FIVE, back(2), ...written(6, 2, "x"), ...written(7, 6, "y")), []);
    assertEquals(blamed(...FIVE, back(2), back(4), ...written(6, 4, "x")), []);
    assertEquals(blamed(...FIVE, back(2), back(5), ...written(6, 5, "y")), []);
    assertEquals(
      blamed(...FIVE, back(2), ...written(6, 2, "x"), back(4), ...written(7, 4, "y")),
      [],
    );
  });

  it("for points that fall with VDL, or that copies and replicas tell anew", () => {
    const points = ["pgcl pg=p0 lsn=2", "vcl lsn=2", "vdl lsn=2", "pgmrpl pg=p0 lsn=2 instance=w"];
    assertEquals(blamed(...FIVE, back(2), ...points, ...each("scl", "a1 b1", "lsn=2")), []);
    assertEquals(blamed(...FIVE, back(2), back(5), ...each("scl", "a1 b1 c1", "lsn=5")), []);
    assertEquals(blamed(...FIVE, back(2), back(5), "end"), []);
    const replica = ["open instance=r1 role=replica", "replica-vdl instance=r1 lsn=5"];
    const anew = ["replica-vdl instance=r1 lsn=2", "read page=x at=2 instance=r1 lsn=1"];
    assertEquals(blamed(...replica, ...FIVE, back(2), ...anew), []);
    assertEquals(
      blamed(...replica, ...FIVE, back(2), back(4), "replica-vdl instance=r1 lsn=4"),
      [],
    );
  });

  it("for what a replica that lagged has fetched anew", () => {
    const [first, rest] = [FIVE.slice(0, FIVE.length * 2 / 5), FIVE.slice(FIVE.length * 2 / 5)];
    const cached = [
      ...["open instance=r1 role=replica", ...first, "replica-vdl instance=r1 lsn=2"],
      "read page=x at=2 seg=a1 instance=r1 lsn=1",
    ];
    const anew = ["replica-vdl instance=r1 lsn=5", "read page=x at=5 seg=a1 instance=r1 lsn=5"];
    const next = [
      ...written(6, 5, "x"),
      "replica-vdl instance=r1 lsn=6",
      "apply instance=r1 lsn=6",
    ];
    assertEquals(blamed(...cached, ...rest, back(2), back(5), ...anew, ...next), []);
    assertEquals(blamed(...cached, ...rest, back(2), back(5), anew[0]!, ...next), []);
  });

  it("for what is forth again and was forgotten", () => {
    const judging = new Judging(invariants, new View(undefined, { every: 1 }));
    const reads = ["read page=y at=4 lsn=4", "read page=x at=4 lsn=3"];
    const lines = [...FIVE, back(2), back(4), ...reads, ...written(6, 4, "y"), ...reads];
    const text = shows(KINDS, THREE_COPIES, OPENED, ...lines);
    for (const { event, line } of locate(text)) judging.take(event, line);
    assertEquals(judging.violations.map(({ violation }) => violation.why), []);
    assertEquals(judging.view.branches.led?.way, "away");
  });

  it("for what a copy that was away has, fetches or tells of what is undone", () => {
    const late = [
      ...["receive seg=c1 lsn=5", "store seg=c1 lsn=5", "gossip seg=c1 from=b1 lsn=4"],
      ...["scl seg=c1 lsn=5", "ack seg=c1 lsn=5 scl=5", "coalesce seg=c1 lsn=5"],
      ...["vdl lsn=5", "vcl lsn=5", "pgcl pg=p0 lsn=5"],
    ];
    assertEquals(blamed(...FIVE, back(2), ...late), []);
    assertEquals(blamed(...FIVE, back(2), ...late, ...written(6, 2, "x"), ...late), []);
  });

  it("for blocks that are made again, and for a read view of a history that is gone", () => {
    const again = each("coalesce", "a1 b1 c1", "lsn=3");
    assertEquals(blamed(...FIVE, back(2), back(4), ...again), []);
    const view = "read-view instance=w view=v at=5";
    assertEquals(blamed(...FIVE, view, back(2), "read page=x at=5 instance=w view=v lsn=5"), [
      "B1: page x is read with LSN 5, which was undone",
    ]);
    assertEquals(blamed(...FIVE, view, back(2), "pgmrpl pg=p0 lsn=2 instance=w"), []);
  });

  it("for a recovery amid it all", () => {
    const cut = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=20";
    assertEquals(blamed(...FIVE, back(2), cut, OPENED, ...written(21, 2, "x")), []);
  });
});

describe("a view that goes back and forth", () => {
  const seen = (...lines: readonly string[]) => judged(...lines).view;

  it("is at last what it was, but for who was connected, where it has been, and what caches know", () => {
    const views = [seen(...FIVE), seen(...FIVE, back(2), back(0), back(3), back(5))];
    const [was, is] = views.map((view) => {
      const { branches: _, copies, log, acks, points } = dump(view) as Record<string, unknown>;
      return { copies, log, acks, vdl: (points as { vdl: string }).vdl };
    });
    assertEquals(is, was);
  });

  it("cannot go forth again once something was written", () => {
    const { branches, log } = seen(...FIVE, back(2), ...written(6, 2, "x"));
    assertEquals(branches.undone, undefined);
    assertEquals(branches.discardedAt(5n), { from: 2n, to: 5n });
    assertEquals([...log.records()].map(({ lsn }) => lsn), [1n, 2n, 6n]);
  });

  it("knows of each branch that was left only what still lies off the way", () => {
    const lines = [back(3), ...written(6, 3, "x"), back(2), ...written(7, 2, "y")];
    const { branches } = seen(...FIVE, ...lines);
    assertEquals(branches.facts().discarded, [{ from: 2n, to: 6n }]);
    assertEquals(branches.spanOf(7n), undefined);
  });
});
