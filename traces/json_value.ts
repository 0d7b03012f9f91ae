/**
 * The values of JSON as what the fields of events hold.
 *
 * @module
 */
import type { Quorum } from "../model/quorum/quorum.ts";
import type { Member } from "../model/terms.ts";
import type { Field, FieldType } from "./fields.ts";
import { lsnOf } from "./lsn.ts";
import { DEPTH_MAX } from "./quorum_text.ts";

/** Keys of objects and indices of lists, from the outside in. */
export type Path = readonly (string | number)[];

/** A value of JSON that does not fit, or a key that may not be there. */
export class Misfit extends Error {
  /** Where it stands; empty for the whole object. */
  readonly path: Path;
  /** What would fit. */
  readonly expected: string;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** Is it the key, rather than its value? */
  readonly isKey: boolean;

  /** Refuses the value at `path`, or its key. */
  constructor(path: Path, expected: string, hint?: string, isKey = false) {
    super(expected);
    this.path = path;
    this.expected = expected;
    this.hint = hint;
    this.isKey = isKey;
  }
}

const LSN = "an LSN such as 17 or 0/15232A8";
const WHOLE = "a whole number";
const QUOTED = 'a number above 2^53-1 stands in quotes, up to "18446744073709551615"';

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !isList(value);

/** A whole number of 64 bits, as a number or as a text of the given form. */
function bits(value: unknown, path: Path, form: RegExp, expected: string): bigint {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  const read = typeof value === "string" && form.test(value) ? lsnOf(value) : undefined;
  if (read === undefined) throw new Misfit(path, expected, QUOTED);
  return read;
}

function number(value: unknown, path: Path): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Misfit(path, `${WHOLE} of at most 2^53-1`);
}

function text(value: unknown, path: Path): string {
  if (typeof value === "string") return value;
  throw new Misfit(path, "a text");
}

function name(value: unknown, path: Path): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Misfit(path, "a name: a text that is not empty");
}

function list<T>(
  value: unknown,
  path: Path,
  item: (value: unknown, path: Path) => T,
  least: number,
  of: string,
): T[] {
  if (isList(value) && value.length >= least) return value.map((v, i) => item(v, [...path, i]));
  throw new Misfit(path, `a list of ${least} or more ${of}`);
}

const names = (value: unknown, path: Path) => list(value, path, name, 1, "names");

function onlyKeys(value: Readonly<Record<string, unknown>>, path: Path, known: string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new Misfit([...path, unknown], `one of ${known.join(", ")}`, undefined, true);
}

function member(value: unknown, path: Path): Member {
  if (!isObject(value)) throw new Misfit(path, 'a member such as {"segment":"a1","az":"A"}');
  onlyKeys(value, path, ["segment", "az", "kind"]);
  const kind = value["kind"] ?? "full";
  if (kind !== "full" && kind !== "tail") throw new Misfit([...path, "kind"], '"full" or "tail"');
  const segment = name(value["segment"], [...path, "segment"]);
  return { segment, az: name(value["az"], [...path, "az"]), kind };
}

function quorum(value: unknown, path: Path): Quorum {
  const rule = isObject(value) ? value : {};
  const joined = "and" in rule ? "and" : "or" in rule ? "or" : undefined;
  if (path.length > 2 * DEPTH_MAX) throw new Misfit(path, "a rule that is nested less");
  if (joined !== undefined) {
    onlyKeys(rule, path, [joined]);
    const parts = list(rule[joined], [...path, joined], quorum, 2, "rules");
    return { [joined]: parts } as unknown as Quorum;
  }
  if (!("count" in rule)) throw new Misfit(path, 'a rule such as {"count":4,"of":"all"}');
  onlyKeys(rule, path, ["count", "of"]);
  return {
    count: number(rule["count"], [...path, "count"]),
    of: copies(rule["of"], [...path, "of"]),
  };
}

function copies(value: unknown, path: Path): "all" | "full" | "tail" | string[] {
  if (value === "all" || value === "full" || value === "tail") return value;
  if (isList(value)) return names(value, path);
  throw new Misfit(path, '"all", "full", "tail" or a list of names');
}

function flag(value: unknown, path: Path): true | undefined {
  if (typeof value === "boolean") return value || undefined;
  throw new Misfit(path, "true or false");
}

function oneOf(value: unknown, path: Path, { words }: Field): string {
  if (typeof value === "string" && words.includes(value)) return value;
  throw new Misfit(path, words.map((word) => `"${word}"`).join(" or "));
}

/** How the value of a field is read. Undefined for a flag that is not set. */
export const READ: {
  readonly [T in FieldType]: (value: unknown, path: Path, field: Field) => unknown;
} = {
  lsn: (value, path) => bits(value, path, /^(?:\d+|[0-9A-Fa-f]+\/[0-9A-Fa-f]+)$/, LSN),
  micros: (value, path) => bits(value, path, /^\d+$/, WHOLE),
  number,
  name,
  text,
  names,
  members: (value, path) => list(value, path, member, 1, "members"),
  quorum,
  flag,
  oneOf,
};
