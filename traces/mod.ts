/**
 * What can be seen of a log-structured store from outside, and how it is written down: typed
 * events, the line language `.trace` and its twin JSON Lines.
 *
 * @module
 */
export type { Quorum } from "../model/quorum/quorum.ts";
export type { AzId, Lsn, Member, PgId, SegmentId, SegmentKind, TxnId } from "../model/terms.ts";
export { Declared } from "./declared.ts";
export * from "./event.ts";
export { TraceError } from "./error.ts";
export { type Field, FIELDS, type FieldType, isKind, KINDS, TAIL, VERSION } from "./fields.ts";
export { fromJson } from "./json_line.ts";
export { type JsonEvent, printJson, toJson } from "./json.ts";
export { hexOf, LSN_MAX, lsnOf } from "./lsn.ts";
export { nearest } from "./nearest.ts";
export { locate, type Located, parse, parseLine } from "./parse.ts";
export { print, type PrintOptions } from "./print.ts";
export { readTrace, type ReadTraceOptions } from "./read.ts";
