/**
 * One line of JSON Lines.
 *
 * @module
 */
import { type Place, TraceError } from "./error.ts";
import type { TraceEvent } from "./event.ts";
import { eventOf } from "./json.ts";
import { notJson, repeatedKey, spotAt } from "./json_place.ts";
import { Misfit } from "./json_value.ts";

/**
 * The event that the line holds, or undefined if it is blank. Throws a {@link TraceError} for
 * anything else, a key that stands twice included.
 */
export function readJsonLine(place: Place): TraceEvent | undefined {
  const { text } = place;
  if (/^[ \t]*$/.test(text)) return undefined;
  const value = parsed(place);
  if (mayRepeat(text, value)) {
    const spot = repeatedKey(text);
    if (spot !== undefined) throw new TraceError(place, { ...spot, expected: "each key once" });
  }
  return eventAt(place, value);
}

/** The event of an object. Throws a {@link TraceError} that points into its text. */
export function fromJson(value: unknown, file = "event"): TraceEvent {
  return eventAt({ file, line: 1, text: JSON.stringify(value) ?? "" }, value);
}

function parsed(place: Place): unknown {
  try {
    return JSON.parse(place.text);
  } catch {
    throw new TraceError(place, notJson(place.text));
  }
}

function eventAt(place: Place, value: unknown): TraceEvent {
  try {
    return eventOf(value);
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const { expected, hint } = error;
    const spot = spotAt(place.text, error.path, error.isKey);
    throw new TraceError(place, { ...spot, expected, ...(hint === undefined ? {} : { hint }) });
  }
}

/**
 * False if each key of `value` stands once in its text, which JSON.parse does not say: it keeps the
 * last. A key has a colon, so as many colons as keys leave none for a second; only texts with more
 * colons are looked at closely.
 */
function mayRepeat(text: string, value: unknown): boolean {
  const keys = keysIn(value);
  return colonsIn(text) !== keys && keysWritten(text) !== keys;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) count++;
  return count;
}

/** How many texts with a colon behind them a line of JSON has. */
function keysWritten(text: string): number {
  let keys = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"[ \t]*(:?)/g)) keys += match[1]!.length;
  return keys;
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value);
  let keys = Array.isArray(value) ? 0 : inner.length;
  for (const item of inner) keys += keysIn(item);
  return keys;
}
