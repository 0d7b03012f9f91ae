import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { FULL_AND_TAIL, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const WRITES = [
  "write lsn=1 pg=p0 prev=0 page=7 cpl",
  "write lsn=2 pg=p0 prev=1 page=8 cpl",
  "write lsn=3 pg=p0 prev=2 page=7 cpl",
];

describe("a page that is read", () => {
  const asked = (...lines: readonly string[]) => told("P1", "write,read,recovery", ...lines);

  it("holds the last of its records at or below the read point", () => {
    const reads = ["read page=7 at=2 seg=a1 lsn=1", "read page=7 at=9 seg=a1 lsn=3"];
    assertEquals(asked(...WRITES, ...reads, "read page=9 at=3 seg=a1 lsn=0"), "holds 2");
    assertMatch(asked(...WRITES, "read page=7 at=3 lsn=1"), /as of 3 without LSN 3/);
    assertMatch(asked(...WRITES, "read page=7 at=2 lsn=2"), /LSN 2, which is no record of it/);
  });

  it("is no newer than the read point where a copy answers; a cache takes back what is", () => {
    assertMatch(asked(...WRITES, "read page=7 at=2 seg=a1 lsn=3"), /LSN 3, above read point 2/);
    assertEquals(asked(...WRITES, "read page=7 at=2 instance=w lsn=3"), "unjudged");
  });

  it("may hold what was written before anything was seen", () => {
    const later = ["write lsn=9 pg=p0 prev=8 page=7 cpl", "write lsn=10 pg=p0 prev=9 page=7 cpl"];
    assertEquals(asked(...later, "read page=7 at=8 seg=a1 lsn=5"), "unjudged");
    assertEquals(asked(...later, "read page=7 at=9 seg=a1 lsn=9"), "holds 1");
    const values = ["read page=7 at=7 seg=a1 value=x", "read page=7 at=8 seg=a1 value=y"];
    assertEquals(asked(...later, ...values), "unjudged");
  });

  it("has no record that does not name its page counted against it", () => {
    const writes = ["write lsn=1 pg=p0 prev=0 page=7", "write lsn=2 pg=p0 prev=1 cpl"];
    assertEquals(asked(...writes, "read page=7 at=2 lsn=2"), "unjudged");
  });

  it("has one value for the same records, whoever answers", () => {
    const [first, same] = ["a1", "b1"].map((seg) => `read page=7 at=2 seg=${seg} value=x`);
    assertEquals(asked(...WRITES, first!, same!), "holds 1");
    const other = "read page=7 at=1 seg=b1 value=y";
    assertMatch(asked(...WRITES, first!, other), /b1 answers with another value of page 7/);
    assertEquals(asked(...WRITES, first!, "read page=7 at=3 seg=b1 value=y"), "unjudged");
    // A row may be another without a record: its transaction has committed since.
    assertEquals(asked(...WRITES, first!, "read page=7 at=2 txn=t1 value=y"), "unjudged");
  });

  it("is as of the history that a recovery leaves", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=9";
    const after = [...WRITES, recovery, "write lsn=10 pg=p0 prev=2 page=7 cpl"];
    assertEquals(asked(...after, "read page=7 at=9 seg=a1 lsn=1 vepoch=2"), "holds 1");
    assertMatch(asked(...after, "read page=7 at=9 seg=a1 lsn=3 vepoch=2"), /no record of it/);
    assertEquals(asked(...after, "read page=7 at=9 seg=a1 lsn=3 vepoch=1"), "unjudged");
  });
});

