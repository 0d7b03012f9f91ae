import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { explain, relied } from "./explain.ts";
import type { Breach, ClaimReport, FileReport } from "./report.ts";
import { STDIN } from "./sources.ts";
import { COLORED, PLAIN } from "./style.ts";

const breach: Breach = {
  line: 14,
  text: "commit-acked txn=t1 scn=3",
  before: [{ line: 13, text: "vdl lsn=1" }],
  after: [],
  why: "t1 is acknowledged with SCN 3 while VDL is 1",
  given: ["the SCN of t1 is 3", "VDL is 1"],
  so: [
    "a recovery may cut the volume above 1, and the commit record of t1 with it: a contradiction",
  ],
  field: "scn",
  changed: [
    { of: "t1", fact: "commit", from: "waits", to: "acknowledged" },
    { of: "volume", fact: "VDL", from: "1", to: "3" },
  ],
};
const claim: ClaimReport = {
  id: "ack-waits-for-vdl",
  code: "C1",
  says: "A commit is acknowledged only once VDL has reached its SCN.",
  source: "S17 §4.2.2",
  verdict: "violated",
  obligations: 2,
  violations: 1,
  breach,
};
const file: FileReport = {
  file: "a.trace",
  verdict: "violated",
  events: 14,
  clock: "order",
  claims: [claim],
};
const page = { style: PLAIN, width: 80 };
const told = (more: Partial<FileReport>) => explain({ ...file, ...more }, claim, page);

describe("explain", () => {
  it("tells claim, place, change, premises, contradiction and how to see it again", () => {
    assertEquals(told({}), [
      "VIOLATED  C1  ack-waits-for-vdl",
      "  A commit is acknowledged only once VDL has reached its SCN.",
      "  Source: S17 §4.2.2",
      "",
      "  a.trace:14",
      "    13 | vdl lsn=1",
      "  > 14 | commit-acked txn=t1 scn=3",
      "                             ^~~~~ t1 is acknowledged with SCN 3 while VDL is 1",
      "",
      "  Changed   t1      commit  waits -> acknowledged",
      "            volume  VDL     1 -> 3",
      "  Given     the SCN of t1 is 3",
      "            VDL is 1",
      "  Then      a recovery may cut the volume above 1, and the commit record of t1",
      "              with it: a contradiction",
      "  Order     as recorded: no line stands before one that caused it",
      "  Again     deno task check a.trace --only C1",
      "  Shrink    deno task check a.trace --only C1 --shrink",
    ]);
  });

  it("says which order the verdict relied on", () => {
    assertStringIncludes(
      told({ clock: "wall" }).join("\n"),
      "of wall clocks, which prove nothing between nodes",
    );
    assertEquals(new Set([relied("order"), relied("wall"), relied("logical")]).size, 3);
  });

  it("offers no command for standard input, which is gone", () => {
    assertEquals(told({ file: STDIN }).at(-1)!.startsWith("  Order"), true);
  });

  it("quotes a path as a shell takes it", () => {
    assertStringIncludes(told({ file: "it's mine.trace" }).at(-2)!, `check 'it'\\''s mine.trace'`);
  });

  it("colours words and never what is measured in columns", () => {
    const plain = told({}).join("\n");
    const colored = explain(file, claim, { ...page, style: COLORED }).join("\n");
    // deno-lint-ignore no-control-regex
    assertEquals(colored.replace(/\x1b\[\d+m/g, ""), plain);
    assertEquals(colored === plain, false);
  });

  it("has nothing to say of a claim that holds", () => {
    const { breach: _, ...holds } = { ...claim, verdict: "holds" as const };
    assertEquals(explain(file, holds, page), []);
  });
});
