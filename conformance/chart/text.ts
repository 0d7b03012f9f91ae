/**
 * Text of a chart set in lines: what each word is, and how much room it takes.
 *
 * @module
 */
import type { ChartState, ChartTransition } from "./chart.ts";
import { textWidth } from "./measure.ts";
import type { Row } from "./words.ts";

/** What a word is; each role has a colour and a weight of its own. */
export type Role = "name" | "event" | "guard" | "action" | "note" | "quiet";

/** Words of one role. */
export interface Span {
  /** What they are. */
  readonly role: Role;
  /** Without spaces at the ends. */
  readonly text: string;
}

/** One line of text. Unit of all sizes: pixels. */
export interface Line {
  /** What it says, with a space between two spans. */
  readonly spans: readonly Span[];
  /** How far it starts from the left edge of its block. */
  readonly indent: number;
  /** Up to the end of its last word, `indent` included. */
  readonly width: number;
  /** Room for it, the space between lines included. */
  readonly height: number;
}

/** The font size of a role, in pixels. */
export function fontSize(role: Role): number {
  return role === "name" ? 14 : 12;
}

/** Is the role set in bold? */
export function isBold(role: Role): boolean {
  return role === "name" || role === "event";
}

const ROW_LIMIT = 330;
const LABEL_LIMIT = 190;
const INDENT = 14;

/** What stands in a state's box: its name, what its author says about it, and its rows. */
export function boxLines(state: ChartState, rows: readonly Row[]): Line[] {
  const note = words("note", state.description ?? "");
  return [
    ...set([{ role: "name", text: state.key }], ROW_LIMIT),
    ...set(note, ROW_LIMIT),
    ...rows.flatMap((row) => set(rowSpans(row), ROW_LIMIT, INDENT)),
  ];
}

/** What stands beside an arrow: for each transition its event, its guard and its actions. */
export function arrowLines(transitions: readonly ChartTransition[]): Line[] {
  return transitions.flatMap(({ event, guard, actions }) => [
    ...set([{ role: "event", text: event }], LABEL_LIMIT),
    ...set(guardSpans(guard), LABEL_LIMIT),
    ...set(actionSpans(actions), LABEL_LIMIT),
  ]);
}

/** The room that lines take together. */
export function sizeOf(lines: readonly Line[]): { width: number; height: number } {
  return {
    width: Math.ceil(Math.max(0, ...lines.map(({ width }) => width))),
    height: lines.reduce((sum, { height }) => sum + height, 0),
  };
}

function rowSpans({ event, guard, actions, manner }: Row): Span[] {
  if (manner === "quiet") return words("quiet", `${event} ${actions.join(", ")}`);
  const again: Span[] = manner === "again" ? [{ role: "quiet", text: "↻" }] : [];
  return [...again, { role: "event", text: event }, ...guardSpans(guard), ...actionSpans(actions)];
}

function guardSpans(guard: string | undefined): Span[] {
  return guard === undefined ? [] : words("guard", `[${guard}]`);
}

/** `/ first, second`: one span for each action, so that a line breaks between two actions. */
export function actionSpans(actions: readonly string[]): Span[] {
  return actions.map((action, n) => ({
    role: "action",
    text: `${n === 0 ? "/ " : ""}${action}${n < actions.length - 1 ? "," : ""}`,
  }));
}

function words(role: Role, text: string): Span[] {
  return text.split(/\s+/).filter(Boolean).map((text) => ({ role, text }));
}

/** Sets spans in as few lines as the limit allows; a span is never broken. */
export function set(spans: readonly Span[], limit: number, indent = 0): Line[] {
  const lines: Line[] = [];
  for (const span of spans) {
    const last = lines.at(-1);
    const longer = last && lineOf([...last.spans, span], last.indent);
    if (longer && longer.width <= limit) lines[lines.length - 1] = longer;
    else lines.push(lineOf([span], last ? indent : 0));
  }
  return lines;
}

function lineOf(spans: readonly Span[], indent: number): Line {
  const space = textWidth(" ", fontSize("note"));
  const widths = spans.map(({ role, text }) => textWidth(text, fontSize(role), isBold(role)));
  const width = widths.reduce((sum, width) => sum + width + space, indent - space);
  return { spans, indent, width, height: spans[0]!.role === "name" ? 24 : 16 };
}
