/**
 * A report as JUnit XML, as continuous integration reads it. Pure.
 *
 * @module
 */
import type { Case } from "./cases.ts";

/** One suite for each trace, one test case for each claim; `assertions` are obligations. */
export function toJunit(files: readonly (readonly Case[])[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="redoubt" ${counts(files.flat())}>`,
    ...files.filter((cases) => cases.length > 0).flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(cases: readonly Case[]): string[] {
  const name = attribute("name", cases[0]!.file);
  return [`  <testsuite ${name} ${counts(cases)}>`, ...cases.flatMap(testCase), "  </testsuite>"];
}

function testCase({ file, name, outcome, type, obligations, message, text }: Case): string[] {
  const named = `${attribute("classname", file)} ${attribute("name", name)}`;
  const open = `    <testcase ${named} assertions="${obligations}"`;
  if (outcome === "passed") return [`${open}/>`];
  const why = attribute("message", message);
  if (outcome === "skipped") return [`${open}>`, `      <skipped ${why}/>`, "    </testcase>"];
  const kind = outcome === "failed" ? "failure" : "error";
  const body = escaped(text.join("\n"));
  return [`${open}>`, `      <${kind} ${why} type="${type}">${body}</${kind}>`, "    </testcase>"];
}

function counts(cases: readonly Case[]): string {
  const of = (wanted: Case["outcome"]) => cases.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${cases.length}" failures="${of("failed")}" errors="${of("error")}" ` +
    `skipped="${of("skipped")}"`;
}

function attribute(name: string, value: string): string {
  return `${name}="${escaped(value).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** What XML 1.0 cannot hold in any way becomes the sign for what cannot be shown. */
function escaped(text: string): string {
  return text.toWellFormed()
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
    .replace(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\ufffd");
}
