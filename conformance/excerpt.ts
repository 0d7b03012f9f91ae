/**
 * The lines around a finding, and the caret under the word that is wrong.
 *
 * @module
 */
import type { Line } from "./report.ts";
import { type Page, type Style, wrap } from "./style.ts";

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
  const value = '(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\]|[^\\s,"}\\]]+)';
  const name = field.replace(/[^\w-]/g, "\\$&");
  const found = text.trimStart().startsWith("{")
    ? new RegExp(`"${name}":\\s*${value}`).exec(text)
    : new RegExp(`(?<=\\s)${name}(?:=(?:[^\\s"]|"(?:[^"\\\\]|\\\\.)*")*)?(?=\\s|$)`).exec(text);
  return found === null ? event : { start: found.index, length: found[0].length };
}

/** A line, its neighbours, and what is said about a part of it. */
export interface Finding extends Line {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
  /** The field that is marked; the whole event if absent. */
  readonly field?: string;
  /** What is said about it. */
  readonly why: string;
}

/**
 * The line of a finding with those around it, the marked part underlined and explained. Lines
 * longer than the page are cut, the marked part kept in sight.
 */
export function excerpt({ line, text, before, after, field, why }: Finding, page: Page): string[] {
  const { style, width } = page;
  const gutter = `${after.at(-1)?.line ?? line}`.length;
  const room = Math.max(40, width - gutter - 7);
  const number = (line: number) => `${line}`.padStart(gutter);
  const row = (at: Line) => style.faint(`    ${number(at.line)} | ${cut(at.text, 0, room).text}`);
  const span = spanOf(text, field);
  const shown = cut(text, span.start + Math.min(span.length, room), room);
  const start = Math.max(0, span.start - shown.skipped);
  const mark = "^".padEnd(Math.min(span.length, shown.text.length - start), "~");
  return [
    ...before.map(row),
    `  ${style.bad(">")} ${style.strong(number(line))} | ${shown.text}`,
    ...noted(mark, visible(why), start, room)
      .map((note) => `${" ".repeat(gutter + 7)}${colored(note, style)}`),
    ...after.map(row),
  ];
}

/** The mark with the note behind it, or below it where there is no room. */
function noted(mark: string, note: string, start: number, room: number): string[] {
  const marked = " ".repeat(start) + mark;
  const beside = `${marked} ${note}`;
  return beside.length <= room ? [beside] : [marked, ...wrap(note, room)];
}

const colored = (note: string, style: Style) => note.replace(/\S.*/, style.bad);

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
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (c) => {
    if (c === "\t") return " ";
    return c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : "\ufffd";
  });
}
