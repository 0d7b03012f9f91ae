/**
 * One line of a `.trace` file, read by the compiled grammar. It reads what is plain and leaves the
 * rest (rules, members, what does not fit, what is wrong) to the grammar itself.
 *
 * @module
 */
import { compile, type Label } from "./compile.ts";
import type { TraceEvent } from "./event.ts";
import { FIELDS, KINDS, TAIL } from "./fields.ts";
import { grammar } from "./grammar.ts";
import { lsnOf, numberOf, wholeOf } from "./lsn.ts";
import { once } from "./once.ts";
import { ownText } from "./own_text.ts";

/** The line is for the grammar to read, or to refuse. */
export const UNSURE: unique symbol = Symbol("unsure");

/** The rule of the grammar for a kind, such as `commitAckedEvent`. */
export function ruleOf(kind: string): string {
  return `${kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

type Read = (text: string) => unknown;

const QUOTE = 34;

/** A name or text, bare or in quotes; the grammar has seen to it that the quotes are right. */
function unquoted(text: string): string {
  if (text.charCodeAt(0) !== QUOTE) return ownText(text);
  return text.includes("\\") ? JSON.parse(text) : ownText(text.slice(1, -1));
}

/** How the value of a field is read; undefined where it is not plain. */
const READ: Record<string, Read> = {
  lsn: lsnOf,
  number: numberOf,
  micros: wholeOf,
  name: unquoted,
  text: unquoted,
  oneOf: (text) => text,
  names: (text) => text.includes('"') ? undefined : text.split(",").map(ownText),
};

const KIND_OF = new Map<string, string>(KINDS.map((kind) => [ruleOf(kind), kind]));

const matcher = once(() => {
  const compiled = compile(
    grammar(),
    "line",
    new Set([
      ...KIND_OF.keys(),
      ...[...Object.values(FIELDS), TAIL].flat().map((field) => field.type),
      "extensionEvent",
      "vendor",
    ]),
  );
  return { compiled, adds: compiled.labels.map(addOf) };
});

type Fields = Record<string, unknown>;

/** Adds to the event what stands from `start` to `end`, or says that it is not plain. */
type Add = (event: Fields, text: string, start: number, end: number) => boolean;

function addOf({ rule, key }: Label): Add {
  if (rule === "vendor") return vendor;
  if (rule === "flag") return (event) => event[key] = true;
  if (rule.endsWith("Event")) return kind(KIND_OF.get(rule));
  const read = READ[rule];
  if (read === undefined) return () => false;
  const name = key.slice(0, -1);
  return (event, text, start, end) => {
    const value = read(text.slice(text.indexOf("=", start) + 1, end));
    event[name] = value;
    return value !== undefined;
  };
}

function kind(known: string | undefined): Add {
  return (event, text, start, end) => {
    event["kind"] = known ?? ownText(text.slice(start, end));
    return true;
  };
}

const vendor: Add = (event, text, start, end) => {
  const equals = text.indexOf("=", start);
  const name = ownText(text.slice(start, equals).trimStart());
  const x = (event["x"] ??= {}) as Fields;
  if (Object.hasOwn(x, name)) return false;
  x[name] = unquoted(text.slice(equals + 1, end));
  return true;
};

/**
 * The event that `text` holds, undefined if it is blank or a comment, or {@link UNSURE} if the
 * grammar must be asked.
 */
export function readFast(text: string): TraceEvent | undefined | typeof UNSURE {
  const { compiled, adds } = matcher();
  const count = compiled.match(text);
  if (count < 0) return UNSURE;
  if (count === 0) return undefined;
  const { found } = compiled;
  const event: Fields = {};
  for (let i = 0; i < 3 * count; i += 3) {
    const plain = adds[found[i]!]!(event, text, found[i + 1]!, found[i + 2]!);
    if (!plain) return UNSURE;
  }
  return event as unknown as TraceEvent;
}
