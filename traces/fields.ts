/**
 * The vocabulary as a table: the fields of every kind, in the order in which a line has them. It
 * drives printing, JSON, the schema, the documentation and the generators of tests; a test proves
 * that the grammar says the same, and the compiler that `event.ts` does.
 *
 * @module
 */
import type { Quorum } from "../model/quorum/quorum.ts";
import type { Member } from "../model/terms.ts";
import type { EventKind, EventOf, Tail, Trace } from "./event.ts";
import { CLUSTER_STATUSES, INSTANCE_STATUSES, REQUESTS } from "./events/life.ts";

/** What a field holds. `name` is never empty, `text` may be; `micros` is a clock reading. */
export type FieldType =
  | "lsn"
  | "number"
  | "micros"
  | "name"
  | "text"
  | "names"
  | "members"
  | "quorum"
  | "flag"
  | "oneOf";

/** One field of a kind. */
export interface Field {
  /** Its name, the same in a line, in a JSON object and in the event. */
  readonly name: string;
  /** What it holds. */
  readonly type: FieldType;
  /** May an event be without it? */
  readonly optional: boolean;
  /** The words it is one of, where the type is `oneOf`. */
  readonly words: readonly string[];
}

/** `"a|b"` for the union of `"a"` and `"b"`: every word, once, in any order. */
type Words<T extends string, All extends string = T> = T extends T
  ? [Exclude<All, T>] extends [never] ? T : `${T}|${Words<Exclude<All, T>>}`
  : never;

/** `"a|b"` for the list `["a", "b"]`. */
type Joined<L extends readonly string[]> = L extends
  readonly [infer First extends string, ...infer Rest extends readonly string[]]
  ? Rest extends readonly [] ? First : `${First}|${Joined<Rest>}`
  : never;

/** Unions of too many words to be written in any order: each is a list. */
type Lists = typeof CLUSTER_STATUSES | typeof INSTANCE_STATUSES | typeof REQUESTS;

/** `"a|b"` for the union of the words of such a list. */
type Listed<T, L = Lists> = L extends readonly string[]
  ? [T, L[number]] extends [L[number], T] ? Joined<L> : never
  : never;

/** The words of a union, as they may be written. */
type Union<T extends string> = [Listed<T>] extends [never] ? Words<T> : Listed<T>;

const joined = <const L extends readonly string[]>(words: L) => words.join("|") as Joined<L>;

/** The word for a field that holds `T`. */
type Holds<T> = [T] extends [bigint] ? "lsn" | "micros"
  : [T] extends [number] ? "number"
  : [T] extends [readonly Member[]] ? "members"
  : [T] extends [readonly string[]] ? "names"
  : [T] extends [Quorum] ? "quorum"
  : [T] extends [string] ? (string extends T ? "name" | "text" : Union<T>)
  : never;

/** The cell of field `F`: what it holds, with `?` where it may be absent; a flag always may. */
type Cell<E, F extends keyof E> = [E[F]] extends [boolean | undefined] ? "flag"
  : Record<never, never> extends Pick<E, F> ? `${Holds<Exclude<E[F], undefined>>}?`
  : Holds<E[F]>;

type Row<E, Not extends PropertyKey> = [Exclude<keyof E, Not>] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [F in Exclude<keyof E, Not>]-?: Cell<E, F> };

