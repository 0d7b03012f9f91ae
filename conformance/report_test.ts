import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { exitCode } from "./check.ts";
import { type FileReport, type Outcome, reportOf, verdictOf } from "./report.ts";

const claim = { id: "a", code: "C1", says: "", source: "", obligations: 3, violations: 0 };
const of = (...verdicts: ("holds" | "violated" | "unjudged")[]) =>
  verdicts.map((verdict) => ({ ...claim, verdict }));
const file = (verdict: Outcome): FileReport => ({
  file: `${verdict}.trace`,
  verdict,
  events: 10,
  claims: verdict === "unreadable" ? [] : of(verdict),
  ...(verdict === "unreadable" ? { error: { message: "cut" } } : {}),
});

describe("a report", () => {
  it("has the worst verdict of its files: unreadable, then violated, then unjudged", () => {
    const verdict = (...verdicts: Outcome[]) => reportOf(verdicts.map(file)).verdict;
    assertEquals(verdict("holds", "holds"), "holds");
    assertEquals(verdict("holds", "unjudged"), "unjudged");
    assertEquals(verdict("violated", "unjudged", "holds"), "violated");
    assertEquals(verdict("violated", "unreadable", "holds"), "unreadable");
    assertEquals(verdict(), "unjudged");
  });

  it("needs one file that shows what was asked, where only some claims were", () => {
    const some = (...verdicts: Outcome[]) => reportOf(verdicts.map(file), { some: true }).verdict;
    assertEquals([some("holds", "unjudged"), some("unjudged", "unjudged")], ["holds", "unjudged"]);
    assertEquals(some("violated", "unjudged"), "violated");
  });

  it("sums up its files", () => {
    const outcomes: Outcome[] = ["holds", "holds", "violated", "unjudged", "unreadable"];
    const { totals } = reportOf(outcomes.map(file));
    assertEquals(totals, {
      files: 5,
      events: 50,
      obligations: 12,
      holds: 2,
      violated: 1,
      unjudged: 1,
      unreadable: 1,
    });
  });
});

describe("the verdict on a trace", () => {
  it("is violated if one claim is", () => {
    assertEquals(verdictOf(of("holds", "violated", "unjudged")), "violated");
  });

  it("holds if what could be judged holds", () => {
    assertEquals(verdictOf(of("unjudged", "holds")), "holds");
  });

  it("is unjudged if nothing could be judged", () => {
    assertEquals([verdictOf(of("unjudged")), verdictOf([])], ["unjudged", "unjudged"]);
  });
});

describe("the exit code", () => {
  const code = (strict: boolean, ...files: FileReport[]) => exitCode(reportOf(files), strict);

  it("is 0, 1 or 3 by the worst verdict", () => {
    const outcomes: Outcome[] = ["holds", "violated", "unreadable"];
    assertEquals(outcomes.map((outcome) => code(false, file(outcome))), [0, 1, 3]);
    assertEquals(code(false, file("violated"), file("unreadable")), 3);
  });

  it("is 3 for a trace of which nothing was judged, or 2 if asked to be strict", () => {
    const nothing = file("unjudged");
    assertEquals([code(false, nothing), code(true, nothing)], [3, 2]);
    assertEquals(code(false, file("holds"), nothing), 3);
    assertEquals(code(false, file("violated"), nothing), 1);
  });

  it("is 2 for one unjudged claim only if asked to be strict", () => {
    const mixed = { ...file("holds"), claims: of("holds", "unjudged") };
    assertEquals([code(false, mixed), code(true, mixed)], [0, 2]);
    assertEquals(code(true, mixed, file("violated")), 1);
    assertEquals(code(true, file("holds")), 0);
  });
});
