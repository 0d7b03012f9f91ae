/**
 * A report in the Test Anything Protocol, version 13. Pure.
 *
 * @module
 */
import type { Case } from "./cases.ts";
import { visible } from "./excerpt.ts";

/** One line for each claim in each trace; below what is not ok, what is wrong and the argument. */
export function toTap(files: readonly (readonly Case[])[]): string {
  const cases = files.flat();
  return [
    "TAP version 13",
    `1..${cases.length}`,
    ...cases.flatMap((each, i) => lines(each, i + 1)),
    "",
  ].join("\n");
}

function lines({ file, name, outcome, message, text, line }: Case, number: number): string[] {
  const isOk = outcome === "passed" || outcome === "skipped";
  const result = `${isOk ? "ok" : "not ok"} ${number} - ${plain(`${file}: ${name}`)}`;
  if (outcome === "passed") return [result];
  if (outcome === "skipped") return [`${result} # SKIP ${plain(message)}`];
  return [
    result,
    "  ---",
    `  message: ${quoted(message)}`,
    `  file: ${quoted(file)}`,
    ...line === undefined ? [] : [`  line: ${line}`],
    "  ...",
    ...text.map((line) => `# ${visible(line)}`.trimEnd()),
  ];
}

/** A text as YAML takes it: what cannot be seen is shown. */
function quoted(text: string): string {
  return JSON.stringify(visible(text.toWellFormed()));
}

/** A description ends at a `#`, and at the end of the line. */
function plain(text: string): string {
  return visible(text.toWellFormed()).replaceAll("\\", "\\\\").replaceAll("#", "\\#");
}
