/**
 * Redoubt as a library: judge recorded traces, explore the model, take part in `deno test`.
 *
 * @module
 */
export { type Invariant, invariants, type Violation } from "../spec/mod.ts";
export { parse, print, readTrace, TraceError, type TraceEvent } from "../traces/mod.ts";
export { type CheckOptions, checkTrace, type TraceSource } from "./check_trace.ts";
export { explain } from "./explain.ts";
export type { Choice } from "./select.ts";
export type {
  Breach,
  Change,
  ClaimReport,
  FileError,
  FileReport,
  Line,
  Outcome,
  Report,
  Totals,
  Verdict,
} from "./report.ts";
export { shrink } from "./shrink.ts";
export { COLORED, type Page, PLAIN, type Style } from "./style.ts";
export { testTrace, type TestTraceOptions } from "./test_trace.ts";
