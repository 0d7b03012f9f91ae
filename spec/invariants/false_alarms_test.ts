/** Traces that once were refused, and should not have been. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { each, told } from "./_judged.ts";
import { JOINT, REPLACED, SIX_COPIES, THREE_COPIES } from "./fixtures.ts";

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
    assertMatch(told("V5", "open,crash,promote", ...replicas), /as replica number 16/);
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

describe("what was not seen, or was right when it was asked for, breaks nothing:", () => {
  it("a restore to a time that could be restored when somebody asked for it", () => {
    const asked = (time: number, ...windows: readonly string[]) =>
      told(
        "T1",
        "write,restore,restorable",
        "write lsn=1 pg=p0 prev=0 page=x txn=t1 cpl commit time=10",
        "write lsn=2 pg=p0 prev=1 page=x txn=t2 cpl commit time=20",
        ...windows.map((window) => `restorable ${window}`.trim()),
        `restore of=db as=r1 at=1 time=${time}`,
      );
    assertEquals(asked(10, "earliest=10 latest=20", "earliest=20 latest=20"), "holds 1");
    assertEquals(asked(10, "earliest=10 latest=20", ""), "holds 1");
    assertMatch(asked(9, "earliest=10 latest=20", "earliest=20 latest=20"), /earliest .* time 10/);
    assertMatch(asked(10, "earliest=20 latest=20"), /before the earliest restorable time 20/);
  });

  it("a page that is dropped by one who crashed and has not opened the volume", () => {
    const kinds = "write,vdl,cache,crash,restart,recovery,open";
    const lines = [
      "open instance=w role=writer",
      "write lsn=1 pg=p0 prev=0 page=7 cpl",
      "crash node=w",
      "restart node=w",
    ];
    const drop = "cache instance=w page=7 lsn=1 result=dropped";
    const asked = (...lines: readonly string[]) => told("P2", kinds, THREE_COPIES, ...lines, drop);
    assertEquals(asked(...lines), "unjudged");
    assertMatch(asked(...lines.slice(0, 2)), /w drops page 7 with LSN 1/);
    assertMatch(asked(...lines, "open instance=w role=writer"), /w drops page 7 with LSN 1/);
  });

  it("a newcomer that its peers filled, where a recorder hears the writer alone", () => {
    const durable = ["write lsn=1 pg=p0 prev=0 cpl", ...each("ack", "a1 c1", "lsn=1 scl=1")];
    const changed = [THREE_COPIES, ...durable, JOINT, REPLACED];
    assertEquals(told("M3", "write,ack", ...changed), "unjudged");
    assertMatch(told("M3", "write,ack,scl", ...changed), /may miss LSN 1/);
    assertEquals(told("M5", "write,ack,discard", ...changed, "discard seg=c1"), "holds 1");
    assertMatch(told("M5", "write,ack,scl,discard", ...changed, "discard seg=c1"), /not safe/);
  });

  it("a writer that was a replica, where promotions are not told", () => {
    const lines = ["open instance=r1 role=replica", "write lsn=1 pg=p0 prev=0 cpl by=r1"];
    assertEquals(told("V5", "open,write", ...lines), "unjudged");
    assertMatch(told("V5", "open,promote,write", ...lines), /r1, a replica, allocates LSN 1/);
  });

  it("a record without a page, where changes name theirs", () => {
    const ended = [
      "write lsn=1 pg=p0 prev=0 page=7 txn=t1 cpl",
      "write lsn=2 pg=p0 prev=1 txn=t1 cpl  # an abort record",
      "write lsn=3 pg=p0 prev=2 page=7 txn=t1 undoes=1 cpl",
      "write lsn=4 pg=p0 prev=3 txn=t1 cpl  # an end record",
    ];
    const over = "rolled-back txn=t1";
    const asked = (...lines: readonly string[]) =>
      told("U1", "write,rolled-back,recovery,open", THREE_COPIES, ...lines);
    assertEquals(asked(...ended, over), "holds 2");
    assertEquals(asked(...ended.toSpliced(2, 2), over), "holds 1");
    assertMatch(asked(...ended.map((line) => line.replace("page=7 ", "")), over), /back LSN 2/);
    const begun = [
      "write lsn=1 pg=p0 prev=0 txn=t2 cpl",
      "write lsn=2 pg=p0 prev=1 page=7 txn=t3 cpl",
    ];
    const after = [
      "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=9",
      "open instance=w2 role=writer vepoch=2",
    ];
    assertEquals(asked(...begun, ...after, "rolled-back txn=t3", "end"), "holds 1");
    assertMatch(asked(...begun, ...after, "end"), /t3 was under way/);
  });
});
