/**
 * The table of verdicts, a row for each claim.
 *
 * @module
 */
import type { ClaimReport, Outcome } from "./report.ts";
import { counted, type Page, type Style, thousands, wrap } from "./style.ts";

/** A verdict, and what is said of a violation in place of its line. */
export type Row = ClaimReport & { readonly note?: string };

/** The rows. What does not fit beside its claim stands below it. */
export function claimsTable(claims: readonly Row[], { style, width }: Page): string[] {
  const wide = (cell: (claim: Row) => string) => Math.max(0, ...claims.map((c) => cell(c).length));
  const code = wide((claim) => claim.code);
  const id = wide((claim) => claim.id);
  const count = wide((claim) => thousands(claim.obligations));
  const indent = 2 + 8 + 2 + code + 2;
  return claims.flatMap((claim) => {
    const head = `  ${word(claim.verdict, style)}  ${claim.code.padEnd(code)}  `;
    const { met, text, look } = found(claim, style);
    const cell = `${met.padStart(count)} ${text}`;
    if (indent + id + 2 + cell.length <= width) {
      return [`${head}${claim.id.padEnd(id)}  ${look(cell)}`];
    }
    const below = wrap(met === NONE ? text : cell.trimStart(), width - indent);
    return [`${head}${claim.id}`, ...below.map((line) => `${" ".repeat(indent)}${look(line)}`)];
  });
}

const NONE = "-";

interface Found {
  /** How many obligations were met. */
  readonly met: string;
  /** What is said behind the number. */
  readonly text: string;
  readonly look: (text: string) => string;
}

function found(claim: Row, style: Style): Found {
  const { obligations, verdict, unjudged = "" } = claim;
  if (verdict === "unjudged") return { met: NONE, text: unjudged, look: style.faint };
  const word = obligations === 1 ? "obligation" : "obligations";
  const met = thousands(obligations);
  if (verdict === "holds") {
    return { met, text: word, look: (cell) => cell.replace(word, style.faint(word)) };
  }
  const where = claim.note ?? whereBroken(claim);
  return obligations === 0
    ? { met: NONE, text: where, look: style.bad }
    : { met, text: `${word}, ${where}`, look: style.bad };
}

function whereBroken({ breach, violations }: ClaimReport): string {
  const more = violations > 1 ? `, ${counted(violations - 1, "more event")} too` : "";
  return `violated on line ${thousands(breach!.line)}${more}`;
}

/** A verdict as a word, all of the same width. */
export function word(outcome: Outcome, style: Style): string {
  switch (outcome) {
    case "holds":
      return style.good("holds   ");
    case "violated":
      return style.bad("VIOLATED");
    case "unjudged":
      return style.unsure("unjudged");
    case "unreadable":
      return style.bad("ERROR   ");
  }
}
