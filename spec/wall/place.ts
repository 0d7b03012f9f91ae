/**
 * Where an event happened, and what is sure to stand before it: what the order of a trace that was
 * merged by wall clocks may be changed by, and what not.
 *
 * @module
 */
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import type { Lsn } from "../../model/terms.ts";

/** The stages of a record on its way to an answer: what causes stands before what it causes. */
const STAGES: readonly (readonly EventKind[])[] = [
  ["begin", "commit-requested", "write", "ship"],
  ["receive", "store", "gossip", "scl", "coalesce", "stage", "scrub", "fence"],
  ["pgmrpl", "read-view"],
  ["ack"],
  ["pgcl"],
  ["vcl"],
  ["vdl"],
  ["replica-vdl"],
  ["apply"],
  ["restorable", "snapshot", "restore"],
  ["commit-acked", "commit-failed", "read", "cache"],
  ["commit-noted"],
  ["collect"],
];

const FAULTS: ReadonlySet<string> = new Set<EventKind>([
  ...["crash", "restart", "freeze", "thaw", "disk-loss"] as const,
  "damage",
  ...["az-down", "az-up", "partition", "heal"] as const,
]);

const STAGE: ReadonlyMap<string, number> = new Map(
  STAGES.flatMap((kinds, stage) => kinds.map((kind) => [kind, stage] as const)),
);

/**
 * Which of two orders that nothing forbids: in the `forgiving` one copies collect only after all
 * else that may stand before, faults included; in the `demanding` one they do not wait, and faults
 * come last.
 */
export type Leaning = "forgiving" | "demanding";

/**
 * How far along an event is: of two that nothing else puts in order, the one of the lower stage
 * goes first. Undefined for one that stays where it stands: it changes what the others mean.
 */
export function stageOf({ kind }: TraceEvent, leaning: Leaning): number | undefined {
  const isForgiving = leaning === "forgiving";
  if (FAULTS.has(kind)) return isForgiving ? STAGE.get("collect")! - 0.5 : STAGES.length;
  if (kind === "collect" && !isForgiving) return STAGE.get("store");
  if (kind.startsWith("x-")) return STAGES.length;
  return STAGE.get(kind);
}

const ON_COPY: ReadonlySet<string> = new Set(STAGES[1]!);

/** The node on which an event happened: who recorded it or, where nobody is named, whom it is about. */
export function nodeOf(event: TraceEvent): string {
  if (event.by !== undefined) return `by ${event.by}`;
  if (FAULTS.has(event.kind)) return "faults";
  if ("seg" in event && (ON_COPY.has(event.kind) || event.kind === "collect")) {
    return `copy ${event.seg}`;
  }
  if ("instance" in event && event.instance !== undefined) return `instance ${event.instance}`;
  if ("txn" in event && event.kind !== "write") return `client of ${event.txn}`;
  return "writer";
}

/** The highest record that an event speaks of: it was written before. */
export function speaksOf(event: TraceEvent): Lsn | undefined {
  if ("lsn" in event) return event.lsn;
  if ("upto" in event) return event.upto;
  return "scn" in event ? event.scn : undefined;
}
