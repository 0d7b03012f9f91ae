/**
 * Why the grammar refuses a line, in the words of the vocabulary: Ohm knows where and what could
 * stand there; the table of fields knows what was probably meant.
 *
 * @module
 */
import type * as ohm from "ohm-js";
import type { Misread } from "./error.ts";
import { either, expectations } from "./expected.ts";
import { type Field, FIELDS, isKind, KINDS, TAIL, VENDOR_NAME } from "./fields.ts";
import { matchLine } from "./grammar.ts";
import { nearest } from "./nearest.ts";

const VENDOR_FIELD: Field = { name: "x-", type: "text", optional: true, words: [] };

/** One word of a line: a field, with its quoted text whole. */
interface Token {
  readonly start: number;
  readonly end: number;
  /** Up to the equals sign, or all of it. */
  readonly key: string;
}

/** Says where and why `text`, which failed to match, is no line. */
export function explain(text: string, match: ohm.FailedMatchResult): Misread {
  const start = /^[ \t]*/.exec(text)![0].length;
  const kind = /^[^ \t=]*/.exec(text.slice(start))![0];
  const at = match.getRightmostFailurePosition();
  const control = controlCharacter(text, at);
  if (control !== undefined) return control;
  if (!isKind(kind) && !VENDOR_NAME.test(kind)) return unknownKind(text, start, kind);
  if (at === text.length) {
    const longer = matchLine(`${text} `);
    if (longer.failed() && longer.getRightmostFailurePosition() > at) match = longer;
  }
  const fields = [...(isKind(kind) ? FIELDS[kind] : []), ...TAIL];
  const token = tokens(text, start + kind.length).find((t) => t.start <= at && at < t.end);
  const plain = { column: at + 1, expected: expectations(match) };
  if (token === undefined) return plain;
  if (token.start === at) return misplaced(plain, text, token, kind, fields);
  const own = VENDOR_NAME.test(token.key) ? VENDOR_FIELD : undefined;
  return wrongValue(plain, text, token, fields.find(({ name }) => name === token.key) ?? own);
}

/** A control character where none may stand: at the failure, or in a comment line. */
function controlCharacter(text: string, at: number): Misread | undefined {
  // deno-lint-ignore no-control-regex
  const found = /[\u0000-\u0008\u000a-\u001f]/.exec(text)?.index;
  if (found === undefined) return undefined;
  const firstWord = /^[ \t]*(#.*|[^ \t]*)/s.exec(text)![0].length;
  if (found !== at && found >= firstWord) return undefined;
  const code = text.charCodeAt(found).toString(16).padStart(4, "0");
  const hint = `in quotes this control character is written \\u${code}`;
  return { column: found + 1, expected: "a character that can be seen", hint };
}

function unknownKind(text: string, start: number, word: string): Misread {
  const meant = nearest(word, KINDS);
  const hint = word.startsWith("{")
    ? "one file is either JSON Lines or lines such as `vdl lsn=17`"
    : meant !== undefined
    ? `did you mean "${meant}"?`
    : "a kind of your own starts with x-";
  const end = /^[^ \t]*/.exec(text.slice(start))![0].length;
  return { column: start + 1, length: word.length || end, expected: "an event kind", hint };
}

function tokens(text: string, from: number): Token[] {
  const found: Token[] = [];
  for (const match of text.slice(from).matchAll(/(?:[^ \t"]|"(?:[^"\\]|\\.)*"?)+/g)) {
    const start = from + match.index;
    const key = /^[^=]*/.exec(match[0])![0];
    found.push({ start, end: start + match[0].length, key });
  }
  return found;
}

/** A word that may not stand where it stands. */
function misplaced(
  plain: Misread,
  text: string,
  { start, end, key }: Token,
  kind: string,
  fields: readonly Field[],
): Misread {
  const known = fields.find((field) => field.name === key);
  const wrong = { ...plain, length: Math.min(end - start, key.length) };
  const stands = (name: string) => new RegExp(`[ \\t]${name}(=|[ \\t])`).test(text.slice(0, start));
  if (known === undefined) {
    const meant = nearest(key, fields.map((field) => field.name).filter((name) => !stands(name)));
    if (meant === undefined || key.startsWith("x-")) {
      return { ...wrong, hint: "a field of your own starts with x- and stands last" };
    }
    const word = `"${written(fields, meant)}"`;
    return word === plain.expected ? wrong : { ...wrong, hint: `did you mean ${word}?` };
  }
  if (stands(key)) return { ...wrong, hint: `"${key}" stands there already` };
  if (known.type !== "flag" && key.length === end - start) {
    return { ...wrong, hint: "no space may stand before or after =" };
  }
  const order = fields.map((field) => field.name).join(" ");
  return { ...wrong, hint: `the fields of ${kind} stand in this order: ${order}` };
}

function written(fields: readonly Field[], name: string): string {
  return fields.some((field) => field.name === name && field.type === "flag") ? name : `${name}=`;
}

const FORM: Partial<Record<Field["type"], string>> = {
  lsn: "an LSN such as 17 or 0/15232A8",
  number: "a whole number",
  micros: "a whole number",
};

const QUOTABLE: ReadonlySet<Field["type"]> = new Set(["name", "text", "names"]);

/** A value that is not of the form of its field. */
function wrongValue(
  plain: Misread,
  text: string,
  { start, end, key }: Token,
  field: Field | undefined,
): Misread {
  if (field === undefined) return plain;
  const whole = { column: start + key.length + 2, length: end - start - key.length - 1 };
  const form = field.type === "oneOf" ? either(field.words.map(quote)) : FORM[field.type];
  if (form !== undefined) return { ...whole, expected: form };
  if (field.type === "flag") return { ...plain, expected: `"${key}" without a value` };
  const next = text[plain.column - 1];
  if (next === "\\") return { ...plain, expected: "an escape of JSON such as \\n or \\u00e9" };
  if (!/a space|the end of the line/.test(plain.expected)) return plain;
  const quotable = QUOTABLE.has(field.type) && next !== '"';
  const hint = quotable ? { hint: "other characters stand in quotes" } : {};
  return { ...plain, expected: "a space or the end of the line", ...hint };
}

const quote = (word: string) => `"${word}"`;
