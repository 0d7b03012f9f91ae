/**
 * What must be true of what can be seen: the view of a volume, and the invariants over it.
 *
 * @module
 */
export type { EventKind, EventOf, TraceEvent } from "../traces/event.ts";
export type { Lsn } from "../model/terms.ts";
export type { Finding, Invariant, Needs, Violation } from "./invariant.ts";
export { invariants } from "./invariants/all.ts";
export { type Found, Judging, type Verdict } from "./judging.ts";
export { View } from "./view.ts";
export { dump, type Plain } from "./view/dump.ts";
export * from "./view/facts.ts";
export type { WindowOptions } from "./view/window.ts";
