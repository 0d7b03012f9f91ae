/**
 * Text to events.
 *
 * @module
 */
import { type Place, TraceError } from "./error.ts";
import type { TraceEvent } from "./event.ts";
import { readFast, UNSURE } from "./fast.ts";
import { readJsonLine } from "./json_line.ts";
import { readLine } from "./line.ts";
import { Order } from "./order.ts";

/** Reads one line of one encoding: its event, or undefined if it holds none. */
export type ReadLine = (place: Place) => TraceEvent | undefined;

/** How many characters a line may have. */
export const LINE_MAX = 65_536;

/** An event and the line that holds it. */
export interface Located {
  /** The event. */
  readonly event: TraceEvent;
  /** From 1. */
  readonly line: number;
  /** The line itself. */
  readonly text: string;
}

const readTraceLine: ReadLine = (place) => {
  const event = readFast(place.text);
  return event === UNSURE ? readLine(place) : event;
};

/** How the lines of a file are read whose first line with something in it is `text`. */
export function encodingOf(text: string): ReadLine {
  return /^[ \t]*\{/.test(text) ? readJsonLine : readTraceLine;
}

/** Without the carriage return of a Windows file. */
const bare = (line: string): string => line.endsWith("\r") ? line.slice(0, -1) : line;

/** Follows the lines of one file. */
export class Lines {
  readonly #file: string;
  readonly #order = new Order();
  #line = 0;
  #read: ReadLine | undefined;

  /** Starts before the first line of `file`. */
  constructor(file: string) {
    this.#file = file;
  }

  /** How many lines were taken. */
  get taken(): number {
    return this.#line;
  }

  /** The place of a text that would be the next line. */
  next(text = ""): Place {
    return { file: this.#file, line: this.#line + 1, text };
  }

  /** Takes the next line. Throws a {@link TraceError} if it is no event, or may not stand here. */
  take(line: string): Located | undefined {
    const place = this.next(this.#line === 0 ? bare(line).replace(/^\ufeff/, "") : bare(line));
    const { text } = place;
    this.#line++;
    if (text.length > LINE_MAX) {
      const expected = `the end of the line by here: it has more than ${LINE_MAX} characters`;
      throw new TraceError(place, { column: LINE_MAX + 1, expected });
    }
    this.#read ??= /^[ \t]*$/.test(text) ? undefined : encodingOf(text);
    const event = this.#read?.(place);
    if (event === undefined) return undefined;
    this.#order.take(event, place);
    return { event, line: place.line, text };
  }

  /** Ends the file. Throws a {@link TraceError} if it held no event. */
  finish(): void {
    this.#order.finish({ file: this.#file, line: Math.max(1, this.#line), text: "" });
  }
}

/**
 * The events of a whole trace, either encoding. `file` names it in errors. Throws a
 * {@link TraceError} at the first line that is no event or may not stand where it does.
 */
export function parse(text: string, file = "trace"): TraceEvent[] {
  return locate(text, file).map((located) => located.event);
}

/** As {@link parse}, with the line of each event. */
export function locate(text: string, file = "trace"): Located[] {
  const lines = new Lines(file);
  const found: Located[] = [];
  for (const line of text.split("\n")) {
    const located = lines.take(line);
    if (located !== undefined) found.push(located);
  }
  lines.finish();
  return found;
}

/**
 * The event in one line of either encoding, or undefined for a blank line or a comment; it needs no
 * header. Throws a {@link TraceError} for anything else.
 */
export function parseLine(text: string, file = "line", line = 1): TraceEvent | undefined {
  return encodingOf(text)({ file, line, text });
}
