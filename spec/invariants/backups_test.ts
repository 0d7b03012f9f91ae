/** What T1 to T4 say of traces that others record. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { BACKED_UP, THREE_COPIES, TWO_GROUPS } from "./fixtures.ts";

const KINDS = "write,stage,restorable,snapshot,restore,read,recovery,backtrack,delete-volume";
const RESTORED = "restore of=db as=r1";

describe("T1, a restore to a time", () => {
  const asked = (...lines: readonly string[]) => told("T1", KINDS, ...BACKED_UP, ...lines);

  it("has the commit of that very time, and the next one not", () => {
    assertEquals(asked(`${RESTORED} at=2 time=20`), "holds 1");
    assertEquals(asked(`${RESTORED} at=2 time=29`), "holds 1");
    assertMatch(asked(`${RESTORED} at=1 time=20`), /ends at LSN 1 and lacks the commit of time 20/);
    assertMatch(
      asked(`${RESTORED} at=3 time=29`),
      /goes up to LSN 3 and has the commit of time 30/,
    );
  });

  it("may be to before the first commit, and to after the last one", () => {
    assertEquals(asked(`${RESTORED} at=0 time=9`), "holds 1");
    assertEquals(asked(`${RESTORED} at=3 time=99`), "holds 1");
    assertMatch(asked(`${RESTORED} at=1 time=9`), /has the commit of time 10/);
  });

  it("may have what is not committed, whole mini-transactions of it", () => {
    const more = ["write lsn=4 pg=p0 prev=3 page=z", "write lsn=5 pg=p0 prev=4 page=z cpl"];
    for (const at of [3, 5]) {
      assertEquals(asked(...more, `${RESTORED} at=${at} time=40`), "holds 1");
    }
    assertMatch(asked(...more, `${RESTORED} at=4 time=40`), /ends at LSN 4, which is no CPL/);
    assertMatch(asked(...more, `${RESTORED} at=6 time=40`), /LSN 6, which is no CPL/);
  });

  it("stops at the first commit that is too late, though a later record has an earlier time", () => {
    const more = ["write lsn=4 pg=p0 prev=3 txn=t4 cpl commit time=25"];
    assertEquals(asked(...more, `${RESTORED} at=2 time=27`), "holds 1");
    assertMatch(asked(...more, `${RESTORED} at=4 time=27`), /has the commit of time 30/);
    assertEquals(asked(...more, `${RESTORED} at=4 time=30`), "holds 1");
  });

  it("is to no time that is too early, and not judged by when the latest was announced", () => {
    const window = "restorable earliest=20 latest=25";
    assertMatch(
      asked(window, `${RESTORED} at=1 time=15`),
      /before the earliest restorable time 20/,
    );
    assertEquals(asked(window, `${RESTORED} at=2 time=20`), "holds 1");
    assertEquals(asked(window, `${RESTORED} at=3 time=35`), "holds 1");
    assertMatch(asked("restorable", `${RESTORED} at=3 time=35`), /though none is restorable/);
    assertEquals(asked("restorable latest=35", `${RESTORED} at=3 time=35`), "holds 1");
  });

  it("goes by what was written first where an LSN is given twice", () => {
    const again = "write lsn=1 pg=p0 prev=0 page=y cpl";
    const restored = [again, `${RESTORED} at=3 time=30`];
    assertEquals(asked(...restored, "read page=y at=3 lsn=2 volume=r1"), "holds 2");
  });

  it("to an LSN is asked for a CPL alone", () => {
    assertEquals(asked(`${RESTORED} at=1`), "holds 1");
    assertMatch(asked(`${RESTORED} at=7`), /the highest LSN|LSN 7, which is no CPL/);
  });

  it("of what a recovery annulled has nothing, and of what a backtrack undid is not judged", () => {
    const recovery = "recovery vepoch=2 responders=a1,b1 vcl=2 vdl=2 from=2 to=12";
    const next = "write lsn=13 pg=p0 prev=2 page=x txn=t9 cpl commit time=28";
    assertMatch(asked(recovery, `${RESTORED} at=3 time=30`), /LSN 3, which is no CPL/);
    assertEquals(asked(recovery, next, `${RESTORED} at=13 time=30`), "holds 1");
    assertEquals(asked("backtrack target=1 actual=1", `${RESTORED} at=3 time=30`), "unjudged");
  });

  it("that starts from a trace without a beginning is judged by what was seen", () => {
    const middle = "write lsn=9 pg=p0 prev=8 page=x txn=t9 cpl commit time=90";
    const asked = (line: string) => told("T1", KINDS, middle, line);
    assertEquals(asked(`${RESTORED} at=5 time=50`), "holds 1");
    assertMatch(asked(`${RESTORED} at=5 time=95`), /lacks the commit of time 90/);
    assertEquals(asked(`${RESTORED} at=9 time=95`), "holds 1");
  });
});

describe("T1 and T4, what is read in a restored volume", () => {
  const to = (...lines: readonly string[]) =>
    told("T1", KINDS, ...BACKED_UP, `${RESTORED} at=2 time=20`, ...lines);
  const from = (...lines: readonly string[]) => {
    const taken = ["snapshot name=s1 at=2", `${RESTORED} at=2 snapshot=s1`];
    return told("T4", KINDS, ...BACKED_UP, ...taken, ...lines);
  };

  it("is each block as of then", () => {
    assertEquals(to("read page=x at=2 lsn=1 volume=r1"), "holds 2");
    assertEquals(to("read page=z at=2 lsn=0 volume=r1"), "holds 2");
    assertMatch(to("read page=y at=2 lsn=0 volume=r1"), /as of LSN 0, not of 2/);
    assertMatch(from("read page=y at=2 lsn=0 volume=r1"), /as of LSN 0, not of 2/);
    assertEquals(from("read page=y at=2 lsn=2 volume=r1"), "holds 3");
  });

  it("may be what the new volume wrote itself, to its own log", () => {
    assertEquals(to("write lsn=3 pg=p0 prev=2 page=y cpl volume=r1"), "holds 1");
    assertEquals(to("read page=y at=3 lsn=3 volume=r1"), "holds 1");
  });

  it("is not judged once its LSNs begin anew", () => {
    const anew = "write lsn=1 pg=p0 prev=0 page=y cpl volume=r1";
    assertEquals(to(anew, "read page=y at=2 lsn=1 volume=r1"), "holds 1");
    assertEquals(to("read page=y at=1 lsn=1 volume=r1"), "holds 1");
  });

  it("is not judged where nobody says what a record changes, unless something is lacking", () => {
    const bare = ["write lsn=4 pg=p0 prev=3 cpl", `${RESTORED} at=4`];
    const asked = (line: string) => told("T1", KINDS, ...BACKED_UP, ...bare, line);
    assertEquals(asked("read page=x at=4 lsn=4 volume=r1"), "holds 1");
    assertMatch(asked("read page=x at=4 lsn=1 volume=r1"), /as of LSN 1, not of 3/);
  });

  it("belongs to the claim on what it was restored from, and to no other", () => {
    const read = "read page=y at=2 lsn=0 volume=r1";
    const taken = ["snapshot name=s1 at=2", `${RESTORED} at=2 snapshot=s1`];
    assertEquals(told("T1", KINDS, ...BACKED_UP, ...taken, read), "unjudged");
    assertEquals(
      told("T4", KINDS, ...BACKED_UP, `${RESTORED} at=2 time=20`, read),
      "unjudged",
    );
  });
});

describe("T2, a restore", () => {
  const asked = (...lines: readonly string[]) => told("T2", KINDS, ...BACKED_UP, ...lines);
  const own = "write lsn=1 pg=p0 prev=0 cpl volume=r1";

  it("goes into no volume that was restored or written to, unless that is gone", () => {
    const again = [`${RESTORED} at=2 time=20`, `${RESTORED} at=3 time=30`];
    assertMatch(asked(...again), /into r1, which is there already/);
    assertEquals(asked(again[0]!, "delete-volume name=r1", again[1]!), "holds 2");
    assertMatch(asked(own, again[0]!), /into r1, which is there already/);
    assertMatch(asked(again[0]!, "restore of=r1 as=db at=2"), /into db, which is there already/);
  });

  it("takes nothing from its source that was there, and answers for nothing that came later", () => {
    const restore = `${RESTORED} at=2 time=20`;
    assertMatch(asked(restore, "read page=x at=3 lsn=1"), /as of LSN 1 after a restore/);
    assertEquals(asked(restore, "read page=x at=2 lsn=1"), "holds 2");
    const later = "write lsn=4 pg=p0 prev=3 page=x cpl";
    assertEquals(asked(restore, later, "read page=x at=4 lsn=3"), "holds 2");
    assertEquals(asked("read page=x at=3 lsn=1", restore), "holds 1");
  });

  it("is of the volume that `of` names, where lines name it, too", () => {
    const named = BACKED_UP.map((line) => `${line} volume=db`);
    const asked = (line: string) => told("T1", KINDS, ...named, line);
    assertEquals(asked(`${RESTORED} at=2 time=20`), "holds 1");
    assertMatch(asked(`${RESTORED} at=3 time=20`), /has the commit of time 30/);
    assertMatch(asked(`${RESTORED} at=3 time=20 volume=db`), /has the commit of time 30/);
  });
});

describe("T3, what is staged", () => {
  const written = [
    "write lsn=1 pg=p1 prev=0 txn=t1 cpl commit time=10",
    "write lsn=2 pg=p2 prev=0 txn=t2 cpl commit time=20",
    "write lsn=3 pg=p1 prev=1 cpl",
  ];
  const asked = (...lines: readonly string[]) =>
    told("T3", KINDS, TWO_GROUPS, ...written, ...lines);
  const latest = (time: number) => `restorable earliest=10 latest=${time}`;

  it("is asked of every group, and may be on any of its copies", () => {
    assertEquals(asked("stage seg=b1 upto=1", latest(15)), "holds 1");
    assertMatch(asked("stage seg=b1 upto=3", latest(20)), /LSN 2, which no copy has staged/);
    assertEquals(asked("stage seg=b1 upto=1", "stage seg=c2 upto=2", latest(25)), "holds 1");
  });

  it("is asked of restores and snapshots, too, and not of a snapshot that is restored", () => {
    const staged = ["stage seg=a1 upto=3"];
    assertMatch(asked(...staged, `${RESTORED} at=2 time=20`), /the restore has LSN 2/);
    assertMatch(asked(...staged, "snapshot name=s at=2"), /snapshot s has LSN 2/);
    assertEquals(asked(...staged, "snapshot name=s at=1"), "holds 1");
    assertEquals(asked(`${RESTORED} at=2 snapshot=s`), "unjudged");
  });

  it("is asked of no commit whose time nobody says, and of none that a recovery annulled", () => {
    assertEquals(
      told("T3", KINDS, THREE_COPIES, "write lsn=1 pg=p0 prev=0 cpl", latest(50)),
      "unjudged",
    );
    const recovery = "recovery vepoch=2 responders=a1,b1,a2,b2 vcl=1 vdl=1 from=1 to=11";
    assertEquals(asked("stage seg=a1 upto=1", recovery, latest(50)), "holds 1");
  });

  it("comes to an end no earlier than it begins", () => {
    assertMatch(
      asked("restorable earliest=20 latest=10"),
      /the latest restorable time 10 is before/,
    );
    assertEquals(asked("restorable"), "unjudged");
  });
});

describe("T4, a snapshot", () => {
  const asked = (...lines: readonly string[]) => told("T4", KINDS, ...BACKED_UP, ...lines);

  it("is taken at a CPL", () => {
    const torn = "write lsn=4 pg=p0 prev=3 page=x";
    assertMatch(asked(torn, "snapshot name=s1 at=4"), /snapshot s1 ends at LSN 4, which is no CPL/);
  });

  it("stays when its time can be restored no more, and when a later one is taken", () => {
    const old = [
      "snapshot name=s1 at=1",
      "restorable earliest=30 latest=30",
      "snapshot name=s2 at=3",
    ];
    const restore = "restore of=db as=r1 at=1 snapshot=s1";
    assertEquals(asked(...old, restore, "read page=x at=1 lsn=1 volume=r1"), "holds 4");
    assertMatch(
      asked(...old, restore, "read page=x at=1 lsn=0 volume=r1"),
      /as of LSN 0, not of 1/,
    );
  });

  it("that was taken before the trace began is not judged", () => {
    assertEquals(asked("restore of=db as=r1 at=3 snapshot=s0"), "unjudged");
  });
});
