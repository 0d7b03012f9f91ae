/**
 * Which event may stand where: the header first, nothing after the end.
 *
 * @module
 */
import { type Misread, type Place, TraceError } from "./error.ts";
import type { Sees, Trace, TraceEvent } from "./event.ts";
import { HEADER_KINDS, isKind, KINDS, VENDOR_NAME, VERSION } from "./fields.ts";
import { nearest } from "./nearest.ts";

const FIRST_LINE = `the header first, such as \`trace version=${VERSION} clock=order\``;

/** Follows the events of one file. */
export class Order {
  #at: "start" | "header" | "seen" | "events" | "end" = "start";
  readonly #seen = new Set<string>();

  /** Takes the next event. Throws a {@link TraceError} if it may not stand here. */
  take(event: TraceEvent, place: Place): void {
    if (this.#at === "events" && this.#seen.has(event.kind) && event.kind !== "end") return;
    const misread = this.#next(event, place.text);
    if (misread !== undefined) throw new TraceError(place, misread);
  }

  /** Takes the end of the file. Throws a {@link TraceError} if there was no event in it. */
  finish(place: Place): void {
    if (this.#at !== "start") return;
    throw new TraceError(place, { column: 1, expected: FIRST_LINE, hint: "the trace is empty" });
  }

  #next(event: TraceEvent, text: string): Misread | undefined {
    const here = { column: columnOf(text, event.kind), length: event.kind.length };
    if (this.#at === "start") {
      this.#at = "header";
      return event.kind === "trace"
        ? unknownVersion(event, text)
        : { ...here, expected: FIRST_LINE };
    }
    if (this.#at === "end") return { ...here, expected: "nothing after `end`" };
    if (event.kind === "trace") return { ...here, expected: "one header: a file holds one trace" };
    if (event.kind === "sees") return this.#sees(event, here, text);
    if (HEADER_KINDS.has(event.kind)) return undefined;
    if (this.#at === "header") {
      const hint = "it says which kinds the recorder can see";
      return { ...here, expected: "`sees kinds=...` before the first event", hint };
    }
    this.#at = event.kind === "end" ? "end" : "events";
    if (this.#at === "end" || this.#seen.has(event.kind) || !isKind(event.kind)) return undefined;
    const hint = `add ${event.kind} to it, or claims about it are not judged`;
    return { ...here, expected: "a kind of the `sees` line", hint };
  }

  #sees(event: Sees, here: Omit<Misread, "expected">, text: string): Misread | undefined {
    if (this.#at === "events") return { ...here, expected: "`sees` before the first event" };
    this.#at = "seen";
    for (const kind of event.kinds) if (!HEADER_KINDS.has(kind)) this.#seen.add(kind);
    const unknown = event.kinds.find((kind) => !isKind(kind) && !VENDOR_NAME.test(kind));
    if (unknown === undefined) return undefined;
    const meant = nearest(unknown, KINDS);
    return {
      column: columnOf(text, unknown),
      length: unknown.length,
      expected: "an event kind",
      hint: meant === undefined ? "a kind of your own starts with x-" : `did you mean "${meant}"?`,
    };
  }
}

function unknownVersion({ version }: Trace, text: string): Misread | undefined {
  if (version === VERSION) return undefined;
  return {
    column: columnOf(text, `${version}`),
    length: `${version}`.length,
    expected: `version ${VERSION}`,
    hint: `this reader does not know version ${version}`,
  };
}

/** Where `word` stands alone in the line, from `from` on; 1 if it is written in another way. */
export function columnOf(text: string, word: string, from = 0): number {
  const isName = (at: number) => /[A-Za-z0-9_.:/+-]/.test(text.charAt(at));
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isName(at - 1) && !isName(at + word.length)) return at + 1;
  }
  return 1;
}
