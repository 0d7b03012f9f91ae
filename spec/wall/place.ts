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
  ["baseline"],
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

/** Behind all that may stand before, but for what copies collect. */
const LATE = STAGE.get("collect")! - 0.5;

/**
 * Which of the orders that nothing forbids. In the `forgiving` one copies collect only after all
 * else that may stand before, also after faults, damage that is found, and epochs that they learn
 * of; in the `demanding` one they do not wait, and faults come last. The `late` one is forgiving,
 * and copies learn of epochs as soon as they may.
 */
export type Leaning = "forgiving" | "demanding" | "late";

/**
 * How far along an event is: of two that nothing else puts in order, the one of the lower stage
 * goes first. Undefined for one that stays where it stands: it changes what the others mean.
 */
export function stageOf(event: TraceEvent, leaning: Leaning): number | undefined {
  const { kind } = event;
  const isForgiving = leaning !== "demanding";
  if (FAULTS.has(kind)) return isForgiving ? LATE : STAGES.length;
  if (kind === "scrub" && event.result === "bad" && isForgiving) return LATE;
  if (isEpochOnCopy(event)) return leaning === "forgiving" ? LATE : STAGE.get("store");
  if (kind === "collect" && !isForgiving) return STAGE.get("store");
  if (kind.startsWith("x-")) return STAGES.length;
  return STAGE.get(kind);
}

/** Does it stay where it stands, since it changes what the others mean? */
export function isBarrier(event: TraceEvent): boolean {
  return stageOf(event, "forgiving") === undefined;
}

/** Does a copy learn of an epoch? That changes what it takes, and nothing else. */
function isEpochOnCopy(event: TraceEvent): boolean {
  if (event.kind === "truncate") return true;
  const isEpoch = event.kind === "volume-epoch" || event.kind === "membership-epoch";
  return isEpoch && event.seg !== undefined;
}

/** Does a copy say it of itself? */
export function isOnCopy(event: TraceEvent): boolean {
  return "seg" in event && event.seg !== undefined && ON_COPY.has(event.kind);
}

const ON_COPY: ReadonlySet<string> = new Set<EventKind>([
  ...STAGES[1]!,
  ...["baseline", "collect", "truncate", "discard", "volume-epoch", "membership-epoch"] as const,
]);

const OF_WRITER: ReadonlySet<string> = new Set<EventKind>(["write", "rolled-back"]);

/** The node of what a writer told and nobody is named for. */
export const UNNAMED = "writer";

/** The node on which an event happened: who recorded it or, where nobody is named, whom it is about. */
export function nodeOf(event: TraceEvent): string {
  if (event.by !== undefined) return `by ${event.by}`;
  if (FAULTS.has(event.kind)) return "faults";
  if ("seg" in event && isOnCopy(event)) return `copy ${event.seg}`;
  if ("instance" in event && event.instance !== undefined) return `instance ${event.instance}`;
  if ("txn" in event && !OF_WRITER.has(event.kind)) return `client of ${event.txn}`;
  return UNNAMED;
}

/** The highest record that an event speaks of: it was written before. */
export function speaksOf(event: TraceEvent): Lsn | undefined {
  if ("lsn" in event) return event.lsn;
  if ("upto" in event) return event.upto;
  return "scn" in event ? event.scn : undefined;
}
