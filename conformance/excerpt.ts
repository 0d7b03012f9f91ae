/**
 * The lines around a finding, and the caret under the word that is wrong.
 *
 * @module
 */
import type { Line } from "./report.ts";
import type { Style } from "./style.ts";

/** Where a field stands in a line. Unit: characters, from 0. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/**
 * Where `field` and its value stand in a line of either encoding; the whole event if the line has
 * no such field or none is named.
 */
export function spanOf(text: string, field?: string): Span {
  const whole = /\S(?:.*?\S)??(?=\s+#|\s*$)/.exec(text);
  const event = { start: whole?.index ?? 0, length: whole?.[0].length ?? 0 };
  if (field === undefined) return event;
  const value = '(?:"(?:[^"\\\\]|\\\\.)*"|[^\\s,"}\\]]+|\\[[^\\]]*\\])';
  const name = field.replace(/[^\w-]/g, "\\$&");
  const found = text.trimStart().startsWith("{")
    ? new RegExp(`"${name}":\\s*${value}`).exec(text)
    : new RegExp(`(?<=\\s)${name}(?:=(?:[^\\s"]|"(?:[^"\\\\]|\\\\.)*")*)?(?=\\s|$)`).exec(text);
  return found === null ? event : { start: found.index, length: found[0].length };
}

/**
 * The line of a finding with those around it, the marked part underlined. Lines longer than `width`
 * are cut, the marked part kept in sight.
 */
export function excerpt(
  { line, text }: Line,
  { before, after, field }: {
    readonly before: readonly Line[];
    readonly after: readonly Line[];
    readonly field?: string | undefined;
  },
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const gutter = `${after.at(-1)?.line ?? line}`.length;
  const room = Math.max(40, width - gutter - 7);
  const row = (at: Line) => style.faint(`    ${number(at.line)} | ${cut(at.text, 0, room).text}`);
  const number = (line: number) => `${line}`.padStart(gutter);
  const span = spanOf(text, field);
  const shown = cut(text, span.start + Math.min(span.length, room), room);
  const start = Math.max(0, span.start - shown.skipped);
  const length = Math.max(1, Math.min(span.length, shown.text.length - start));
  const mark = `^${"~".repeat(length - 1)}`;
  return [
    ...before.map(row),
    `  ${style.bad(">")} ${style.strong(number(line))} | ${shown.text}`,
    `${" ".repeat(gutter + 7 + start)}${style.bad(mark)}`,
    ...after.map(row),
  ];
}

/** At most `room` characters of a line, so that `upto` is among them. */
function cut(text: string, upto: number, room: number): { text: string; skipped: number } {
  const plain = visible(text).trimEnd();
  if (plain.length <= room) return { text: plain, skipped: 0 };
  const from = Math.max(0, Math.min(upto - room + 6, plain.length - room + 3));
  const head = from === 0 ? "" : "...";
  const tail = from + room >= plain.length + head.length ? "" : "...";
  const part = plain.slice(from, from + room - head.length - tail.length);
  return { text: `${head}${part}${tail}`, skipped: from - head.length };
}

/** Control characters as one visible character each: a file cannot drive the terminal. */
export function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) =>
    c === "\t" ? " " : c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : "\ufffd");
}
