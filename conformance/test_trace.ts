/**
 * Claims as test steps: a recorded trace in `deno test`.
 *
 * @module
 */
import { checkTrace } from "./check_trace.ts";
import { explain } from "./explain.ts";
import { nothingJudged } from "./nothing_judged.ts";
import type { ClaimReport, FileReport } from "./report.ts";
import type { Choice } from "./select.ts";
import { counted, PLAIN } from "./style.ts";

/** How a trace is tested. */
export interface TestTraceOptions extends Choice {
  /** Name of the test; the file, or `trace` for a text, unless told. */
  readonly name?: string;
  /** Does a claim that the trace cannot show fail its step? */
  readonly strict?: boolean;
}

/** One claim as a step of a test. */
export interface ClaimStep {
  /** Code and id of the claim, and how often it was kept or why it is unjudged. */
  readonly name: string;
  /** True for a claim that the trace cannot show; its name says why. */
  readonly ignore: boolean;
  /** Throws the argument if the claim is violated. */
  readonly fn: () => void;
}

/**
 * Registers one test for a trace, with a step for each claim: a claim that the trace cannot show is
 * ignored with the reason in its name; a violated one fails with the whole argument. A trace that
 * cannot be read fails, and so does one that shows nothing.
 *
 * @param source A file, or the text of a trace: a text has more than one line.
 *
 * @example
 * ```ts ignore
 * import { testTrace } from "@redoubt/redoubt";
 *
 * testTrace("traces/conforming/first_commit.trace");
 * testTrace("traces/conforming/figure_3_of_the_2018_paper.trace", { only: ["L3", "L4"] });
 * ```
 */
export function testTrace(source: string | URL, options: TestTraceOptions = {}): void {
  const isText = typeof source === "string" && source.includes("\n");
  const file = isText ? "trace" : pathOf(source);
  Deno.test(options.name ?? file, async (test) => {
    const bytes = isText ? source : (await Deno.open(source)).readable;
    const report = await checkTrace(bytes, { ...options, file });
    const steps = stepsOf(report.files[0]!, { ...options, isFile: !isText });
    for (const step of steps) await test.step({ ...step });
  });
}

/** A file as a command line names it. */
function pathOf(source: string | URL): string {
  const isUrl = source instanceof URL && source.protocol === "file:";
  return isUrl ? decodeURIComponent(source.pathname) : `${source}`;
}

/** How steps are made. */
export interface StepOptions extends TestTraceOptions {
  /** May an argument say how to judge the file again? Not where the trace is none. Default true. */
  readonly isFile?: boolean;
}

/** The steps for a trace that was judged. Throws if it cannot be read or shows nothing. */
export function stepsOf(
  file: FileReport,
  { strict = false, isFile = true }: StepOptions = {},
): ClaimStep[] {
  if (file.error !== undefined) throw new Error(file.error.message);
  if (file.verdict === "unjudged") {
    throw new Error(nothingJudged(file));
  }
  return file.claims.map((claim) => ({
    name: nameOf(claim),
    ignore: claim.verdict === "unjudged" && !strict,
    fn: () => mustHold(file, claim, isFile),
  }));
}

function nameOf(claim: ClaimReport): string {
  const name = `${claim.code} ${claim.id}`;
  if (claim.verdict === "unjudged") return `${name}: unjudged, ${claim.unjudged}`;
  return claim.verdict === "holds" ? `${name}: ${counted(claim.obligations, "obligation")}` : name;
}

function mustHold(file: FileReport, claim: ClaimReport, isFile: boolean): void {
  if (claim.verdict === "unjudged") throw new Error(`unjudged: ${claim.unjudged}`);
  if (claim.verdict === "holds") return;
  throw new Error(explain(file, claim, { style: PLAIN, width: 100 }, { isFile }).join("\n"));
}
