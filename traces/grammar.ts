/**
 * The normative grammar of a line, as Ohm reads it.
 *
 * @module
 */
import * as ohm from "ohm-js";
import { once } from "./once.ts";
import source from "./trace.ohm" with { type: "text" };

/** The text of `trace.ohm`, examples included. */
export const grammarSource: string = source;

/** The grammar in `trace.ohm`; its start rule is `line`. */
export const grammar: () => ohm.Grammar = once(() => ohm.grammar(source));

/** What Ohm says of a line. */
export function matchLine(text: string): ohm.MatchResult {
  return grammar().match(text, "line");
}