describe("a page that is dropped", () => {
  const asked = (...lines: readonly string[]) =>
    told("P2", "write,vdl,cache,recovery,backtrack,open", ...lines);
  const drop = "cache instance=w page=7 lsn=3 result=dropped";

  it("is durable, or holds what is annulled", () => {
    assertMatch(asked(...WRITES, "vdl lsn=2", drop), /w drops page 7 with LSN 3, which is above/);
    assertEquals(asked(...WRITES, "vdl lsn=3", drop), "holds 1");
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=9";
    assertEquals(asked(...WRITES, recovery, drop), "unjudged");
    const backtrack = ["vdl lsn=3", "backtrack target=2 actual=2"];
    assertEquals(asked(...WRITES, ...backtrack, drop), "unjudged");
    const next = ["write lsn=4 pg=p0 prev=2 page=7 cpl", drop.replace("lsn=3", "lsn=4")];
    assertMatch(
      asked(...WRITES, ...backtrack, ...next),
      /w drops page 7 with LSN 4, which is above/,
    );
    assertEquals(asked(...WRITES, drop.replace("dropped", "kept")), "unjudged");
  });

  it("is not judged where VDL is not known, or of who was the writer", () => {
    assertEquals(asked("write lsn=9 pg=p0 prev=8 page=7 cpl", drop), "unjudged");
    const opened = [
      "open instance=w role=writer vepoch=1",
      "open instance=w2 role=writer vepoch=2",
    ];
    assertEquals(asked(...WRITES, ...opened, drop), "unjudged");
    assertMatch(asked(...WRITES, ...opened, "open instance=w role=replica", drop), /w drops page/);
  });
});

describe("a copy that answers", () => {
  const kinds = "write,store,scl,collect,read";
  const asked = (...lines: readonly string[]) => told("P3", kinds, ...lines);
  const read = (at: number) => `read page=7 at=${at} seg=a1`;

  it("holds every record of its group up to the read point, of whatever page", () => {
    const some = [THREE_COPIES, ...WRITES, "store seg=a1 lsn=1", "store seg=a1 lsn=3"];
    assertEquals(asked(...some, read(1)), "holds 1");
    assertMatch(asked(...some, read(3)), /a1 answers with page 7 as of 3, but does not hold LSN 2/);
    assertEquals(asked(...some, "scl seg=a1 lsn=3", read(3), read(99)), "holds 2");
  });

  it("need not reach a read point that lies in another group", () => {
    const writes = ["write lsn=1 pg=p1 prev=0 page=7", "write lsn=2 pg=p2 prev=0 page=8 cpl"];
    const lines = [...TWO_GROUPS.split("\n"), ...writes, "store seg=a1 lsn=1", read(2)];
    assertEquals(asked(...lines), "holds 1");
  });

  it("has collected nothing above the read point", () => {
    const all = [THREE_COPIES, ...WRITES, "scl seg=a1 lsn=3", "collect seg=a1 upto=2"];
    assertEquals(asked(...all, read(2)), "holds 1");
    assertMatch(asked(...all, read(1)), /as of 1, and has collected its log up to 2/);
  });

  it("is a full segment", () => {
    const tail = (seg: string) =>
      told("G3", "store,read", FULL_AND_TAIL, `read page=7 at=1 seg=${seg}`);
    assertEquals([tail("a1"), tail("zz")], ["holds 1", "unjudged"]);
    assertMatch(tail("b2"), /b2, a tail segment, answers with page 7/);
    assertEquals(told("G3", "store,read", THREE_COPIES, "read page=7 at=1 seg=a1"), "unjudged");
  });
});

describe("a record that VDL passes", () => {
  const asked = (...lines: readonly string[]) =>
    told("G3", "write,ack,vdl", FULL_AND_TAIL, ...lines);
  const acks = (...copies: readonly string[]) => copies.map((seg) => `ack seg=${seg} lsn=1 scl=1`);

  it("is on a full segment, each looked at once", () => {
    const one = ["write lsn=1 pg=p0 prev=0 cpl", ...acks("a2", "b2", "c2")];
    assertMatch(asked(...one, "vdl lsn=1"), /passes LSN 1, which no full segment of p0 has held/);
    assertEquals(asked(...one, ...acks("a1"), "vdl lsn=1", "vdl lsn=1"), "holds 1");
  });

  it("is on one anyway where there is no tail segment", () => {
    const lines = [THREE_COPIES, "write lsn=1 pg=p0 prev=0 cpl", "vdl lsn=1"];
    assertEquals(told("G3", "write,ack,vdl", ...lines), "unjudged");
  });
});

