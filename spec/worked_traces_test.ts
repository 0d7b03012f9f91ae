/** The small worked traces that the rules are taught with: the points they come to, and near misses. */
import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import figure3 from "../traces/conforming/figure_3_of_the_2018_paper.trace" with { type: "text" };
import mtrCut from "../traces/conforming/recovery_cuts_an_unfinished_mtr.trace" with {
  type: "text",
};
import kept from "../traces/conforming/recovery_keeps_what_one_copy_has.trace" with {
  type: "text",
};
import ordered from "../traces/conforming/two_groups_ordered_commit.trace" with { type: "text" };
import { type EventOf, parse } from "../traces/mod.ts";
import { invariants } from "./invariants/all.ts";
import { Judging } from "./judging.ts";
import type { View } from "./view.ts";

/** A trace, judged up to its end or to the line that starts with these words. */
function judged(text: string, upto?: string): Judging {
  const lines = text.split("\n");
  const end = upto === undefined ? lines.length : lines.findIndex((line) => line.startsWith(upto));
  const judging = new Judging(invariants);
  parse(lines.slice(0, end).map((line) => `${line}\n`).join(""))
    .forEach((event, at) => judging.take(event, at));
  return judging;
}

/** The claims that a trace breaks, the first one first. */
function broken(text: string): string[] {
  return judged(text).violations.map(({ claim }) => claim.code);
}

/** The trace with one text in it replaced by another. */
function changed(text: string, from: string, to: string): string {
  assertEquals(text.split(from).length > 1, true, `no ${from}`);
  return text.replace(from, to);
}

function recoveryIn(text: string): EventOf<"recovery"> {
  return parse(text).find((event) => event.kind === "recovery") as EventOf<"recovery">;
}

const points = ({ points: { vcl, vdl } }: View) => [vcl, vdl];
const durable = (view: View) => [view.durablePoint(), view.durableCpl()];

describe("an ordered commit over two groups (A1)", () => {
  it("is acknowledged by nobody while three copies have the first record", () => {
    const { view } = judged(ordered, "store seg=c1 lsn=1");
    assertEquals([...points(view), ...durable(view)], [0n, 0n, 0n, 0n]);
    assertEquals(view.durablePointOf("p1"), 2n);
    assertEquals(view.commits.ackedCount, 0);
  });

  it("comes with the fourth copy: VCL and VDL are 2, and both commits go", () => {
    const { view } = judged(ordered);
    assertEquals([...points(view), ...durable(view)], [2n, 2n, 2n, 2n]);
    assertEquals(view.commits.ackedCount, 2);
    assertEquals(broken(ordered), []);
  });

  it("is broken where the second is acknowledged by its own record", () => {
    const early = "pgcl pg=p1 lsn=2\ncommit-acked txn=t2 scn=2";
    assertEquals(broken(changed(ordered, "pgcl pg=p1 lsn=2", early))[0], "C1");
  });
});

describe("a mini-transaction that is cut (A2)", () => {
  const { vcl, vdl, from, to } = recoveryIn(mtrCut);

  it("leaves VCL 2 and VDL 1, annuls up to 1 + LAL, and the next LSN lies above", () => {
    assertEquals([vcl, vdl, from, to], [2n, 1n, 1n, 1n + 10n]);
    const lsns = parse(mtrCut).flatMap((event) => event.kind === "write" ? [event.lsn] : []);
    assertEquals(lsns.find((lsn) => lsn > 3n), 2n + 10n);
    assertEquals(broken(mtrCut), []);
  });

  it("was 2 durable and 3 not, before anybody recovered anything", () => {
    assertEquals(durable(judged(mtrCut, "crash").view), [2n, 1n]);
  });

  it("must not be cut at VCL, nor one CPL lower", () => {
    const at = (points: string, range: string) =>
      broken(changed(mtrCut, "vcl=2 vdl=1 from=1 to=11", `${points} ${range}`))[0];
    assertEquals(at("vcl=2 vdl=2", "from=2 to=12"), "R2");
    assertEquals(at("vcl=2 vdl=1", "from=2 to=12"), "R2");
    assertMatch(at("vcl=2 vdl=0", "from=0 to=10")!, /D1|R7/);
  });

  it("must be annulled as far as the dead writer can have come", () => {
    assertEquals(broken(changed(mtrCut, "from=1 to=11", "from=1 to=3"))[0], "R5");
  });

  it("stays dead: a copy that knows takes no late record of it, and no new one bears its LSN", () => {
    const late = "fence seg=c1 vepoch=1 lsn=3\nstore seg=c1 lsn=3 vepoch=2";
    assertEquals(broken(changed(mtrCut, "fence seg=c1 vepoch=1 lsn=3", late))[0], "R1");
    const reused = mtrCut.replaceAll("lsn=12", "lsn=4").replaceAll("scl=12", "scl=4");
    assertMatch(broken(reused)[0]!, /L1|R5/);
  });
});

describe("a commit that nobody was told of (A3)", () => {
  it("survives if one copy of the read quorum has it: VCL and VDL are 3", () => {
    const { vcl, vdl, from, to } = recoveryIn(kept);
    assertEquals([vcl, vdl, from, to], [3n, 3n, 3n, 13n]);
    assertEquals(durable(judged(kept, "crash").view), [2n, 1n]);
    const { view } = judged(kept, "commit-requested txn=t3");
    assertEquals([view.commits.isAcked("t2"), durable(view)], [false, [3n, 3n]]);
    assertEquals(broken(kept), []);
  });

  it("is written back to a write quorum before the volume opens", () => {
    const hasty = changed(kept, "gossip seg=b1 from=c1 lsn=3 vepoch=2\n", "")
      .replace("scl seg=b1 lsn=3\n", "").replace("gossip seg=a2 from=c1 lsn=3 vepoch=2\n", "")
      .replace("scl seg=a2 lsn=3\n", "");
    assertEquals(broken(hasty)[0], "D2");
  });

  it("may be cut as well, by a recovery that does not hear of it", () => {
    const deaf = kept.slice(0, kept.indexOf("# Written back"))
      .replace(
        "responders=a1,b1,c1 vcl=3 vdl=3 from=3 to=13",
        "responders=a1,a2,b1 vcl=2 vdl=1 from=1 to=11",
      );
    assertEquals(broken(deaf), []);
  });
});

describe("Figure 3 of the 2018 paper (A5)", () => {
  it("has PGCL 103 and 104, counted record by record, and VCL 104", () => {
    const { view } = judged(figure3);
    assertEquals(["PG1", "PG2"].map((pg) => view.durablePointOf(pg)), [103n, 104n]);
    assertEquals(["PG1", "PG2"].map((pg) => view.points.pgcl(pg)), [103n, 104n]);
    assertEquals(points(view), [104n, 104n]);
    assertEquals(broken(figure3), []);
  });

  it("has no VCL 105, which three copies have, and no PGCL 105", () => {
    assertEquals(broken(changed(figure3, "vcl lsn=104", "vcl lsn=105"))[0], "L4");
    assertEquals(broken(changed(figure3, "pgcl pg=PG1 lsn=103", "pgcl pg=PG1 lsn=105"))[0], "L3");
  });
});
