/**
 * Redoubt as a library: judge recorded traces, take part in `deno test`, explore models.
 *
 * @example Judge what a store showed of itself
 * ```ts
 * import { checkTrace, explain, PLAIN } from "@redoubt/redoubt";
 *
 * const report = await checkTrace(`
 * trace version=1 clock=order
 * sees kinds=write,store,commit-requested,commit-acked
 * group pg=p0 members=a1@A,a2@A,b1@B,b2@B,c1@C,c2@C write=4/all read=3/all
 * commit-requested txn=t1
 * write lsn=1 pg=p0 prev=0 txn=t1 cpl commit
 * store seg=a1 lsn=1
 * store seg=b1 lsn=1
 * store seg=c1 lsn=1
 * commit-acked txn=t1 scn=1
 * `, { only: ["C2"] });
 *
 * for (const file of report.files) {
 *   for (const claim of file.claims) {
 *     console.log(explain(file, claim, { style: PLAIN, width: 100 }).join("\n"));
 *   }
 * }
 * ```
 *
 * @module
 */
export {
  type Counterexample,
  type Exploration,
  explore,
  type ExploreOptions,
  ModelError,
  type Move,
  type System,
  walk,
  wander,
  type Watch,
  watchStates,
  type World,
} from "../model/explore/mod.ts";
export { type Finding, type Invariant, invariants, type Violation } from "../spec/mod.ts";
export { parse, print, readTrace, TraceError, type TraceEvent } from "../traces/mod.ts";
export { checkTrace } from "./check_trace.ts";
export type { CheckOptions, TraceSource } from "./check_trace.ts";
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
export {
  type ClaimStep,
  type StepOptions,
  stepsOf,
  testTrace,
  type TestTraceOptions,
} from "./test_trace.ts";
