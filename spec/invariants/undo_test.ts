import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { told } from "./_judged.ts";
import { SIX_COPIES } from "./fixtures.ts";

const KINDS = "write,rolled-back,recovery,open,crash,backtrack,commit-acked";
const asked = (code: string, ...lines: readonly string[]) =>
  told(code, KINDS, SIX_COPIES, ...lines);
const undone = (...lines: readonly string[]) => asked("U1", ...lines);

const CHANGE = "write lsn=1 pg=p0 prev=0 txn=t1 cpl";
const recovered = (vdl: number, vepoch = 2) =>
  `recovery vepoch=${vepoch} responders=a1,b1,c1 vcl=${vdl} vdl=${vdl} from=${vdl} to=${vdl + 10}`;
const opened = (by: string, vepoch = 2) => `open instance=${by} role=writer vepoch=${vepoch}`;
const BACK = "write lsn=12 pg=p0 prev=1 txn=t1 undoes=1 cpl";

describe("what a recovery finds under way", () => {
  it("is to be rolled back by the time that nothing is in flight any more", () => {
    const found = [CHANGE, recovered(1), opened("w2")];
    assertMatch(undone(...found, "end"), /t1 was under way .* and was never rolled back/);
    assertEquals(undone(...found), "unjudged");
    assertEquals(undone(...found, BACK, "rolled-back txn=t1", "end"), "holds 2");
  });

  it("need not say what takes it back: not every system has compensation records", () => {
    assertEquals(
      undone(CHANGE, recovered(1), opened("w2"), "rolled-back txn=t1", "end"),
      "holds 1",
    );
  });

  it("is nothing where the recovery annulled all that it changed, or found its commit", () => {
    assertEquals(undone(CHANGE, recovered(0), opened("w2"), "end"), "unjudged");
    const commit = "write lsn=2 pg=p0 prev=1 txn=t1 cpl commit";
    assertEquals(undone(CHANGE, commit, recovered(2), opened("w2"), "end"), "unjudged");
    assertMatch(undone(CHANGE, commit, recovered(1), opened("w2"), "end"), /never rolled back/);
  });

  it("is nobody's yet before a writer opens the volume, or once that writer has crashed", () => {
    assertEquals(undone(CHANGE, recovered(1), "end"), "unjudged");
    assertEquals(undone(CHANGE, recovered(1), opened("w2"), "crash node=w2", "end"), "unjudged");
    const again = [recovered(1, 3), opened("w3", 3), "end"];
    assertMatch(
      undone(CHANGE, recovered(1), opened("w2"), "crash node=w2", ...again),
      /never rolled/,
    );
  });

  it("is under way again if the next recovery annuls what took it back", () => {
    const rolled = [CHANGE, recovered(1), opened("w2"), BACK, "rolled-back txn=t1 lsn=12"];
    const next = (vdl: number) => [recovered(vdl, 3), opened("w3", 3), "end"];
    assertEquals(undone(...rolled, ...next(12)), "holds 2");
    assertMatch(undone(...rolled, ...next(1)), /never rolled back/);
  });

  it("is what a backtrack leaves, too, but not what one brings back", () => {
    const back = "backtrack target=1 actual=1";
    assertMatch(undone(CHANGE, back, "end"), /when the volume went back, and was never rolled/);
    assertEquals(undone(CHANGE, back, "rolled-back txn=t1", "end"), "holds 1");
    assertEquals(undone(CHANGE, "backtrack actual=0", back, "end"), "unjudged");
  });

  it("is not told by a writer that another has taken the place of", () => {
    const found = [opened("w1", 1), CHANGE, recovered(1), opened("w2")];
    assertMatch(undone(...found, "rolled-back txn=t1 by=w1", "end"), /never rolled back/);
  });
});

describe("a transaction of a writer that is alive", () => {
  it("may go on for ever, and take back what it likes before it commits", () => {
    assertEquals(undone(CHANGE, "end"), "unjudged");
    const more = [
      "write lsn=2 pg=p0 prev=1 txn=t1 undoes=1 cpl",
      "write lsn=3 pg=p0 prev=2 txn=t1",
    ];
    assertEquals(undone(CHANGE, ...more, "end"), "holds 1");
  });

  it("is rolled back as a whole, where it is told what is taken back", () => {
    const two = [CHANGE, "write lsn=2 pg=p0 prev=1 txn=t1 cpl"];
    const back = "write lsn=3 pg=p0 prev=2 txn=t1 undoes=2 cpl";
    assertMatch(undone(...two, back, "rolled-back txn=t1"), /but nothing takes back LSN 1/);
    assertEquals(undone(...two, "rolled-back txn=t1"), "holds 1");
  });

  it("may bear the name of one that is over", () => {
    const over = [CHANGE, "rolled-back txn=t1", "write lsn=2 pg=p0 prev=1 txn=t1 cpl"];
    assertMatch(undone(...over, recovered(2), opened("w2"), "end"), /LSN|never rolled back/);
  });
});

describe("what committed", () => {
  const commit = "write lsn=2 pg=p0 prev=1 txn=t1 cpl commit";
  const back = "write lsn=3 pg=p0 prev=2 txn=t1 undoes=1 cpl";

  it("is not taken back, acknowledged or not", () => {
    assertMatch(undone(CHANGE, commit, back), /LSN 3 takes LSN 1 back, .* committed with SCN 2/);
    assertMatch(undone(CHANGE, commit, "rolled-back txn=t1"), /t1 is rolled back, which committed/);
    assertEquals(asked("D1", CHANGE, commit, back), "unjudged");
  });

  it("and was acknowledged is lost if it is taken back all the same", () => {
    const acked = [CHANGE, commit, "commit-acked txn=t1 scn=2"];
    assertMatch(asked("D1", ...acked, back), /a change of t1, which was acknowledged/);
  });

  it("is no commit any more after a backtrack behind it", () => {
    const acked = [CHANGE, commit, "commit-acked txn=t1 scn=2", "backtrack target=1 actual=1"];
    const after = "write lsn=3 pg=p0 prev=1 txn=t1 undoes=1 cpl";
    assertEquals(asked("D1", ...acked, after), "unjudged");
    assertEquals(undone(...acked, after), "holds 1");
  });
});
