/**
 * A report for people.
 *
 * @module
 */
import { visible } from "./excerpt.ts";
import { explain, type Page } from "./explain.ts";
import type { ClaimReport, FileReport, Outcome, Report, Verdict } from "./report.ts";
import { counted, type Style, thousands } from "./style.ts";

/** What the run found in one file: each violation as an argument, then the table of verdicts. */
export function fileText(file: FileReport, page: Page): string {
  const broken = file.claims.filter((claim) => claim.breach !== undefined);
  const lines = broken.flatMap((claim) => [...explain(file, claim, page), ""]);
  return [...lines, heading(file, page.style), ...verdicts(file.claims, page.style), ""].join("\n");
}

/** One line for one file, and its violations as arguments. */
export function fileLine(file: FileReport, page: Page): string {
  const broken = file.claims.filter((claim) => claim.breach !== undefined);
  const lines = broken.flatMap((claim) => ["", ...explain(file, claim, page)]);
  const sizes = file.verdict === "unreadable" ? "" : `  ${sizeOf(file)}`;
  const codes = broken.map((claim) => claim.code).join(", ");
  const head = `${word(file.verdict, page.style)}  ${visible(file.file)}${sizes}`;
  return [codes === "" ? head : `${head}, ${codes} violated`, ...lines, ...(lines.length ? [""] : [])]
    .join("\n") + "\n";
}

/** The last lines of a run. */
export function summaryText(report: Report, { style }: Page): string {
  const { files, holds, violated, unjudged, obligations, events, unreadable } = report.totals;
  const parts = [
    `${thousands(holds)} hold with ${counted(obligations, "obligation")}`,
    violated > 0 ? style.bad(`${thousands(violated)} violated`) : "0 violated",
    `${thousands(unjudged)} unjudged`,
  ];
  const where = `${counted(files, "trace")}, ${counted(events, "event")}`;
  const lines = [`${where}: ${parts.join(", ")}`];
  if (unreadable > 0) lines.push(style.bad(`${counted(unreadable, "trace")} could not be read`));
  for (const file of report.files) {
    if (file.verdict !== "unjudged") continue;
    lines.push(style.unsure(`${visible(file.file)}: nothing was judged, so nothing is shown`));
  }
  return lines.join("\n") + "\n";
}

/** Verdicts by claim over all files of a run. */
export function claimsText(report: Report, { style }: Page): string {
  const byClaim = Map.groupBy(report.files.flatMap((file) => file.claims), (claim) => claim.code);
  const merged = [...byClaim.values()].map((same) => merge(same));
  return verdicts(merged, style).join("\n") + "\n";
}

function heading(file: FileReport, style: Style): string {
  const system = file.system === undefined ? "" : `  ${visible(file.system)}`;
  return `${style.strong(visible(file.file))}  ${counted(file.events, "event")}${style.faint(system)}`;
}

function sizeOf(file: FileReport): string {
  const held = file.claims.filter((claim) => claim.verdict === "holds");
  const obligations = held.reduce((sum, claim) => sum + claim.obligations, 0);
  return `${counted(file.events, "event")}: ${held.length} hold with ${
    counted(obligations, "obligation")
  }`;
}

/** The claim over several files. */
function merge(same: readonly ClaimReport[]): ClaimReport {
  const pick = same.find((claim) => claim.verdict === "violated") ??
    same.find((claim) => claim.verdict === "holds") ?? same[0]!;
  return { ...pick, obligations: same.reduce((sum, claim) => sum + claim.obligations, 0) };
}

function verdicts(claims: readonly ClaimReport[], style: Style): string[] {
  const code = Math.max(...claims.map((claim) => claim.code.length));
  const id = Math.max(...claims.map((claim) => claim.id.length));
  return claims.map((claim) =>
    `  ${word(claim.verdict, style)}  ${claim.code.padEnd(code)}  ${claim.id.padEnd(id)}  ${
      detail(claim, style)
    }`
  );
}

function detail(claim: ClaimReport, style: Style): string {
  switch (claim.verdict) {
    case "holds":
      return `${thousands(claim.obligations).padStart(11)} ${style.faint("obligations")}`;
    case "violated":
      return `line ${thousands(claim.breach!.line)}`;
    case "unjudged":
      return style.faint(claim.unjudged ?? "");
  }
}

const WORDS: Record<Outcome, (style: Style) => string> = {
  holds: (style) => style.good("holds   "),
  violated: (style) => style.bad("VIOLATED"),
  unjudged: (style) => style.unsure("unjudged"),
  unreadable: (style) => style.bad("ERROR   "),
};

function word(outcome: Outcome | Verdict, style: Style): string {
  return WORDS[outcome](style);
}
