/**
 * What is said of a trace in which nothing could be judged: a green would say nothing of it. Pure.
 *
 * @module
 */
import { visible } from "./excerpt.ts";
import type { ClaimReport, FileReport } from "./report.ts";
import { wrap } from "./style.ts";

/** So many claims are named where not all were asked. */
const FEW = 5;

/** That nothing can be judged in some of these traces, and what one would have to show. */
export function nothingText(files: readonly FileReport[], width: number): string {
  const [first, ...others] = files.filter(({ verdict }) => verdict === "unjudged");
  const lines = others.map((file) => `error: ${titleOf(file)}\n`);
  return `${lines.join("")}error: ${whole(first!, width).join("\n")}\n`;
}

/** The same of one trace, as the message of an error. */
export function nothingJudged(file: FileReport): string {
  return whole(file, 80).join("\n");
}

function whole(file: FileReport, width: number): string[] {
  return [titleOf(file), ...toShow(file, width)];
}

function titleOf({ file, claims }: FileReport): string {
  const by = claims.length > FEW ? "" : ` by ${claims.map(({ code }) => code).join(", ")}`;
  return `nothing in ${visible(file)} can be judged${by}`;
}

function toShow({ claims }: FileReport, width: number): string[] {
  const idle = claims.filter(({ lacks }) => lacks === undefined);
  const blind = claims.filter(({ lacks }) => lacks !== undefined);
  const least = Math.min(...blind.map(({ lacks }) => lacks!.length));
  const nearest = blind.filter(({ lacks }) => lacks!.length === least);
  return [
    ...rows(idle, ({ unjudged }) => unjudged!, width),
    ...nearest.length === 0 ? [] : [
      "  A recorder would have to show, and name in its sees line, " +
      (countOf(nearest, kinds) > 1 ? "one of these:" : "this:"),
      ...rows(nearest, kinds, width - 2).map((line) => `  ${line}`),
    ],
  ];
}

type Words = (claim: ClaimReport) => string;

/** One row for each thing that is said, with the claims of which it is said. */
function rows(claims: readonly ClaimReport[], say: Words, width: number): string[] {
  return [...Map.groupBy(claims, say)].flatMap(([words, same]) =>
    wrap(`${words} (${same.map(({ code }) => code).join(", ")})`, width - 4)
      .map((line, i) => i === 0 ? `  ${line}` : `    ${line}`)
  );
}

function countOf(claims: readonly ClaimReport[], say: Words): number {
  return new Set(claims.map(say)).size;
}

/** `commit-acked, and vdl or write`. */
function kinds({ lacks = [] }: ClaimReport): string {
  return lacks.map((kinds) => kinds.join(" or ")).join(", and ");
}
