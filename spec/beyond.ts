/**
 * What a trace can tell and few claims or none speak of yet.
 *
 * @module
 */
import type { EventKind } from "../traces/event.ts";

/**
 * Kinds that carry promises of their own which no claim judges yet: a report names those that a trace
 * holds.
 */
export const BEYOND: ReadonlySet<string> = new Set<EventKind>();
