/**
 * What `record:postgres` says while it runs and when it is done.
 *
 * @module
 */
import type { TraceEvent } from "../../traces/mod.ts";
import { counted } from "../style.ts";
import type { PhaseEnd } from "./phases.ts";
import { type PhaseTally, tally } from "./tally.ts";

/** The line for a phase that has ended. */
export function phaseLine({ name, acked, waiting }: PhaseEnd): string {
  const stall = acked === 0 ? ", none acknowledged" : "";
  return `${name.padEnd(18)} ${
    counted(acked, "commit").padStart(14)
  }, ${waiting} waiting${stall}\n`;
}

/** What a recording came to. */
export interface Summary {
  /** Where the trace is. */
  readonly file: string;
  /** What was recorded. */
  readonly system: string;
  /** How many events the trace has, header included. */
  readonly events: number;
  /** How many of them are WAL records. */
  readonly records: number;
  /** How many are reports of a node. */
  readonly reports: number;
  /** How many commits were acknowledged. */
  readonly commits: number;
  /** Start to end. Unit: seconds. */
  readonly seconds: number;
  /** Phase by phase. */
  readonly phases: readonly (Omit<PhaseTally, "unanswered"> & { readonly unanswered: number })[];
}

/** Sums up a trace that went to `file`. */
export function summaryOf(
  events: readonly TraceEvent[],
  { file, seconds }: { readonly file: string; readonly seconds: number },
): Summary {
  const count = (kind: TraceEvent["kind"]) => events.filter((event) => event.kind === kind).length;
  const [header] = events;
  return {
    file,
    system: header?.kind === "trace" ? header.system ?? "" : "",
    events: events.length,
    records: count("write"),
    reports: count("scl"),
    commits: count("commit-acked"),
    seconds: Math.round(seconds * 10) / 10,
    phases: tally(events).map((phase) => ({ ...phase, unanswered: phase.unanswered.length })),
  };
}

/** The summary for a reader, with what to do next. */
export function summaryText(summary: Summary): string {
  const { file, system, events, records, reports, commits, seconds, phases } = summary;
  const stalled = phases.find(({ requested, acked }) => requested > 0 && acked === 0);
  return [
    `${system}, 4 of 6: ${counted(events, "event")} in ${seconds} s`,
    `  ${counted(records, "WAL record")}, ${counted(reports, "report")}, ` +
    `${counted(commits, "commit")} acknowledged`,
    ...stalled === undefined ? [] : [
      `  ${stalled.name}: none acknowledged, ${counted(stalled.unanswered, "commit")} stalled`,
    ],
    `  ${file}`,
    "",
    `Next: deno task check ${file}`,
    "",
  ].join("\n");
}
