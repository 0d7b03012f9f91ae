/**
 * Judging a trace from TypeScript.
 *
 * @module
 */
import { invariants } from "../spec/mod.ts";
import { locate, type Located, print, readTrace, type TraceEvent } from "../traces/mod.ts";
import { judge } from "./judge.ts";
import { type Report, reportOf } from "./report.ts";
import { type Choice, select } from "./select.ts";

/** A trace: its text, its bytes (gzipped or not), or its events. */
export type TraceSource =
  | string
  | ReadableStream<Uint8Array>
  | Iterable<TraceEvent>
  | AsyncIterable<TraceEvent>;

/** How a trace is judged. */
export interface CheckOptions extends Choice {
  /** What the report calls the trace; `trace` unless told. */
  readonly file?: string;
}

/**
 * Judges one trace. A trace that cannot be read gives a report that says so, with the place and
 * what was expected; nothing of it is counted.
 *
 * @example A commit that was acknowledged too early
 * ```ts
 * import { checkTrace } from "@redoubt/redoubt";
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
 * `);
 * console.assert(report.verdict === "violated");
 * ```
 *
 * @throws {Error} If `only` or `except` name a claim that does not exist.
 */
export async function checkTrace(source: TraceSource, options: CheckOptions = {}): Promise<Report> {
  const file = options.file ?? "trace";
  return reportOf([await judge(batches(source, file), select(invariants, options), { file })]);
}

async function* batches(source: TraceSource, file: string): AsyncGenerator<Located[]> {
  if (typeof source === "string") yield locate(source, file);
  else if (source instanceof ReadableStream) yield* readTrace(source, { file });
  else {
    let line = 0;
    for await (const event of source) yield [written(event, ++line)];
  }
}

/** An event that was never on a line: its text is printed only if it is needed. */
function written(event: TraceEvent, line: number): Located {
  return {
    event,
    line,
    get text() {
      return print(event);
    },
  };
}
