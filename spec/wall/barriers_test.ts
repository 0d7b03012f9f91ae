/** What is true if one clock is off, and once was refused: lines around which all others stayed. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { locate } from "../../traces/mod.ts";
import { each } from "../invariants/_judged.ts";
import { invariants } from "../invariants/all.ts";
import { JOINT, REPLACED, shows, THREE_COPIES } from "../invariants/fixtures.ts";
import { Judging } from "../judging.ts";
import { Orders } from "./orders.ts";

/** What a claim says of these lines, and with the same lines by one node. */
function asked(code: string, kinds: string, ...lines: readonly string[]): [string, string] {
  const one = lines.map((line) => line.replace(/ by=\w+/, " by=all"));
  return [told(code, shows(kinds, ...lines)), told(code, shows(kinds, ...one))];
}

function told(code: string, trace: string): string {
  const events = locate(trace.replace("clock=order", "clock=wall"));
  const orders = new Orders(invariants.filter((claim) => claim.code === code));
  for (const { event, line } of events) orders.take(event, line);
  orders.end();
  const judging = new Judging(orders.claims);
  for (const { event, line } of events) judging.take(event, line);
  const { found, unjudged, verdict } = orders.verdict(judging.finish()[0]!);
  return found?.violation.why ?? unjudged ?? verdict;
}

/** Nobody knows where clocks differ, and one clock tells. */
function isDoubt([wall, one]: readonly [string, string], line: number, why: RegExp): void {
  assertEquals(wall, `line ${line} breaks it only if the clocks of different nodes agree`);
  assertMatch(one, why);
}

