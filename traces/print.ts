/**
 * Events as lines. What is printed reads back as the same event.
 *
 * @module
 */
import type { Quorum } from "../model/quorum/quorum.ts";
import type { Member } from "../model/terms.ts";
import type { TraceEvent } from "./event.ts";
import { type Field, type FieldType, isKind, ROWS, TAIL, VENDOR_NAME } from "./fields.ts";
import { hexOf, LSN_MAX } from "./lsn.ts";
import { plainRule, printRule } from "./quorum_text.ts";

/** How events are printed. */
export interface PrintOptions {
  /** Decimal (the default), or as PostgreSQL does: `0/15232A8`. */
  readonly lsn?: "decimal" | "hex";
}

const BARE = /^[A-Za-z0-9_.:/+-]+$/;
const BARE_PLACE = /^[A-Za-z0-9_./+-]+$/;

/** The value cannot be written: the event has no line. */
function refuse(wanted: string, value: unknown): never {
  throw new RangeError(`${String(value)} is not ${wanted}`);
}

function printName(name: string): string {
  return name === "" ? refuse("a name", '""') : printText(name);
}

function printText(text: string): string {
  return BARE.test(text) ? text : JSON.stringify(text);
}

function printBits(value: bigint): string {
  return value < 0n || value > LSN_MAX ? refuse("a whole number of 64 bits", value) : `${value}`;
}

function printNumber(value: number): string {
  const whole = Number.isSafeInteger(value) && value >= 0;
  return whole ? `${value}` : refuse("a whole number of at most 2^53-1", value);
}

function printNames(names: readonly string[]): string {
  return names.length === 0
    ? refuse("a list of one name or more", "[]")
    : names.map(printName).join();
}

function printPlace(name: string): string {
  const text = printName(name);
  return BARE_PLACE.test(name) || text.startsWith('"') ? text : `"${text}"`;
}

function printMembers(members: readonly Member[]): string {
  if (members.length === 0) refuse("a list of one member or more", "[]");
  return members.map(({ segment, az, kind }) =>
    `${printPlace(segment)}@${printPlace(az)}${kind === "full" ? "" : `:${kind}`}`
  ).join();
}

const WRITE: { readonly [T in Exclude<FieldType, "flag">]: (value: never) => string } = {
  lsn: printBits,
  number: printNumber,
  micros: printBits,
  name: printName,
  text: printText,
  names: printNames,
  members: printMembers,
  quorum: (rule: Quorum) => printRule(plainRule(rule), printName),
  oneOf: (word: string) => word,
};

function printField({ name, type }: Field, value: unknown, options: PrintOptions): string {
  if (value === undefined || value === false) return "";
  if (type === "flag") return ` ${name}`;
  const written = WRITE[type](value as never);
  const hex = type === "lsn" && options.lsn === "hex";
  return ` ${name}=${hex ? hexOf(value as bigint) : written}`;
}

/**
 * The line of an event, without a line break; fields in the order of the grammar. Throws a
 * RangeError for an event that has no line, such as one with a negative LSN or an empty name.
 */
export function print(event: TraceEvent, options: PrintOptions = {}): string {
  const { kind, x } = event;
  if (!isKind(kind) && !VENDOR_NAME.test(kind)) refuse("an event kind", kind);
  const values = event as unknown as Readonly<Record<string, unknown>>;
  let line: string = kind;
  for (const field of isKind(kind) ? ROWS[kind] : TAIL) {
    line += printField(field, values[field.name], options);
  }
  for (const name in x) {
    if (!VENDOR_NAME.test(name)) refuse("the name of a field of a vendor", name);
    line += ` ${name}=${printText(x[name]!)}`;
  }
  return line;
}
