import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const COMMIT = "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit";

describe("an acknowledgement of a commit", () => {
  it("waits for the VDL that the copies prove, where none is announced", () => {
    const kinds = "write,store,commit-acked";
    const asked = (copies: string) =>
      told(
        "C1",
        kinds,
        SIX_COPIES,
        COMMIT,
        ...each("store", copies, "lsn=1"),
        "commit-acked txn=t1",
      );
    assertEquals(asked("a1 b1 c1 c2"), "holds 1");
    assertEquals(asked("a1 b1 c1"), "t1 is acknowledged with SCN 1 while VDL is 0");
  });

  it("waits for the last record of its mini-transaction", () => {
    const kinds = "write,store,commit-acked";
    const mtr = ["write lsn=1 pg=p0 prev=0 txn=t1 commit", "write lsn=2 pg=p0 prev=1 cpl"];
    const first = each("store", "a1 b1", "lsn=1");
    const asked = (...stores: readonly string[]) =>
      told("C1", kinds, THREE_COPIES, ...mtr, ...first, ...stores, "commit-acked txn=t1");
    assertEquals(asked("store seg=a1 lsn=2"), "t1 is acknowledged with SCN 1 while VDL is 0");
    assertEquals(asked("store seg=a1 lsn=2", "store seg=b1 lsn=2"), "holds 1");
  });

  it("is judged by an SCN from any line that tells it, and not without one", () => {
    const asked = (...lines: readonly string[]) =>
      told("C1", "vdl,write,commit-requested,commit-acked", SIX_COPIES, "vdl lsn=1", ...lines);
    assertEquals(asked("commit-acked txn=t1 scn=1"), "holds 1");
    assertEquals(asked("commit-requested txn=t1 scn=1", "commit-acked txn=t1"), "holds 1");
    assertEquals(asked(COMMIT, "commit-acked txn=t1"), "holds 1");
    assertEquals(asked("commit-acked txn=t1"), "unjudged");
    assertMatch(asked("commit-requested txn=t1 scn=2", "commit-acked txn=t1"), /VDL is 1/);
  });

  it("is not judged by VDL before one is announced, in a trace that starts in the middle", () => {
    const asked = (...lines: readonly string[]) =>
      told(
        "C1",
        "vdl,write,commit-acked",
        SIX_COPIES,
        "write lsn=105 pg=p0 prev=103 cpl",
        ...lines,
      );
    assertEquals(asked("commit-acked txn=t1 scn=103"), "unjudged");
    assertEquals(asked("vdl lsn=105", "commit-acked txn=t1 scn=105"), "holds 1");
  });

  it("needs its own record, too", () => {
    const asked = (copies: string, scn: number) => {
      const stores = each("store", copies, "lsn=1");
      const lines = [SIX_COPIES, COMMIT, ...stores, `commit-acked txn=t1 scn=${scn}`];
      return told("C2", "write,store,commit-acked", ...lines);
    };
    assertEquals(asked("a1 a2 b1 b2", 1), "holds 1");
    assertMatch(asked("a1 a2 b1", 1), /its own record is durable on a1, a2 and b1 only/);
    assertMatch(asked("a1 a2 b1 b2", 2), /no record has that LSN yet/);
  });

  it("waits for the records of other transactions in other groups", () => {
    const writes = ["write lsn=1 pg=p1 prev=0 cpl", "write lsn=2 pg=p2 prev=0 txn=t2 cpl commit"];
    const lines = [...TWO_GROUPS.split("\n"), ...writes, ...each("store", "a2 b2 c2", "lsn=2")];
    const why = told("C2", "write,store,commit-acked", ...lines, "commit-acked txn=t2");
    assertMatch(why, /LSN 1, a lower record of the volume, is durable on no copy/);
  });

  it("is judged by SCL reports alone, or by acknowledgements alone", () => {
    const scl = (copies: string) =>
      told(
        "C2",
        "scl,commit-acked",
        SIX_COPIES,
        ...each("scl", "a1 a2 b1 b2 c1 c2", "lsn=6"),
        ...each("scl", copies, "lsn=7"),
        "commit-acked txn=t1 scn=7",
      );
    assertEquals(scl("a1 a2 b1 b2"), "holds 1");
    assertMatch(scl("a1 a2 b1"), /reported durable on a1, a2 and b1 only/);
    const ack = (copies: string) => {
      const acks = each("ack", copies, "lsn=1 scl=1");
      return told(
        "C2",
        "write,ack,commit-acked",
        SIX_COPIES,
        COMMIT,
        ...acks,
        "commit-acked txn=t1",
      );
    };
    assertEquals(ack("a1 a2 b1 b2"), "holds 1");
    assertMatch(ack("a1 a2 b1"), /a1, a2 and b1 only/);
  });

  it("comes once, to one who asked", () => {
    const kinds = "commit-requested,commit-acked,commit-failed";
    const asked = (...lines: readonly string[]) => told("C3", kinds, SIX_COPIES, ...lines);
    const [ask, ack, fail] = ["requested", "acked", "failed"].map((word) =>
      `commit-${word} txn=t1`
    );
    assertEquals(asked(ask!, ack!), "holds 1");
    assertEquals(asked(ask!, fail!), "holds 1");
    assertEquals(asked(ask!, ack!, ack!), "t1 is acknowledged a second time");
    assertMatch(asked(ask!, ack!, fail!), /told to have failed, and was acknowledged before/);
    assertMatch(asked(ack!), /nobody asked for its commit/);
    assertEquals(told("C3", "commit-acked", SIX_COPIES, ack!), "holds 1");
  });

  it("outlives AZ+1, in which a disk that is lost already is the one", () => {
    const kinds = "write,store,disk-loss,commit-acked";
    const asked = (code: string, on: string, ...lost: readonly string[]) =>
      told(
        code,
        kinds,
        ...[SIX_COPIES, COMMIT, ...each("store", on, "lsn=1")],
        ...lost.map((node) => `disk-loss node=${node}`),
        "commit-acked txn=t1",
      );
    const quorum = "a1 a2 b1 c1";
    assertEquals([asked("D1", quorum), asked("C2", quorum, "c1")], ["holds 1", "holds 1"]);
    for (const lost of [["c1"], ["a1"], ["a1", "a2"], ["b1", "c1"], ["a1", "a2", "c1"]]) {
      assertEquals(asked("D1", quorum, ...lost), "holds 1", `${lost}`);
    }
    assertMatch(asked("D1", quorum, ...quorum.split(" ")), /, but no copy holds LSN 1$/);
    assertMatch(asked("D1", "a1 a2 b1"), /the loss of a1, a2 and b1 takes LSN 1 away/);
    assertMatch(asked("D1", "a1 a2 b1", "b1"), /the loss of a1, a2 and b1 takes LSN 1 away/);
  });

  it("looks at earlier records again after a disk is lost", () => {
    const kinds = "write,store,disk-loss,commit-acked";
    const next = [
      "write lsn=2 pg=p0 prev=1 txn=t2 cpl commit",
      ...each("store", "a1 a2 b1 c1", "lsn=2"),
    ];
    const first = [
      SIX_COPIES,
      COMMIT,
      ...each("store", "a1 a2 b1 c2", "lsn=1"),
      "commit-acked txn=t1",
    ];
    const asked = (...lost: readonly string[]) =>
      told(
        "D1",
        kinds,
        ...first,
        ...lost.map((node) => `disk-loss node=${node}`),
        ...next,
        "commit-acked txn=t2",
      );
    assertEquals(asked("c2"), "holds 2");
    assertMatch(asked("a1", "a2", "b1", "c2"), /SCN 2, but no copy holds LSN 1/);
  });

  it("promises an AZ where each AZ holds one copy", () => {
    const asked = (copies: string) => {
      const lines = [
        THREE_COPIES,
        COMMIT,
        ...each("store", copies, "lsn=1"),
        "commit-acked txn=t1",
      ];
      return told("D1", "write,store,commit-acked", ...lines);
    };
    assertEquals(asked("a1 b1"), "holds 1");
    assertMatch(asked("a1"), /the loss of a1 takes LSN 1 away/);
  });
});