describe("by wall clocks it is not known whether", () => {
  it("a block was damaged already when another node read or copied it", () => {
    const bad = "scrub seg=a1 page=7 result=bad by=a1";
    const read = "read page=7 at=1 seg=a1 by=w";
    isDoubt(asked("S1", "scrub,read", THREE_COPIES, bad, read), 5, /is damaged there/);
    const copied = "scrub seg=b1 page=7 result=repaired from=a1 by=b1";
    const mended = "scrub seg=a1 page=7 result=repaired from=c1 by=a1";
    isDoubt(asked("S1", "scrub", THREE_COPIES, bad, copied, mended), 5, /where it is damaged/);
  });

  it("who was passed over in a failover was there, or there already", () => {
    const lines = [
      "instance name=r1 tier=1",
      "instance name=r2 tier=0",
      "open instance=w role=writer by=w",
      "open instance=r1 role=replica by=r1",
      "open instance=r2 role=replica by=all",
      "promote instance=r1 by=m",
    ];
    const why = /r2, of tier 0, is passed over/;
    const kinds = "open,promote,crash";
    const [wall, one] = asked("E2", kinds, ...lines);
    assertMatch(wall, /line 8 breaks/);
    assertMatch(one, why);
    const early = lines.with(4, "open instance=r2 role=replica by=m");
    assertMatch(told("E2", shows(kinds, ...early)), why);
    isDoubt(asked("E2", kinds, ...early, "crash node=r2 by=r2"), 8, why);
    const other = [...early, "crash node=r1 by=r1"];
    assertMatch(told("E2", shows(kinds, ...other)), why);
  });

  it("copies had learned what a recovery annuls, or had its records, when another opened", () => {
    const [epoch, recovery] = [
      "volume-epoch vepoch=2 instance=w2 by=w2",
      "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=10 by=w2",
    ];
    const open = "open instance=w2 role=writer vepoch=2 by=w2";
    const write = "write lsn=1 pg=p0 prev=0 cpl by=w";
    const later = ["a1", "b1"].map((seg) => `truncate seg=${seg} vepoch=2 from=1 to=10 by=${seg}`);
    const kinds = "write,volume-epoch,truncate,recovery,open";
    const lines = [THREE_COPIES, write, epoch, recovery, open];
    const why = /no copy learned what the recovery/;
    isDoubt(asked("R9", kinds, ...lines, ...later), 7, why);
    assertMatch(told("R9", shows(kinds, ...lines, later[0]!)), /no copy learned/);
    const next = "write lsn=11 pg=p0 prev=1 cpl by=w2";
    isDoubt(asked("R9", kinds, THREE_COPIES, write, epoch, recovery, next, ...later), 7, why);
    const stores = ["a1", "b1"].map((seg) => `store seg=${seg} lsn=1 by=${seg}`);
    const stored = asked("D2", "write,store,recovery,open", ...lines.toSpliced(2, 1), ...stores);
    isDoubt(stored, 6, /LSN 1/);
    const installs = ["a1", "b1"].map((seg) => `volume-epoch vepoch=2 seg=${seg} by=${seg}`);
    const early = [THREE_COPIES, write, epoch, installs[0]!, recovery, installs[1]!];
    isDoubt(asked("R4", kinds, ...early), 7, /only a1 installed it/);
  });

  it("a newcomer was filled before it counted, and who was thrown away did", () => {
    const stored = ["b1", "c1"].map((seg) => `store seg=${seg} lsn=1 by=${seg}`);
    const record = "write lsn=1 pg=p0 prev=0 cpl by=w";
    const lines = [`${THREE_COPIES} by=m`, record, ...stored, `${JOINT} by=m`, `${REPLACED} by=m`];
    const filled = "gossip seg=c2 from=c1 lsn=1 by=c2";
    const kinds = "write,store,gossip,discard";
    isDoubt(asked("M3", kinds, ...lines, filled), 8, /may miss LSN 1/);
    assertMatch(told("M3", shows(kinds, ...lines)), /may miss LSN 1/);
    const gone = lines.toSpliced(4, 0, filled, "discard seg=c1 by=c1");
    isDoubt(asked("M5", kinds, ...gone), 8, /thrown away while it is a member/);
  });

  it("nobody pointed at a page when it was freed, or a clone was made at VDL", () => {
    const clones = [
      "write lsn=1 pg=p0 prev=0 page=7 cpl volume=v1 by=w",
      "page page=7 physical=A lsn=1 volume=v1 by=s",
      "clone of=v1 as=v2 at=1 by=m",
    ];
    const free = "free physical=A by=s2";
    const later = ["v1", "v2"].map((volume) =>
      `page page=7 physical=${volume} volume=${volume} by=s`
    );
    const kinds = "write,vdl,clone,page,free,delete-volume";
    isDoubt(asked("K3", kinds, ...clones, free, ...later), 6, /physical page A is freed/);
    assertMatch(told("K3", shows(kinds, ...clones, free, later[0]!)), /physical page A is freed/);
    const vdl = "vdl lsn=1 volume=v1 by=w";
    isDoubt(asked("K2", kinds, ...clones, vdl), 5, /above its VDL/);
  });

  it("a transaction was taken back when its client heard so", () => {
    const lines = [
      "write lsn=1 pg=p0 prev=0 page=7 txn=t1 cpl by=w",
      "write lsn=2 pg=p0 prev=1 page=8 txn=t1 cpl by=w",
      "write lsn=3 pg=p0 prev=2 page=7 txn=t1 undoes=1 cpl by=w",
      "rolled-back txn=t1 by=c",
    ];
    const last = "write lsn=4 pg=p0 prev=3 page=8 txn=t1 undoes=2 cpl by=w";
    const kinds = "write,rolled-back";
    isDoubt(asked("U1", kinds, THREE_COPIES, ...lines, last), 7, /nothing takes back LSN 2/);
    assertMatch(told("U1", shows(kinds, THREE_COPIES, ...lines)), /nothing takes back LSN 2/);
  });
});

describe("by wall clocks, too, it is known that", () => {
  it("a recovery annuls what a client was told, or computes too low a VDL", () => {
    const lines = [
      THREE_COPIES,
      "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit by=w",
      ...each("store", "a1 b1", "lsn=1"),
      "vdl lsn=1 by=w",
      "commit-acked txn=t1 scn=1 by=c",
      "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10 by=w2",
    ];
    const kinds = "write,store,vdl,commit-acked,recovery";
    assertMatch(told("D1", shows(kinds, ...lines)), /annuls LSN 1, the SCN of t1/);
    assertMatch(told("R7", shows(kinds, ...lines)), /VDL/);
  });

  it("a copy cannot have learned of an epoch before it was raised", () => {
    const lines = [
      THREE_COPIES,
      "write lsn=1 pg=p0 prev=0 cpl by=w",
      "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=10 by=w2",
      "open instance=w2 role=writer by=w2",
      "volume-epoch vepoch=3 instance=w3 by=w2",
      ...["a1", "b1"].map((seg) => `truncate seg=${seg} vepoch=3 from=1 to=20 by=${seg}`),
    ];
    const kinds = "write,volume-epoch,truncate,recovery,open";
    assertMatch(told("R9", shows(kinds, ...lines)), /no copy learned what the recovery/);
  });
});
