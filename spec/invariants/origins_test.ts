/** Records that a copy has from nowhere: what L11 refuses, and what it leaves alone. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { SIX_COPIES, TWO_GROUPS } from "./fixtures.ts";

const KINDS = "write,receive,store,gossip,scl,ack,crash,restart,az-down,az-up,disk-loss,recovery";
const WRITE = "write lsn=1 pg=p0 prev=0 cpl";
const STORE = "store seg=a1 lsn=1";

const asked = (...lines: readonly string[]) => told("L11", KINDS, SIX_COPIES, ...lines);

describe("a record that was never written", () => {
  it("is stored by no copy, nor fetched", () => {
    const why = "a1 stores LSN 2, which was not written";
    assertEquals(asked(WRITE, "store seg=a1 lsn=2"), why);
    assertEquals(asked(WRITE, STORE, "gossip seg=a1 from=b1 lsn=2"), why);
    const third = "write lsn=3 pg=p0 prev=1 cpl";
    assertEquals(asked(WRITE, third, "store seg=a1 lsn=2"), why);
  });

  it("is stored by no copy before the first record of the log is seen either", () => {
    assertEquals(asked(STORE, WRITE), "LSN 1 is written after a1 stored it");
  });

  it("of this group goes to no copy of another", () => {
    const lines = [...TWO_GROUPS.split("\n"), "write lsn=1 pg=p2 prev=0 cpl", STORE];
    assertEquals(
      told("L11", KINDS, ...lines),
      "a1, a copy of group p1, stores LSN 1, a record of group p2",
    );
  });

  it("may have been written where that cannot be seen", () => {
    const middle = "write lsn=105 pg=p0 prev=100 cpl";
    assertEquals(asked(middle, "store seg=a1 lsn=100"), "unjudged");
    assertEquals(asked("store seg=a1 lsn=100", middle, "store seg=a1 lsn=105"), "holds 1");
    assertEquals(told("L11", "store,gossip", SIX_COPIES, STORE), "unjudged");
  });

  it("in another group before a trace that starts in the middle may be stored", () => {
    const [p1, p2] = TWO_GROUPS.split("\n") as [string, string];
    const middle = "write lsn=105 pg=p1 prev=100 cpl";
    const lines = [p1, p2, middle, "store seg=a2 lsn=104", "gossip seg=b2 from=a2 lsn=103"];
    assertEquals(told("L11", KINDS, ...lines), "unjudged");
    assertEquals(told("L9", KINDS, p1, p2, middle, "ack seg=a2 lsn=104 scl=104"), "unjudged");
    const next = "write lsn=106 pg=p2 prev=104 cpl";
    assertEquals(
      told("L11", KINDS, ...lines, next, "store seg=a2 lsn=105"),
      "a2, a copy of group p2, stores LSN 105, a record of group p1",
    );
  });

  it("is another thing than one that a recovery annulled", () => {
    const second = "write lsn=2 pg=p0 prev=1 cpl";
    const cut = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=9";
    assertEquals(asked(WRITE, second, STORE, cut, "store seg=a1 lsn=2"), "holds 1");
    assertEquals(
      asked(WRITE, second, STORE, cut, "store seg=a1 lsn=10"),
      "a1 stores LSN 10, which was not written",
    );
  });
});

describe("a record that is fetched", () => {
  it("comes from a peer that has held it", () => {
    assertEquals(asked(WRITE, STORE, "gossip seg=b1 from=a1 lsn=1"), "holds 2");
    const told = "b1 fetches LSN 1 from c1, which has never held it";
    assertEquals(asked(WRITE, STORE, "gossip seg=b1 from=c1 lsn=1"), told);
    // What a copy tells the writer makes nothing durable on it: L9 is about that.
    assertEquals(asked(WRITE, "ack seg=c1 lsn=1 scl=1", "gossip seg=b1 from=c1 lsn=1"), told);
    assertEquals(asked(WRITE, "scl seg=c1 lsn=1", "gossip seg=b1 from=c1 lsn=1"), "holds 1");
  });

  it("may have been sent before its peer lost it or went down", () => {
    const gossip = "gossip seg=b1 from=a1 lsn=1";
    for (const fault of ["crash node=a1", "disk-loss node=a1", "az-down az=A"]) {
      assertEquals(asked(WRITE, STORE, fault, gossip), "holds 2", fault);
    }
  });

  it("comes from another copy, of the same group", () => {
    assertEquals(asked(WRITE, "gossip seg=a1 from=a1 lsn=1"), "a1 fetches LSN 1 from itself");
    const lines = [...TWO_GROUPS.split("\n"), "write lsn=1 pg=p1 prev=0 cpl"];
    assertEquals(
      told("L11", "write,gossip", ...lines, "gossip seg=a1 from=b2 lsn=1"),
      "a1 fetches LSN 1 from b2, which is no copy of its group",
    );
  });

  it("may be held by the peer where single stores cannot be seen, or began before", () => {
    const blind = "write,gossip,scl,ack";
    assertEquals(told("L11", blind, SIX_COPIES, WRITE, "gossip seg=b1 from=c1 lsn=1"), "holds 1");
    const middle = "write lsn=105 pg=p0 prev=100 cpl";
    assertEquals(asked(middle, "gossip seg=b1 from=c1 lsn=99"), "unjudged");
  });
});

describe("after a recovery, a record that is left", () => {
  it("is fetched from a peer that has held it, too", () => {
    const cut = "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=9";
    const asFetched = (peer: string) =>
      asked(WRITE, STORE, cut, `gossip seg=b1 from=${peer} lsn=1`);
    assertEquals(asFetched("a1"), "holds 2");
    assertEquals(asFetched("c1"), "b1 fetches LSN 1 from c1, which has never held it");
  });
});

describe("a crash", () => {
  const RECEIVE = "receive seg=a1 lsn=1";
  const CRASH = ["crash node=a1", "restart node=a1"];

  it("takes what is in memory until it is received again, or fetched", () => {
    const why = "a1 stores LSN 1, which a crash took from its memory";
    assertEquals(asked(WRITE, RECEIVE, ...CRASH, STORE), why);
    assertEquals(asked(WRITE, RECEIVE, ...CRASH, RECEIVE, STORE), "holds 1");
    const fetched = ["store seg=b1 lsn=1", "gossip seg=a1 from=b1 lsn=1"];
    assertEquals(asked(WRITE, RECEIVE, ...CRASH, ...fetched, STORE), "holds 3");
  });

  it("leaves what was stored, and what an AZ out of reach had in memory", () => {
    assertEquals(asked(WRITE, RECEIVE, STORE, ...CRASH, STORE), "holds 2");
    assertEquals(asked(WRITE, RECEIVE, "az-down az=A", STORE), "holds 1");
  });

  it("lasts until the copy restarts, where restarts can be seen", () => {
    assertEquals(asked(WRITE, "crash node=a1", STORE), "a1 stores LSN 1 while it is down");
    assertEquals(asked(WRITE, ...CRASH, STORE), "holds 1");
    const blind = "write,store,crash";
    assertEquals(told("L11", blind, SIX_COPIES, WRITE, "crash node=a1", STORE), "holds 1");
  });

  it("does not stop an acknowledgement that was sent before", () => {
    const lines = [SIX_COPIES, WRITE, STORE, "crash node=a1", "ack seg=a1 lsn=1 scl=1"];
    assertEquals(told("L9", KINDS, ...lines), "holds 1");
    const unsent = [SIX_COPIES, WRITE, RECEIVE, "crash node=a1", "ack seg=a1 lsn=1 scl=1"];
    assertEquals(told("L9", KINDS, ...unsent), "a1 acknowledges LSN 1, which is not durable on it");
  });
});
