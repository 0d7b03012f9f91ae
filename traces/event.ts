/**
 * The vocabulary of observation: every event that a trace can hold, as TypeScript sees it. The
 * same words are a line of a `.trace` file (`trace.ohm`) and an object of a `.jsonl` file.
 *
 * Events are judged in file order. An event says what became true at that moment, at the place
 * that it names. A kind that the recorder cannot see is left out of `sees`, so that its absence
 * means nothing.
 *
 * @module
 */
import type { ClientEvent } from "./events/client.ts";
import type { EpochEvent } from "./events/epochs.ts";
import type { FaultEvent } from "./events/faults.ts";
import type { HeaderEvent } from "./events/header.ts";
import type { HistoryEvent } from "./events/history.ts";
import type { InstanceEvent } from "./events/instances.ts";
import type { LifeEvent } from "./events/life.ts";
import type { LogEvent } from "./events/log.ts";
import type { PointEvent } from "./events/points.ts";
import type { Extension } from "./events/kind.ts";

export * from "./events/header.ts";
export * from "./events/log.ts";
export * from "./events/points.ts";
export * from "./events/client.ts";
export * from "./events/faults.ts";
export * from "./events/epochs.ts";
export * from "./events/instances.ts";
export * from "./events/life.ts";
export * from "./events/history.ts";
export * from "./events/kind.ts";

/** Every event of a trace. */
export type TraceEvent =
  | HeaderEvent
  | LogEvent
  | PointEvent
  | ClientEvent
  | FaultEvent
  | EpochEvent
  | InstanceEvent
  | LifeEvent
  | HistoryEvent
  | Extension;

/** The kinds that this vocabulary defines. */
export type EventKind = Exclude<TraceEvent, Extension>["kind"];

/** The event of one kind. */
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>;
