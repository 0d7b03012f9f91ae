/**
 * Plain values as text, and back: what one peer knows is told to another.
 *
 * @module
 */

/** Plain data that JSON can write: lists that it does not know begin with a word of ours. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Writes a plain value: nothing is lost, the order of fields included. */
export function textOf(value: unknown): string {
  return JSON.stringify(toJson(value));
}

/** The value that was written. */
export function valueIn(text: string): unknown {
  return fromJson(JSON.parse(text));
}

function toJson(value: unknown): Json {
  if (typeof value === "bigint") return ["bigint", `${value}`];
  if (value === undefined) return ["undefined"];
  if (typeof value === "number") {
    const isJson = Number.isFinite(value) && !Object.is(value, -0);
    return isJson ? value : ["number", Object.is(value, -0) ? "-0" : `${value}`];
  }
  if (Array.isArray(value)) return ["list", ...value.map(toJson)];
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toJson(field)]));
}

function fromJson(json: Json): unknown {
  if (Array.isArray(json)) {
    const [kind, ...rest] = json as readonly Json[];
    if (kind === "list") return rest.map(fromJson);
    if (kind === "bigint") return BigInt(rest[0] as string);
    return kind === "number" ? Number(rest[0]) : undefined;
  }
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, field]) => [name, fromJson(field)]));
}
