import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { locate } from "../../traces/mod.ts";
import { each } from "../invariants/_judged.ts";
import { invariants } from "../invariants/all.ts";
import { shows, THREE_COPIES } from "../invariants/fixtures.ts";
import { Judging, type Verdict } from "../judging.ts";
import { Orders } from "./orders.ts";

/** What a claim says of a trace whose lines were merged by wall clocks. */
function judged(code: string, kinds: string, ...lines: readonly string[]): Verdict {
  const claims = invariants.filter((claim) => claim.code === code);
  const events = locate(shows(kinds, THREE_COPIES, ...lines).replace("clock=order", "clock=wall"));
  const orders = new Orders(claims);
  for (const { event, line } of events) orders.take(event, line);
  orders.end();
  const judging = new Judging(orders.claims);
  for (const { event, line } of events) judging.take(event, line);
  return orders.verdict(judging.finish()[0]!);
}

const told = (verdict: Verdict) => verdict.found?.violation.why ?? verdict.unjudged ?? "holds";
const CLOCKS = /^line \d+.* breaks it only if the clocks of different nodes agree$/;

const COMMIT = "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit";

describe("a claim that the order of wall clocks alone speaks against", () => {
  const kinds = "write,store,commit-acked";
  const asked = (...lines: readonly string[]) => told(judged("C2", kinds, ...lines));
  const [acked, first, second] = ["commit-acked txn=t1", ...each("store", "a1 b1", "lsn=1")];

  it("is unjudged, and says on which line", () => {
    assertEquals(asked(COMMIT, first!, second!, acked!), "holds");
    assertEquals(
      asked(COMMIT, `${first} by=a1`, `${acked} by=w`, `${second} by=b1`),
      "line 6 breaks it only if the clocks of different nodes agree",
    );
    assertMatch(asked(COMMIT, first!, acked!, second!), CLOCKS);
  });

  it("is violated where one node tells the order, or a message does", () => {
    const why = /t1 is acknowledged with SCN 1 while its own record is durable on a1 only/;
    assertMatch(asked(COMMIT, `${first} by=r`, `${acked} by=r`, `${second} by=r`), why);
    // The store cannot stand before its own record, which the node wrote after its answer.
    const early = ["commit-acked txn=t1 scn=1 by=w", `${COMMIT} by=w`, first!, second!];
    assertMatch(asked(...early), /no record has that LSN yet|is written after/);
  });

  it("is violated by what is missing in every order, on its line and not before", () => {
    const [next, late] = ["write lsn=2 pg=p0 prev=1 txn=t2 cpl commit", "commit-acked txn=t2"];
    const lines = [COMMIT, first!, `${acked} by=w`, `${second} by=b1`, next, late];
    const { found, violations } = judged("C2", kinds, ...lines);
    assertEquals([found!.line, violations], [9, 1]);
    assertMatch(found!.violation.why, /t2 .* its own record is durable on no copy/);
  });

  it("lacks what it needs, whatever the order", () => {
    const verdict = judged("C2", "commit-acked", acked!);
    assertEquals(verdict.lacks, [["write", "scl"], ["store", "scl", "ack"]]);
  });
});

describe("a restore that is told of by another clock than what it is made of", () => {
  const commit = `${COMMIT} time=10`;
  const staged = "stage seg=a1 upto=1 by=a1";
  const restore = "restore of=db as=r1 at=1 time=10";
  const asked = (code: string, ...lines: readonly string[]) =>
    told(judged(code, "write,stage,restorable,restore", ...lines));

  it("may stand before the line that says that it is staged, or written", () => {
    assertMatch(asked("T3", commit, "restorable earliest=1 latest=10 by=s", staged), CLOCKS);
    assertMatch(asked("T3", commit, `${restore} by=s`, staged), CLOCKS);
    assertMatch(
      asked(
        "T1",
        "write lsn=1 pg=p0 prev=0 cpl",
        "restore of=db as=r1 at=2 by=s",
        "write lsn=2 pg=p0 prev=1 cpl",
      ),
      CLOCKS,
    );
  });

  it("is of what is staged at all", () => {
    assertEquals(asked("T3", commit, staged, `${restore} by=s`), "holds");
    assertMatch(asked("T3", commit, `${restore} by=s`), /LSN 1, which no copy has staged/);
    assertMatch(
      asked("T3", commit, `${restore} by=s`, "stage seg=a1 upto=1 by=s"),
      /LSN 1, which no copy has staged/,
    );
  });
});

describe("orders that are tried", () => {
  it("let a fault happen earlier, and a copy collect later", () => {
    const announced = (instance: string, lsn: number, by = instance) =>
      `pgmrpl pg=p0 lsn=${lsn} instance=${instance} by=${by}`;
    const collect = "collect seg=a1 upto=5 by=a1";
    const asked = (...lines: readonly string[]) =>
      told(judged("G1", "collect,pgmrpl,crash", ...lines));
    const [w, r] = [announced("w", 5), announced("r", 1, "a1")];
    assertMatch(asked(w, r, collect), /above the PGMRPL 1/);
    assertMatch(asked(w, r, collect, "crash node=r by=nemesis"), CLOCKS);
    assertMatch(asked(w, r, collect, announced("r", 5)), CLOCKS);
    assertMatch(asked(w, r, collect, announced("r", 2)), /above the PGMRPL 1/);
  });

  it("let a fault happen later", () => {
    const stored = each("store", "a1 b1", "lsn=1 by=w");
    const asked = (by: string) => {
      const lost = ["a1", "b1"].map((node) => `disk-loss node=${node} by=${by}`);
      const lines = [COMMIT, ...stored, ...lost, "commit-acked txn=t1 by=w"];
      return told(judged("D1", "write,store,disk-loss,commit-acked", ...lines));
    };
    assertMatch(asked("w"), /no copy holds LSN 1/);
    assertMatch(asked("nemesis"), CLOCKS);
  });
});
