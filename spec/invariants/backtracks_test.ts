/** What B1 to B6 say of traces that others record. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told, verdictOn } from "./_judged.ts";
import { CLONED, REWOUND, THREE_COPIES } from "./fixtures.ts";

const KINDS = "begin,write,read,collect,backtrack,rewindable,commit-acked," +
  "rolled-back,recovery,vdl,clone,end";
const back = (to: number) => `backtrack target=${to} actual=${to}`;
const read = (page: string, at: number, lsn: number) => `read page=${page} at=${at} lsn=${lsn}`;

describe("B1, where a backtrack leads", () => {
  const asked = (...lines: readonly string[]) => told("B1", KINDS, ...REWOUND, ...lines);

  it("is the commit that was asked for, no earlier and no later one", () => {
    assertEquals(asked(back(2)), "holds 1");
    assertMatch(asked("backtrack target=2 actual=1"), /to LSN 2 leads to LSN 1, past LSN 2/);
    assertMatch(asked("backtrack target=2 actual=3"), /to LSN 2 leads to LSN 3, past LSN 2/);
    assertEquals(asked("backtrack actual=1 time=30"), "holds 1");
  });

  it("is one or the other neighbour of what is no such point", () => {
    const more = [
      "write lsn=6 pg=p0 prev=3 txn=t4 cpl",
      "write lsn=8 pg=p0 prev=6 txn=t4 cpl commit",
    ];
    for (const actual of [3, 8]) {
      assertEquals(asked(...more, `backtrack target=6 actual=${actual}`), "holds 1");
    }
    assertMatch(asked(...more, "backtrack target=6 actual=2"), /past LSN 3/);
  });

  it("may be amid transactions: what is under way there is undone", () => {
    const more = [
      "write lsn=4 pg=p0 prev=3 txn=t4 cpl",
      "write lsn=5 pg=p0 prev=4 txn=t5 cpl commit",
    ];
    assertEquals(asked(...more, back(4)), "holds 1");
    assertEquals(asked(...more, "backtrack target=5 actual=4"), "holds 1");
  });

  it("may be passed over where it is not known that nothing was under way", () => {
    const open = "write lsn=4 pg=p0 prev=3 txn=t4 cpl";
    const commit = "write lsn=5 pg=p0 prev=4 txn=t5 cpl commit";
    const past = "backtrack target=5 actual=3";
    assertEquals(asked(open, commit, past), "holds 1");
    assertMatch(asked(open, "rolled-back txn=t4", commit, past), /past LSN 5/);
    const cutOff = asked(open, back(3), "write lsn=5 pg=p0 prev=3 txn=t5 cpl commit", past);
    assertMatch(cutOff, /past LSN 5/);
  });

  it("is no half mini-transaction, and nothing that was never written", () => {
    const more = ["write lsn=4 pg=p0 prev=3 page=z", "write lsn=5 pg=p0 prev=4 page=z cpl"];
    assertMatch(asked(...more, back(4)), /leads to LSN 4, into a mini-transaction/);
    assertMatch(asked(...more, back(6)), /leads to LSN 6, which was never given/);
    assertMatch(asked(...more, back(1), back(4)), /into a mini-transaction/);
  });

  it("is not before what is kept, whatever was asked for", () => {
    assertEquals(asked("rewindable at=2", "backtrack target=0 actual=2"), "holds 1");
  });

  it("is read without anything that was undone, from whichever cache", () => {
    assertEquals(asked(back(1), read("x", 1, 1), read("y", 1, 0)), "holds 2");
    assertMatch(asked(back(1), read("y", 1, 2)), /page y is read with LSN 2, which was undone/);
    assertMatch(asked(back(1), read("x", 3, 3)), /page x is read with LSN 3, which was undone/);
    assertMatch(asked(back(2), read("y", 2, 0)), /without LSN 2, though the volume went back to 2/);
    const more = "write lsn=4 pg=p0 prev=1 page=z cpl";
    assertMatch(asked(back(1), more, read("x", 4, 3)), /LSN 3, which was undone/);
    assertEquals(asked(back(1), more, read("x", 4, 1), read("z", 4, 4)), "holds 3");
  });

  it("is not judged by reads of who does not know of it, nor as of what was undone", () => {
    const fenced = ["recovery vepoch=2 responders=a1,b1 vcl=3 vdl=3 from=3 to=13", back(2)];
    assertMatch(asked(...fenced, "read page=x at=2 lsn=3"), /LSN 3, which was undone/);
    assertEquals(asked(...fenced, "read page=x at=2 lsn=3 vepoch=1"), "holds 1");
    assertEquals(asked(back(2), read("x", 3, 0)), "holds 1");
  });

  it("may go past what a recovery annulled", () => {
    const cut = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=12";
    const next = "write lsn=13 pg=p0 prev=2 txn=t4 cpl commit";
    assertEquals(asked(cut, "backtrack target=3 actual=2"), "holds 1");
    assertEquals(asked(cut, next, "backtrack target=12 actual=2"), "holds 1");
    assertMatch(asked(cut, next, "backtrack target=13 actual=2"), /past LSN 13/);
  });

  it("is not judged on a branch that was left, nor from there on", () => {
    const left = [back(1), "write lsn=4 pg=p0 prev=1 page=x txn=t4 cpl commit", back(3)];
    assertEquals(asked(...left), "holds 1");
    assertEquals(asked(...left, read("x", 3, 3), read("y", 3, 2), read("x", 3, 1)), "holds 1");
  });

  it("is not judged where nothing was seen before", () => {
    assertEquals(told("B1", KINDS, back(7), read("x", 7, 3)), "unjudged");
    const late = ["write lsn=9 pg=p0 prev=8 page=x cpl", back(5), read("x", 5, 3)];
    assertEquals(told("B1", KINDS, ...late), "unjudged");
  });
});

describe("B2, the window", () => {
  const asked = (...lines: readonly string[]) => told("B2", KINDS, ...lines);

  it("is looked at by LSN and by time, whichever is told", () => {
    assertEquals(asked("rewindable at=2", back(2), back(5)), "holds 2");
    assertMatch(asked("rewindable at=2", back(1)), /leads to LSN 1, before LSN 2/);
    assertMatch(asked("rewindable earliest=20", "backtrack actual=1 time=19"), /time 19, before/);
    assertEquals(asked("rewindable earliest=20", "backtrack actual=1 time=20"), "holds 1");
    assertEquals(asked("rewindable earliest=20", back(1)), "unjudged");
    assertMatch(asked("rewindable", back(1)), /though nothing is kept/);
    assertEquals(asked(back(1), "rewindable at=2"), "unjudged");
  });

  it("is no longer than was stated, and does not grow backwards", () => {
    const keeps = "backtrack-window keeps=72";
    assertEquals(asked(keeps, "rewindable earliest=10 latest=82"), "holds 1");
    assertMatch(asked(keeps, "rewindable earliest=10 latest=83"), /of 73 microseconds are kept/);
    assertEquals(asked("rewindable earliest=10 latest=259200000010"), "holds 1");
    for (const lines of [[], ["backtrack-window keeps=259200000001"]]) {
      const longer = asked(...lines, "rewindable earliest=10 latest=259200000011");
      assertMatch(longer, /of 259200000001 microseconds are kept, more than the window of 2592/);
    }
    assertMatch(asked("rewindable earliest=10", "rewindable earliest=9"), /none earlier than 10/);
    assertMatch(asked("rewindable", "rewindable earliest=9"), /and before it could not/);
    assertMatch(asked("rewindable", "rewindable at=1"), /and before it could not/);
    for (const field of ["at", "earliest"]) {
      const { found } = verdictOn("B2", KINDS, "rewindable", `rewindable ${field}=1`);
      assertEquals(found?.violation.field, field);
    }
    assertEquals(asked("rewindable earliest=9", "rewindable", "rewindable"), "holds 1");
    // A branch may have no later point: the earliest state is then that of an earlier LSN.
    assertEquals(asked("rewindable earliest=8 at=8", "rewindable earliest=8 at=5"), "holds 1");
  });
});

describe("B3, who was connected", () => {
  const asked = (...lines: readonly string[]) => told("B3", KINDS, ...lines);
  const commit = "write lsn=2 pg=p0 prev=0 txn=t1 cpl commit";

  it("is cut off, and may begin anew by the same name", () => {
    assertMatch(asked("begin txn=t1", back(0), commit), /t1 commits with SCN 2, though it began/);
    assertEquals(asked("begin txn=t1", back(0), "begin txn=t1", commit), "holds 1");
    assertEquals(asked("begin txn=t1", commit, back(0)), "unjudged");
  });

  it("is seen when its client is told, where the SCN was told before", () => {
    const late = ["commit-requested txn=t1 scn=2", "commit-acked txn=t1"];
    const shown = `${KINDS},commit-requested`;
    assertMatch(told("B3", shown, "begin txn=t1", back(0), ...late), /t1 commits with SCN 2/);
  });

  it("may hear late that its commit was durable, and may be undone", () => {
    const late = ["begin txn=t1", commit, back(2), "commit-acked txn=t1 scn=2"];
    assertEquals(asked(...late), "unjudged");
    assertMatch(asked("begin txn=t1", back(0), "commit-acked txn=t1 scn=2"), /with SCN 2/);
    const undo = "write lsn=3 pg=p0 prev=2 txn=t1 undoes=2 cpl";
    assertEquals(asked("begin txn=t1", back(0), undo), "unjudged");
  });
});

describe("a commit that a backtrack undid, and whose client hears late that it was durable", () => {
  const acked = "commit-acked txn=t1 scn=2";
  const asked = (code: string, ...lines: readonly string[]) =>
    told(
      ...[code, KINDS, THREE_COPIES, "write lsn=1 pg=p0 prev=0 txn=t0 cpl commit"] as const,
      ...["write lsn=2 pg=p0 prev=1 txn=t1 cpl commit", "vdl lsn=2", ...lines],
    );
  const crash = "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=12";

  it("is not owed any more", () => {
    assertEquals(asked("C1", back(1), acked), "unjudged");
    assertEquals(asked("D1", back(1), acked, crash), "unjudged");
    assertEquals(asked("R7", back(1), acked, crash), asked("R7", back(1), crash));
    assertMatch(asked("D1", back(1), back(2), acked, crash), /annuls LSN 2, the SCN of t1/);
  });

  it("is answered by nobody, if it was not yet", () => {
    const shown = "write,store,commit-requested,commit-acked,backtrack";
    const commit = ["commit-requested txn=t1", "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit"];
    const stored = ["store seg=a1 lsn=1", "store seg=b1 lsn=1"];
    const waits = [THREE_COPIES, ...commit, ...stored];
    assertMatch(told("C4", shown, ...waits, "end"), /t1/);
    assertEquals(told("C4", shown, ...waits, back(1), "end"), "unjudged");
  });

  it("is answered once", () => {
    assertEquals(asked("C3", back(1), acked), "holds 1");
    assertMatch(asked("C3", acked, back(1), acked), /t1 is acknowledged/);
    assertMatch(asked("C3", back(1), acked, acked), /t1 is acknowledged/);
  });
});

describe("B4, LSNs after a backtrack", () => {
  it("lie above those that are undone, and above those that no write was seen of", () => {
    const asked = (...lines: readonly string[]) => told("B4", KINDS, ...lines);
    const next = (lsn: number) => `write lsn=${lsn} pg=p0 prev=1 cpl`;
    assertEquals(asked(...REWOUND, back(1), back(2), next(4), next(5)), "holds 2");
    assertMatch(asked(...REWOUND, back(1), back(2), next(3)), /LSN 3 is given after a backtrack/);
    assertMatch(asked("vdl lsn=7", back(1), next(7)), /the backtrack|LSN 7 is given after/);
  });
});

describe("B5, forth again", () => {
  const asked = (...lines: readonly string[]) => told("B5", KINDS, ...REWOUND, ...lines);

  it("shows what was undone, as far as it goes", () => {
    assertEquals(asked(back(1), back(3), read("x", 3, 3), read("y", 3, 2)), "holds 2");
    assertMatch(asked(back(1), back(2), read("x", 2, 3)), /LSN 3, which was undone/);
    assertMatch(asked(back(1), back(3), read("x", 3, 1)), /without LSN 3, though .* forth to 3/);
    assertEquals(asked(back(0), back(1), back(2), back(1), back(3), read("x", 3, 3)), "holds 1");
  });

  it("is not judged past what a recovery annulled", () => {
    const cut = "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11";
    assertEquals(asked(back(1), cut, back(3), read("x", 3, 1)), "unjudged");
  });
});

describe("B6, clones", () => {
  const asked = (...lines: readonly string[]) => told("B6", KINDS, ...CLONED, ...lines);
  const seen = (lsn: number, volume: string) => `read page=7 at=1 lsn=${lsn} volume=${volume}`;

  it("are neither rewound with their source, nor it with them, nor to before their birth", () => {
    assertEquals(asked(`${back(0)} volume=v1`, seen(1, "v2"), seen(0, "v1")), "holds 1");
    assertMatch(asked(`${back(0)} volume=v1`, seen(0, "v2")), /v2 is read without LSN 1, since v1/);
    assertMatch(asked(`${back(0)} volume=v2`), /to before it was cloned at LSN 1/);
    assertEquals(asked(`${back(1)} volume=v2`, seen(1, "v1")), "holds 2");
    assertMatch(asked(`${back(1)} volume=v2`, seen(0, "v1")), /v1 is read without LSN 1, since v2/);
    assertEquals(asked(seen(0, "v2")), "unjudged", "nobody was rewound");
  });
});

describe("K2, a clone of a volume that was rewound", () => {
  const write = (lsn: number, prev: number, page: number) =>
    `write lsn=${lsn} pg=p0 prev=${prev} page=${page} cpl volume=v1`;
  const cloned = (actual: number, at: number, lsn: number) =>
    told(
      ...["K2", KINDS, ...CLONED, write(3, 1, 7), "vdl lsn=3 volume=v1"] as const,
      ...["backtrack actual=1 volume=v1", write(4, 1, 8), "vdl lsn=4 volume=v1"],
      `backtrack actual=${actual} volume=v1`,
      `clone of=v1 as=v3 at=${at}`,
      `read page=7 at=${at} lsn=${lsn} volume=v3`,
    );

  it("has what is left of it, unless that lies on a branch that was left", () => {
    assertEquals(cloned(4, 4, 1), "holds 3");
    assertMatch(cloned(4, 4, 0), /page 7 of v3 is as of LSN 0/);
    assertEquals(cloned(3, 3, 3), "holds 2");
  });
});

describe("G1, what is kept for backtracks", () => {
  it("is what is needed from the earliest state on", () => {
    const asked = (...lines: readonly string[]) => told("G1", KINDS, THREE_COPIES, ...lines);
    assertEquals(asked(...REWOUND, "rewindable at=2", "collect seg=a1 upto=2"), "holds 1");
    assertMatch(asked(...REWOUND, "rewindable at=2", "collect seg=a1 upto=3"), /may still go back/);
    assertEquals(asked(...REWOUND, "collect seg=a1 upto=3"), "unjudged");
  });
});
