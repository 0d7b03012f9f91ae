/**
 * Events as the objects of JSON Lines: the same fields, a vendor's among them; LSNs as numbers up
 * to 2^53-1 and as decimal text above.
 *
 * @module
 */
import type { Quorum } from "../model/quorum/quorum.ts";
import type { TraceEvent } from "./event.ts";
import { type Field, isKind, KINDS, ROWS, TAIL, VENDOR_NAME } from "./fields.ts";
import { Misfit, READ } from "./json_value.ts";
import { nearest } from "./nearest.ts";
import { print } from "./print.ts";
import { plainRule } from "./quorum_text.ts";

/** What a line of JSON Lines holds. */
export type JsonEvent = { readonly kind: string } & Readonly<Record<string, unknown>>;

/**
 * The object of an event, ready for `JSON.stringify`. Throws a RangeError for an event that has
 * none, such as one with a negative LSN or an empty name.
 */
export function toJson(event: TraceEvent): JsonEvent {
  print(event);
  const json: Record<string, unknown> = { kind: event.kind };
  const values = event as unknown as Values;
  for (const { name, type } of rowOf(event.kind)) {
    const value = values[name];
    if (value === undefined || value === false) continue;
    json[name] = typeof value === "bigint"
      ? numeral(value)
      : type === "quorum"
      ? plainRule(value as Quorum)
      : value;
  }
  return { ...json, ...event.x, kind: event.kind };
}

function numeral(value: bigint): number | string {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : `${value}`;
}

/** The line of an event in JSON Lines, without a line break. Throws as {@link toJson} does. */
export function printJson(event: TraceEvent): string {
  return JSON.stringify(toJson(event));
}

type Values = Readonly<Record<string, unknown>>;

const rowOf = (kind: string): readonly Field[] => isKind(kind) ? ROWS[kind] : TAIL;

/**
 * The event that an object stands for. Throws a {@link Misfit} for an object that is none: an
 * unknown or missing field, a value that does not fit.
 */
export function eventOf(value: unknown): TraceEvent {
  const json = objectOf(value);
  const kind = kindOf(json);
  const event: Record<string, unknown> = { kind };
  let taken = 1;
  for (const field of rowOf(kind)) {
    const held = json[field.name];
    if (held === undefined) {
      if (field.optional) continue;
      vendorFields(kind, json);
      throw new Misfit([], `"${field.name}"`, `each ${kind} has it`);
    }
    const read = READ[field.type](held, [field.name], field);
    if (read !== undefined) event[field.name] = read;
    taken++;
  }
  if (Object.keys(json).length > taken) event["x"] = vendorFields(kind, json);
  return event as unknown as TraceEvent;
}

function objectOf(value: unknown): Values {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Values;
  throw new Misfit([], 'an object such as {"kind":"vdl","lsn":17}');
}

function kindOf(json: Values): string {
  const kind = json["kind"];
  if (kind === undefined) throw new Misfit([], '"kind"', "every event names its kind");
  if (typeof kind === "string" && (isKind(kind) || VENDOR_NAME.test(kind))) return kind;
  const meant = typeof kind === "string" ? nearest(kind, KINDS) : undefined;
  throw new Misfit(["kind"], "an event kind", slip(meant, "a kind"));
}

function slip(meant: string | undefined, what: string): string {
  return meant === undefined ? `${what} of your own starts with x-` : `did you mean "${meant}"?`;
}

/** The fields that the vocabulary does not have: all of a vendor, or a {@link Misfit}. */
function vendorFields(kind: string, json: Values): Values {
  const known = ["kind", ...rowOf(kind).map((field) => field.name)];
  const x: Record<string, string> = {};
  for (const [name, value] of Object.entries(json)) {
    if (known.includes(name)) continue;
    if (!VENDOR_NAME.test(name)) {
      throw new Misfit([name], `a field of ${kind}`, slip(nearest(name, known), "a field"), true);
    }
    if (typeof value !== "string") throw new Misfit([name], "a text: fields of a vendor are texts");
    x[name] = value;
  }
  return x;
}
