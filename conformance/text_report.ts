/**
 * A report for people.
 *
 * @module
 */
import type { Invariant } from "../spec/mod.ts";
import { claimsTable, type Row, word } from "./claims_table.ts";
import { visible } from "./excerpt.ts";
import { explain } from "./explain.ts";
import type { ClaimReport, FileReport, Outcome, Report, Totals } from "./report.ts";
import { counted, type Page, PLAIN, type Style, thousands, wrap } from "./style.ts";

/** What was found in one file: each violation as an argument, then the table of verdicts. */
export function fileText(file: FileReport, page: Page): string {
  const { style } = page;
  const [name, events] = [visible(file.file), counted(file.events, "event")];
  const system = file.system === undefined ? [] : [visible(file.system)];
  const heading = [
    `${style.strong(name)}  ${events}`,
    ...system.map((text) => style.faint(text)),
  ];
  const isOne = [name, events, ...system].join("  ").length <= page.width;
  return lines(
    ...argued(file, page),
    heading.join(isOne ? "  " : "\n  "),
    ...merged(file, page),
    ...claimsTable(file.claims, page),
  );
}

/** Which order the verdicts rely on, where no clock proves it. */
function merged({ clock }: FileReport, { style, width }: Page): string[] {
  if (clock !== "wall") return [];
  const text = "merged by wall clocks: a claim holds in the order of the lines, and is violated " +
    "only where it is in other orders, too";
  return wrap(text, width - 2).map((line) => `  ${style.unsure(line)}`);
}

/**
 * One file of several: on one line where the longest of their names leaves `room` for what was
 * found, else on two. The first violation is an argument, the others are named.
 */
export function fileLine(file: FileReport, page: Page, room = 0): string {
  const { style } = page;
  const [first, ...others] = broken(file);
  const codes = broken(file).map((claim) => claim.code).join(", ");
  const found = first === undefined ? sizes(totalsOf(file), style) : style.bad(codes);
  const name = visible(file.file);
  const told = `${counted(file.events, "event")}: ${found}`;
  const line = room + WORD + SIZES <= page.width
    ? [`${word(file.verdict, style)}  ${name.padEnd(room)}  ${told}`]
    : [`${word(file.verdict, style)}  ${name}`, `${" ".repeat(WORD)}${told}`];
  if (first === undefined) return lines(...line);
  const also = others.map((claim) => `${claim.code} on line ${thousands(claim.breach!.line)}`);
  const more = also.length === 0 ? [] : [`  ${style.strong("Also")}      ${also.join(", ")}`];
  return lines(...line, "", ...explain(file, first, page), ...more, "");
}

/** Widths of a verdict and of what was found, with some room for great numbers. Unit: characters. */
const [WORD, SIZES] = [10, 74];

/** The last lines of a run. */
export function summaryText({ totals }: Report, { style, width }: Page): string {
  const all = `${counted(totals.files, "trace")}, ${counted(totals.events, "event")}`;
  const unreadable = `${counted(totals.unreadable, "trace")} could not be read`;
  const heading = totals.files > 1 ? `${all}:` : "";
  const isOne = `${heading} ${sizes(totals, PLAIN)}`.length <= width;
  const found = sizes(totals, style);
  return lines(
    ...(isOne ? [`${heading} ${found}`.trimStart()] : [heading, `  ${found}`]),
    ...(totals.unreadable > 0 ? [style.bad(unreadable)] : []),
  );
}

/** Verdicts by claim, over all files of a run. */
export function claimsText({ files }: Report, page: Page): string {
  const byClaim = Map.groupBy(files.flatMap((file) => file.claims), (claim) => claim.code);
  const breaches = (same: readonly ClaimReport[]) =>
    same.filter((claim) => claim.verdict === "violated").length;
  const rows = [...byClaim.values()].map((same): Row => {
    const claim = worst(same);
    const obligations = same.reduce((sum, claim) => sum + claim.obligations, 0);
    const note = claim.verdict === "violated"
      ? `violated in ${counted(breaches(same), "trace")}`
      : undefined;
    return { ...claim, obligations, ...(note === undefined ? {} : { note }) };
  });
  return lines(...claimsTable(rows, page));
}

/** A claim that holds in one trace and cannot be judged in another holds. */
function worst(same: readonly ClaimReport[]): ClaimReport {
  const of = (verdict: Outcome) => same.find((claim) => claim.verdict === verdict);
  return of("violated") ?? of("holds") ?? same[0]!;
}

function argued(file: FileReport, page: Page): string[] {
  return broken(file).flatMap((claim) => [...explain(file, claim, page), ""]);
}

/** The claims that are violated, in the order of their lines. */
function broken(file: FileReport): ClaimReport[] {
  return file.claims.filter((claim) => claim.verdict === "violated")
    .toSorted((a, b) => a.breach!.line - b.breach!.line);
}

function totalsOf({ claims }: FileReport): Sizes {
  const count = (verdict: Outcome) => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    holds: count("holds"),
    violated: count("violated"),
    unjudged: count("unjudged"),
    obligations: claims.reduce((sum, claim) => sum + claim.obligations, 0),
  };
}

type Sizes = Pick<Totals, "holds" | "violated" | "unjudged" | "obligations">;

function sizes({ holds, violated, unjudged, obligations }: Sizes, style: Style): string {
  const met = `${thousands(holds)} ${holds === 1 ? "holds" : "hold"}`;
  const breaches = `${thousands(violated)} violated`;
  return [
    `${met} (${counted(obligations, "obligation")})`,
    violated > 0 ? style.bad(breaches) : breaches,
    `${thousands(unjudged)} unjudged`,
  ].join(", ");
}

function lines(...text: readonly string[]): string {
  return text.map((line) => `${line.trimEnd()}\n`).join("");
}

/** The claims with their sources. */
export function listText(claims: readonly Invariant[], { style, width }: Page): string {
  const code = Math.max(...claims.map((claim) => claim.code.length));
  const indent = " ".repeat(code + 2);
  const room = Math.min(width, 100) - indent.length;
  return claims.map((claim) =>
    lines(
      `${style.strong(claim.code.padEnd(code))}  ${style.strong(claim.id)}`,
      ...wrap(claim.says, room).map((line) => indent + line),
      ...wrap(`Source: ${claim.source}`, room).map((line) => style.faint(indent + line)),
    )
  ).join("\n");
}