const TABLE: { readonly [K in EventKind]: Row<EventOf<K>, keyof Tail | "kind"> } = {
  trace: { version: "number", clock: "order|wall|logical", system: "text?" },
  sees: { kinds: "names" },
  setting: { name: "name", value: "text" },
  group: { pg: "name", members: "members", write: "quorum", read: "quorum" },
  lal: { records: "lsn" },
  instance: { name: "name", az: "name?", tier: "number?", size: "number?" },
  "size-limit": { groups: "number" },
  "clone-limit": { clones: "number" },
  "backtrack-window": { keeps: "micros" },
  write: {
    lsn: "lsn",
    pg: "name",
    prev: "lsn",
    vprev: "lsn?",
    page: "name?",
    pprev: "lsn?",
    mtr: "name?",
    txn: "name?",
    undoes: "lsn?",
    cpl: "flag",
    commit: "flag",
    time: "micros?",
  },
  ship: { seg: "name", lsn: "lsn", vepoch: "number?", mepoch: "number?" },
  receive: { seg: "name", lsn: "lsn", vepoch: "number?", mepoch: "number?" },
  store: { seg: "name", lsn: "lsn", vepoch: "number?", mepoch: "number?" },
  ack: { seg: "name", lsn: "lsn", scl: "lsn", vepoch: "number?", mepoch: "number?" },
  gossip: { seg: "name", from: "name", lsn: "lsn", vepoch: "number?", mepoch: "number?" },
  baseline: { seg: "name", from: "name", upto: "lsn", vepoch: "number?", mepoch: "number?" },
  coalesce: { seg: "name", lsn: "lsn" },
  stage: { seg: "name", upto: "lsn" },
  collect: { seg: "name", upto: "lsn" },
  scrub: { seg: "name", page: "name", result: "ok|bad|repaired", from: "name?" },
  scl: { seg: "name", lsn: "lsn" },
  pgcl: { pg: "name", lsn: "lsn" },
  vcl: { lsn: "lsn" },
  vdl: { lsn: "lsn" },
  pgmrpl: { pg: "name", lsn: "lsn", instance: "name?" },
  "replica-vdl": { instance: "name", lsn: "lsn" },
  begin: { txn: "name" },
  "commit-requested": { txn: "name", scn: "lsn?" },
  "commit-acked": { txn: "name", scn: "lsn?" },
  "commit-failed": { txn: "name", why: "text?" },
  "rolled-back": { txn: "name", lsn: "lsn?" },
  read: {
    page: "name",
    at: "lsn",
    seg: "name?",
    instance: "name?",
    view: "name?",
    txn: "name?",
    lsn: "lsn?",
    value: "text?",
    vepoch: "number?",
  },
  crash: { node: "name" },
  restart: { node: "name" },
  freeze: { node: "name" },
  thaw: { node: "name" },
  "az-down": { az: "name" },
  "az-up": { az: "name" },
  partition: { nodes: "names" },
  heal: {},
  "disk-loss": { node: "name" },
  damage: { seg: "name", page: "name" },
  "volume-epoch": { vepoch: "number", seg: "name?", instance: "name?" },
  "membership-epoch": { pg: "name", mepoch: "number", seg: "name?", instance: "name?" },
  "geometry-epoch": { gepoch: "number", instance: "name?" },
  "out-of-space": { instance: "name?" },
  discard: { seg: "name" },
  recovery: {
    vepoch: "number",
    responders: "names",
    vcl: "lsn",
    vdl: "lsn",
    from: "lsn",
    to: "lsn",
  },
  truncate: { seg: "name", vepoch: "number", from: "lsn", to: "lsn" },
  fence: { seg: "name", vepoch: "number", lsn: "lsn?" },
  open: { instance: "name", role: "writer|replica", vepoch: "number?" },
  apply: { instance: "name", lsn: "lsn" },
  "commit-noted": { instance: "name", txn: "name", scn: "lsn?" },
  "read-view": { instance: "name", view: "name", at: "lsn", closed: "flag" },
  promote: { instance: "name", asked: "flag" },
  endpoint: { name: "name", role: "writer|reader|custom|instance", instances: "names?" },
  "custom-endpoint": { name: "name", type: "reader|any", members: "names?", excluded: "names?" },
  cache: { instance: "name", page: "name", lsn: "lsn", result: "kept|dropped" },
  cluster: { protected: "flag", global: "flag", replicates: "flag", serverless: "flag" },
  "cluster-status": { status: joined(CLUSTER_STATUSES) },
  "instance-status": { instance: "name", status: joined(INSTANCE_STATUSES), writer: "flag" },
  admin: { request: joined(REQUESTS), instance: "name?", snapshot: "name?", refused: "flag" },
  backtrack: { target: "lsn?", actual: "lsn", time: "micros?" },
  rewindable: { earliest: "micros?", latest: "micros?", at: "lsn?" },
  clone: { of: "name", as: "name", at: "lsn", full: "flag" },
  page: { page: "name", physical: "name", lsn: "lsn?" },
  free: { physical: "name" },
  usage: { of: "name", pages: "number" },
  "delete-volume": { name: "name" },
  restorable: { earliest: "micros?", latest: "micros?" },
  snapshot: { name: "name", at: "lsn" },
  restore: { of: "name", as: "name", at: "lsn", time: "micros?", snapshot: "name?" },
  end: {},
};

const TAIL_ROW: Row<Tail, "x"> = { volume: "name?", by: "name?", t: "micros?" };

function field(name: string, cell: string): Field {
  const held = cell.replace(/\?$/, "");
  const words = held.includes("|") ? held.split("|") : [];
  return {
    name,
    type: words.length > 0 ? "oneOf" : held as FieldType,
    optional: cell.endsWith("?") || cell === "flag",
    words,
  };
}

function fields(row: object): readonly Field[] {
  return Object.entries(row).map(([name, cell]) => field(name, cell));
}

/** Every kind that the vocabulary defines, in the order of `event.ts`. */
export const KINDS: readonly EventKind[] = Object.keys(TABLE) as EventKind[];

/** The own fields of each kind, in the order of a line. */
export const FIELDS: { readonly [K in EventKind]: readonly Field[] } = Object.fromEntries(
  Object.entries(TABLE).map(([kind, row]) => [kind, fields(row)]),
) as { [K in EventKind]: readonly Field[] };

/** The fields that every event may end with, before those of a vendor. */
export const TAIL: readonly Field[] = fields(TAIL_ROW);

/** All fields of each kind: its own and those at the end. */
export const ROWS: { readonly [K in EventKind]: readonly Field[] } = Object.fromEntries(
  KINDS.map((kind) => [kind, [...FIELDS[kind], ...TAIL]]),
) as unknown as { [K in EventKind]: readonly Field[] };

/** Is it a kind of the vocabulary? */
export function isKind(word: string): word is EventKind {
  return Object.hasOwn(TABLE, word);
}

/** A kind or field of a vendor: passed through, never judged. */
export const VENDOR_NAME: RegExp = /^x-[A-Za-z0-9_.-]+$/;

/** The kinds that may stand before the first event. */
export const HEADER_KINDS: ReadonlySet<string> = new Set<EventKind>(
  [
    "trace",
    "sees",
    "setting",
    "group",
    "lal",
    "instance",
    "size-limit",
    "clone-limit",
    "backtrack-window",
    "cluster",
  ],
);

/** The version of the vocabulary that this table is. */
export const VERSION: Trace["version"] = 1;
