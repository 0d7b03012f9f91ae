/** Traces that once were refused, and should not have been. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { SIX_COPIES, THREE_COPIES } from "./fixtures.ts";

describe("a change of members while acknowledgements are under way", () => {
  const RECORD = "write lsn=1 pg=p0 prev=0 cpl";
  const CHANGED = "group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c3@C write=4/all read=3/all";
  const ON = "a1 a2 b1 c2";
  const asked = (...lines: readonly string[]) =>
    told("Q3", "write,store,ack,pgcl", SIX_COPIES, RECORD, ...lines, "pgcl pg=p0 lsn=1");
  const stored = (copies: string) => each("store", copies, "lsn=1");
  const acked = (copies: string) => each("ack", copies, "lsn=1 scl=1");

  it("takes back nothing that was acknowledged before it", () => {
    assertEquals(asked(...stored(ON), ...acked(ON), CHANGED), "holds 1");
  });

  it("lets the copies of then tell of a record that was durable before it", () => {
    assertEquals(asked(...stored(ON), ...acked("a1 a2"), CHANGED, ...acked("b1 c2")), "holds 1");
  });

  it("does not let one that has left help a record over its write quorum", () => {
    const late = [...stored("a1 a2 b1"), CHANGED, ...stored("c2"), ...acked(ON)];
    assertMatch(asked(...late), /only a1, a2 and b1 acknowledged/);
    assertEquals(asked(...late, ...stored("c3"), ...acked("c3")), "holds 1");
  });
});

describe("a commit whose writer is gone before it answers", () => {
  const kinds =
    "write,store,commit-requested,commit-acked,crash,restart,freeze,thaw,open,promote," +
    "recovery,partition,heal";
  const [first, second] = [1, 2].map((n) => [
    `commit-requested txn=t${n}`,
    `write lsn=${n} pg=p0 prev=${n - 1} txn=t${n} cpl commit`,
    ...each("store", "a1 b1", `lsn=${n}`),
  ]);
  const asked = (...lines: readonly string[]) => told("C4", kinds, THREE_COPIES, ...lines, "end");
  const unanswered = /t1 was never acknowledged/;

  it("is owed no answer, whatever tells that it is gone", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=9";
    assertMatch(asked(...first!), unanswered);
    for (const gone of ["crash node=w", "promote instance=r1", recovery]) {
      assertEquals([gone, asked(...first!, gone)], [gone, "unjudged"]);
    }
    const opened = ["open instance=w role=writer", ...first!];
    assertMatch(asked(...opened), unanswered);
    assertEquals(asked(...opened, "crash node=w", "restart node=w"), "unjudged");
    assertEquals(asked(...opened, "open instance=w2 role=writer"), "unjudged");
  });

  it("is owed none by a writer that does not answer to the end, and one by a writer that may", () => {
    assertEquals(asked(...first!, "freeze node=w"), "unjudged");
    assertMatch(asked(...first!, "freeze node=w", "thaw node=w"), unanswered);
    assertEquals(asked(...first!, "partition nodes=w"), "unjudged");
    assertMatch(asked(...first!, "partition nodes=w", "heal"), unanswered);
  });

  it("is not confused by the crash of a copy, of a replica, or of another than the writer", () => {
    assertMatch(asked(...first!, "crash node=c1"), unanswered);
    assertMatch(asked("open instance=r1 role=replica", ...first!, "crash node=r1"), unanswered);
    assertMatch(asked("open instance=w role=writer", ...first!, "crash node=r1"), unanswered);
  });

  it("does not excuse those that the next writer is asked for", () => {
    const why = asked(...first!, "crash node=w", "restart node=w", ...second!);
    assertMatch(why, /t2 was never acknowledged/);
    const answered = asked(...first!, "crash node=w", ...second!, "commit-acked txn=t2");
    assertEquals(answered, "holds 1");
  });
});

describe("the PGMRPL of an instance that crashed", () => {
  const announced = ["pgmrpl pg=p0 lsn=7 instance=w", "pgmrpl pg=p0 lsn=5 instance=r1"];
  const upto = (lsn: number, ...lines: readonly string[]) =>
    told(
      "G1",
      "collect,pgmrpl,crash,restart,freeze",
      ...[THREE_COPIES, ...announced, ...lines, `collect seg=a1 upto=${lsn}`],
    );

  it("holds nothing back, until it announces one again", () => {
    assertMatch(upto(7), /above the PGMRPL 5/);
    assertEquals(upto(7, "crash node=r1"), "holds 1");
    assertMatch(upto(8, "crash node=r1"), /above the PGMRPL 7/);
    assertEquals(upto(7, "crash node=r1", "restart node=r1"), "holds 1");
    const back = ["crash node=r1", "restart node=r1", "pgmrpl pg=p0 lsn=6 instance=r1"];
    assertMatch(upto(7, ...back), /above the PGMRPL 6/);
    assertMatch(upto(7, "freeze node=r1"), /above the PGMRPL 5/);
  });

  it("leaves nothing to judge by where every instance is gone", () => {
    assertEquals(upto(9, "crash node=r1", "crash node=w"), "unjudged");
  });
});

describe("what a recorder that sees less cannot know", () => {
  it("is which replicas are gone, where no crash can be seen", () => {
    const replicas = Array.from({ length: 16 }, (_, nth) => `open instance=r${nth} role=replica`);
    assertEquals(told("V5", "open,write", ...replicas), "unjudged");
    assertMatch(told("V5", "open,crash", ...replicas), /as replica number 16/);
    const tiers = ["instance name=r1 tier=1", "instance name=r2 tier=0"];
    const line = [...tiers, replicas[1]!, replicas[2]!, "promote instance=r1"];
    assertEquals(told("E2", "open,promote", ...line), "unjudged");
    assertMatch(told("E2", "open,promote,crash", ...line), /r2, of tier 0, is passed over/);
  });

  it("is which pages a replica still has, where it is not told what leaves a cache", () => {
    const lines = [
      "open instance=r1 role=replica",
      ...[7, 8].map((page) => `read page=${page} at=0 seg=a1 instance=r1`),
      "write lsn=1 pg=p0 prev=0 page=7",
      "write lsn=2 pg=p0 prev=1 page=8 cpl",
      "write lsn=3 pg=p0 prev=2 page=7 cpl",
      "apply instance=r1 lsn=1",
      "apply instance=r1 lsn=3  # or has page 8 left the cache?",
    ];
    const asked = (kinds: string) => told("V2", kinds, THREE_COPIES, ...lines);
    assertEquals(asked("write,open,apply,read"), "unjudged");
    assertMatch(asked("write,open,apply,read,cache"), /applies LSN 3 before LSN 2/);
  });

  it("is whether the volume of a name is gone, where no deletion can be seen", () => {
    const lines = [
      "write lsn=1 pg=p0 prev=0 page=x cpl",
      ...["restore of=db as=test at=1", "restore of=db as=test at=1"],
    ];
    assertEquals(told("T2", "write,restore", ...lines), "holds 1");
    assertMatch(told("T2", "write,restore,delete-volume", ...lines), /which is there already/);
  });
});
