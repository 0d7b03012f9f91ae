/**
 * A violation told as an argument: the claim, the line, what it changed, what was given, what
 * follows, and how to see it again. Pure: texts from a report.
 *
 * @module
 */
import type { Clock } from "../traces/mod.ts";
import { excerpt, visible } from "./excerpt.ts";
import type { Breach, Change, ClaimReport, FileReport } from "./report.ts";
import { type Style, wrap } from "./style.ts";

/** How to draw it. */
export interface Page {
  /** Coloured or plain. */
  readonly style: Style;
  /** Unit: characters. */
  readonly width: number;
}

/** The argument against one claim in one file, line by line. */
export function explain(file: FileReport, claim: ClaimReport, page: Page): string[] {
  const { breach } = claim;
  if (breach === undefined) return [];
  const { style } = page;
  const row = rows({ ...page, width: Math.min(page.width, 100) });
  return [
    `${style.bad("VIOLATED")}  ${style.strong(`${claim.code}  ${claim.id}`)}`,
    ...wrap(claim.says, page.width - 2).map((line) => `  ${line}`),
    `  ${style.faint(`Source: ${claim.source}`)}`,
    "",
    `  ${visible(file.file)}:${breach.line}`,
    ...excerpt(breach, breach, page),
    ...wrap(visible(breach.why), Math.min(page.width, 100) - 2).map((l) => `  ${style.bad(l)}`),
    "",
    ...row("Changed", changes(breach.changed)),
    ...row("Given", breach.given),
    ...row("Then", breach.so),
    ...row("Order", [relied(file.clock)]),
    ...again(file, claim, row),
  ];
}

/** What the order of lines rests on, for the reader of a verdict. */
export function relied(clock: Clock | undefined): string {
  switch (clock) {
    case "wall":
      return "of lines, merged by wall clocks: sure within one node, between nodes only as far as " +
        "their clocks agree";
    case "logical":
      return "of lines, by a logical clock: no line stands before one that caused it";
    default:
      return "of lines: the recorder says that no line stands before one that caused it";
  }
}

type Row = (label: string, lines: readonly string[]) => string[];

function rows({ style, width }: Page): Row {
  return (label, lines) =>
    lines.flatMap((line) => wrap(visible(line), width - 12)).map((line, i) =>
      `  ${style.strong((i === 0 ? label : "").padEnd(8))}  ${line}`
    );
}

function changes(changed: Breach["changed"]): string[] {
  const wide = (part: (change: Change) => string) =>
    Math.max(0, ...changed.map((change) => part(change).length));
  const [of, fact] = [wide((change) => change.of), wide((change) => change.fact)];
  return changed.map((change) =>
    `${change.of.padEnd(of)}  ${change.fact.padEnd(fact)}  ${change.from} -> ${change.to}`
  );
}

function again({ file }: FileReport, { code }: ClaimReport, row: Row): string[] {
  if (file === "-") return [];
  const command = `deno task check ${quoted(file)} --only ${code}`;
  return [...row("Again", [command]), ...row("Shrink", [`${command} --shrink`])];
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
