/**
 * One line of a `.trace` file, read by the grammar: slow and exact, with a full explanation of
 * what is wrong.
 *
 * @module
 */
import type { MatchResult } from "ohm-js";
import { type Place, TraceError } from "./error.ts";
import type { TraceEvent } from "./event.ts";
import { explain } from "./explain.ts";
import { matchLine } from "./grammar.ts";
import { meaningOf, Refused } from "./meaning.ts";

/**
 * The event that the line holds, or undefined if it is blank or a comment. Throws a
 * {@link TraceError} for anything else.
 */
export function readLine(place: Place): TraceEvent | undefined {
  const match = matched(place);
  if (match.failed()) throw new TraceError(place, explain(place.text, match));
  try {
    return meaningOf(match);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { startIdx, endIdx } = error.at;
    const length = endIdx - startIdx;
    throw new TraceError(place, { column: startIdx + 1, length, expected: error.expected });
  }
}

/** A rule nested thousands deep is more than the stack holds: a fault of the line, not ours. */
function matched(place: Place): MatchResult {
  try {
    return matchLine(place.text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const column = place.text.indexOf("(") + 1;
    throw new TraceError(place, { column, expected: "a rule with fewer parentheses" });
  }
}