describe("a read view", () => {
  const asked = (...lines: readonly string[]) => told("P4", "write,vdl,read-view,read", ...lines);
  const open = "read-view instance=w view=v at=1";
  const read = (at: number, rest = "instance=w view=v") => `read page=7 at=${at} ${rest}`;

  it("reads at its point until it is closed, by whatever name it comes again", () => {
    assertEquals(asked(open, read(1)), "holds 1");
    assertMatch(asked(open, read(2)), /w reads page 7 as of 2 through v, a read view as of 1/);
    assertEquals(asked(open, `${open} closed`, read(2)), "unjudged");
    const again = ["read-view instance=w view=v at=2", read(2)];
    assertEquals(asked(open, `${open} closed`, ...again), "holds 1");
  });

  it("belongs to its instance, and goes with it", () => {
    assertEquals(asked(open, read(2, "instance=r1 view=v")), "unjudged");
    const crashed = ["read-view instance=w view=v at=1", "crash node=w", read(2)];
    assertEquals(told("P4", "read-view,read,crash", ...crashed), "unjudged");
  });

  it("is no matter of a read that names none", () => {
    assertEquals(asked(open, read(2, "instance=w")), "unjudged");
  });
});

describe("the point as of which a copy is asked", () => {
  const asked = (...lines: readonly string[]) => told("P4", "write,vdl,read", ...lines);
  const mtr = ["write lsn=1 pg=p0 prev=0 page=7", "write lsn=2 pg=p0 prev=1 page=8 cpl"];

  it("is a VDL that was reached, or what lies between two of them, and inside no MTR", () => {
    assertEquals(asked(...mtr, "vdl lsn=2", "read page=7 at=2 seg=a1"), "holds 1");
    assertMatch(asked(...mtr, "read page=7 at=2 seg=a1"), /as of 2, above VDL 0/);
    assertMatch(asked(...mtr, "vdl lsn=2", "read page=7 at=1 seg=a1"), /LSN 1, which ends no mini/);
    assertEquals(asked(...mtr, "vdl lsn=2", "read page=7 at=1 instance=w"), "unjudged");
  });

  it("is inside no MTR where no record is said to end one", () => {
    const plain = ["write lsn=1 pg=p0 prev=0 page=7", "vdl lsn=1"];
    assertEquals(asked(...plain, "read page=7 at=1 seg=a1"), "holds 1");
  });

  it("is not judged where VDL is not known", () => {
    const later = "write lsn=9 pg=p0 prev=8 page=7 cpl";
    assertEquals(asked(later, "read page=7 at=9 seg=a1"), "unjudged");
  });
});

describe("a damaged block", () => {
  const kinds = "damage,scrub,read,disk-loss";
  const asked = (...lines: readonly string[]) => told("S1", kinds, ...lines);
  const scrub = (seg: string, result: string) => `scrub seg=${seg} page=7 result=${result}`;

  it("is found, whoever damaged it", () => {
    assertEquals(asked("damage seg=a1 page=7", scrub("a1", "bad")), "holds 1");
    assertMatch(
      asked("damage seg=a1 page=7", scrub("a1", "ok")),
      /page 7 in order, which is damaged/,
    );
    assertEquals(asked("damage seg=a1 page=7", scrub("b1", "ok")), "unjudged");
    assertMatch(asked(scrub("a1", "bad"), scrub("a1", "ok")), /a1 finds page 7 in order/);
  });

  it("answers no read until it is repaired, or its disk is another", () => {
    const read = "read page=7 at=1 seg=a1";
    assertMatch(asked("damage seg=a1 page=7", read), /a1 answers with page 7, which is damaged/);
    const repaired = scrub("a1", "repaired");
    assertEquals(asked(scrub("a1", "bad"), repaired, read), "unjudged");
    assertEquals(asked("damage seg=a1 page=7", "disk-loss node=a1", read), "unjudged");
  });

  it("is repaired from a good block of a full peer", () => {
    const from = (peer: string) => `scrub seg=a1 page=7 result=repaired from=${peer}`;
    assertEquals(asked(FULL_AND_TAIL, from("b1")), "holds 1");
    assertMatch(asked(FULL_AND_TAIL, from("a2")), /from a2, which is no full segment/);
    assertMatch(asked(FULL_AND_TAIL, from("a1")), /from a1, which is no full segment/);
    assertMatch(asked("damage seg=b1 page=7", from("b1")), /from b1, where it is damaged/);
    assertMatch(asked(...TWO_GROUPS.split("\n"), from("b2")), /from b2, which is no full segment/);
  });
});
