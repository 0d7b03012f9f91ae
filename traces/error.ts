/**
 * What is wrong with a trace, told with its place.
 *
 * @module
 */

/** A line of a file. */
export interface Place {
  /** As the reader named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line itself. */
  readonly text: string;
}

/** What a {@link TraceError} has to say. */
export interface Misread {
  /** What could stand there, in words. */
  readonly expected: string;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  /** How many characters the caret marks; 1 if absent. */
  readonly length?: number;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * A line that is no event, or an event that may not stand there. The message is complete: place,
 * line, caret, what was expected.
 */
export class TraceError extends SyntaxError {
  /** Tells it apart from other syntax errors. */
  override readonly name = "TraceError";
  /** The file, as the reader named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  /** What could stand there, in words. */
  readonly expected: string;

  /** Tells what is wrong with the line at `place`. */
  constructor(place: Place, misread: Misread) {
    super(message(place, misread));
    this.file = place.file;
    this.line = place.line;
    this.column = misread.column;
    this.expected = misread.expected;
  }
}

const WIDTH = 96;
const LEAD = 60;

function message(place: Place, misread: Misread): string {
  const { expected, hint } = misread;
  const excerpt = place.text === "" ? [] : shown(place, misread);
  return [
    `${place.file}:${place.line}:${misread.column}`,
    ...excerpt,
    `Expected ${expected}${hint === undefined ? "" : `; ${hint}`}`,
  ].join("\n");
}

/** The line, or the part of a long line that counts, with the caret below. */
function shown(place: Place, { column, length = 1 }: Misread): string[] {
  const number = `${place.line}`;
  const cut = column > WIDTH - 10 ? column - LEAD : 0;
  const part = visible(place.text.slice(cut, cut + WIDTH));
  const before = cut > 0 ? "..." : "";
  const after = cut + WIDTH < place.text.length ? "..." : "";
  const indent = " ".repeat(number.length + 5 + before.length + column - 1 - cut);
  const marked = Math.max(1, Math.min(length, cut + WIDTH - column + 1));
  return [
    `> ${number} | ${before}${part}${after}`.trimEnd(),
    `${indent}^${"~".repeat(marked - 1)}`,
  ];
}

/** Control characters as one visible character each, so that the caret stands where it should. */
function visible(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (c) => c === "\t" ? " " : c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : "\ufffd",
  );
}
