/**
 * What was found, as cases of a test run: one for each claim in each trace. JUnit and TAP are printed
 * from them. Pure.
 *
 * @module
 */
import { explain } from "./explain.ts";
import { nothingJudged } from "./nothing_judged.ts";
import type { ClaimReport, FileReport, Report } from "./report.ts";
import { PLAIN } from "./style.ts";

/** One claim in one trace, or the reading of it. */
export interface Case {
  /** The trace. */
  readonly file: string;
  /** Code and id of the claim, or what else was tried. */
  readonly name: string;
  /** `error`: there was nothing to judge. */
  readonly outcome: "passed" | "failed" | "skipped" | "error";
  /** How often the claim was put to the test, and kept. */
  readonly obligations: number;
  /** What is wrong, in one word; empty where nothing is. */
  readonly type: "" | "violated" | "unjudged" | "unreadable";
  /** Why it did not pass, in one line. */
  readonly message: string;
  /** The whole argument. */
  readonly text: readonly string[];
  /** The line that breaks the claim. */
  readonly line?: number;
}

/** How cases are made. */
export interface CaseOptions {
  /** Does a claim that the trace cannot show fail? */
  readonly strict: boolean;
  /** Were only some claims asked? A trace need not show them then. */
  readonly some: boolean;
}

/** The cases of a run, trace by trace. */
export function casesOf(report: Report, options: CaseOptions): Case[][] {
  const mayBeSilent = options.some && report.verdict !== "unjudged";
  return report.files.map((file) => [
    ...readingOf(file, mayBeSilent),
    ...file.claims.map((claim) => caseOf(file, claim, options)),
  ]);
}

function readingOf({ error, ...file }: FileReport, mayBeSilent: boolean): Case[] {
  const failed = (name: string, text: string): Case => {
    const [message = ""] = text.split("\n");
    const [outcome, type] = ["error", error === undefined ? "unjudged" : "unreadable"] as const;
    return {
      file: file.file,
      name,
      outcome,
      type,
      obligations: 0,
      message,
      text: text.split("\n"),
    };
  };
  if (error !== undefined) return [failed("can be read", error.message)];
  if (file.verdict !== "unjudged" || mayBeSilent) return [];
  return [failed("shows what can be judged", nothingJudged(file))];
}

function caseOf(file: FileReport, claim: ClaimReport, { strict }: CaseOptions): Case {
  const { code, id, verdict, obligations, unjudged = "", breach } = claim;
  const base = { file: file.file, name: `${code} ${id}`, obligations };
  if (verdict === "holds") return { ...base, outcome: "passed", type: "", message: "", text: [] };
  if (breach === undefined) {
    const outcome = strict ? "failed" : "skipped";
    return { ...base, outcome, type: "unjudged", message: unjudged, text: [unjudged] };
  }
  const text = explain(file, claim, { style: PLAIN, width: 80 });
  const [message, line] = [breach.why, breach.line];
  return { ...base, outcome: "failed", type: "violated", message, text, line };
}
