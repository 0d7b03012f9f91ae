/**
 * A violation told as an argument: the claim, the line, what it changed, what was given, what
 * follows, and how to see it again. Pure: texts from a report.
 *
 * @module
 */
import { OTHER_ORDERS } from "../spec/mod.ts";
import type { Clock } from "../traces/mod.ts";
import { excerpt, visible } from "./excerpt.ts";
import { inFormOf } from "./lsn_form.ts";
import type { Breach, Change, ClaimReport, FileReport } from "./report.ts";
import { STDIN } from "./sources.ts";
import { type Page, wrap } from "./style.ts";

export type { Page };

/** The argument against one claim in one file, line by line. */
export function explain(
  file: FileReport,
  claim: ClaimReport,
  page: Page,
  { isFile = true }: { readonly isFile?: boolean } = {},
): string[] {
  const { breach } = claim;
  if (breach === undefined) return [];
  const { style } = page;
  const say = (sentence: string) => inFormOf(breach.text, sentence);
  const row = (label: string, lines: readonly string[]) => rows(label, lines.map(say), page);
  return [
    `${style.bad("VIOLATED")}  ${style.strong(`${claim.code}  ${claim.id}`)}`,
    ...wrap(claim.says, page.width - 2).map((line) => `  ${line}`),
    ...wrap(`Source: ${claim.source}`, page.width - 2).map((line) => `  ${style.faint(line)}`),
    "",
    `  ${visible(file.file)}:${breach.line}`,
    ...excerpt({ ...breach, why: say(breach.why) }, page),
    "",
    ...row("Changed", changes(breach.changed)),
    ...row("Given", breach.given),
    ...row("Then", breach.so),
    ...row("Order", [relied(file.clock)]),
    ...isFile
      ? again(file, claim).map(([label, command]) => `  ${title(label, page)}  ${command}`)
      : [],
  ];
}

/** What the order of lines rests on, for the reader of a verdict. */
export function relied(clock: Clock = "order"): string {
  switch (clock) {
    case "order":
      return "as recorded: no line stands before one that caused it";
    case "logical":
      return "of a logical clock: no line stands before one that caused it";
    case "wall":
      return "of wall clocks, which prove nothing between nodes: broken in the order of the lines " +
        `and in each of ${OTHER_ORDERS.length} others that the nodes and their messages allow`;
  }
}

/** A label and its lines; what does not fit goes on below, further in. */
function rows(label: string, lines: readonly string[], page: Page): string[] {
  const shown = lines.flatMap((line) =>
    wrap(visible(line), page.width - 14).map((part, i) => i === 0 ? part : `  ${part}`)
  );
  return shown.map((line, i) => `  ${title(i === 0 ? label : "", page)}  ${line}`);
}

function title(label: string, { style }: Page): string {
  return style.strong(label) + " ".repeat(8 - label.length);
}

function changes(changed: Breach["changed"]): string[] {
  const wide = (part: (change: Change) => string) =>
    Math.max(0, ...changed.map((change) => part(change).length));
  const [of, fact] = [wide((change) => change.of), wide((change) => change.fact)];
  return changed.map((change) =>
    `${change.of.padEnd(of)}  ${change.fact.padEnd(fact)}  ${change.from} -> ${change.to}`
  );
}

/** Commands are never broken into lines: they are there to be copied. */
function again({ file }: FileReport, { code }: ClaimReport): (readonly [string, string])[] {
  if (file === STDIN) return [];
  const command = `deno task check ${quoted(file)} --only ${code}`;
  return [["Again", command], ["Shrink", `${command} --shrink`]];
}

/** A path as a shell takes it. */
export function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