describe("an acknowledgement while an AZ is given up", () => {
  it("promises that one copy may be lost", () => {
    const degraded = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B write=3/all read=2/all";
    const asked = (copies: string) => {
      const lines = [degraded, COMMIT, ...each("store", copies, "lsn=1"), "commit-acked txn=t1"];
      return told("D1", "write,store,commit-acked", SIX_COPIES, ...lines);
    };
    assertEquals(asked("a1 a2 b1"), "holds 1");
    assertMatch(asked("a1"), /the loss of a1 takes LSN 1 away/);
  });
});

describe("a commit without an answer at the end", () => {
  const kinds = "write,store,commit-requested,commit-acked";
  const asked = (...lines: readonly string[]) => told("C4", kinds, THREE_COPIES, ...lines, "end");
  const ask = "commit-requested txn=t1";

  it("is owed one only if it was asked for and everything it waits for is durable", () => {
    const stored = each("store", "a1 b1", "lsn=1");
    assertMatch(asked(ask, COMMIT, ...stored), /t1 was never acknowledged/);
    assertEquals(asked(COMMIT, ...stored), "unjudged");
    assertEquals(asked(ask, COMMIT, "store seg=a1 lsn=1"), "unjudged");
    assertEquals(asked(ask, COMMIT, ...stored, "commit-acked txn=t1"), "holds 1");
  });

  it("waits for the rest of its mini-transaction, unless nothing of it is still to come", () => {
    const commit = "write lsn=1 pg=p0 prev=0 txn=t1 commit";
    const stored = each("store", "a1 b1", "lsn=1");
    assertEquals(asked(ask, commit, "write lsn=2 pg=p0 prev=1 cpl", ...stored), "unjudged");
    assertMatch(asked(ask, commit, "write lsn=2 pg=p0 prev=1", ...stored), /never acknowledged/);
  });
});
