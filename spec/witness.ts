/**
 * What a witness must say of itself.
 *
 * @module
 */
import type { EventKind, TraceEvent } from "../traces/event.ts";
import type { View } from "./view.ts";

/** A situation that must be reachable, or a green exploration means nothing. */
export interface Witness {
  /** Its name: the situation in a few words, with hyphens. */
  readonly id: string;
  /** The situation, in one sentence. */
  readonly says: string;
  /** The scopes in which it must be seen. */
  readonly scopes: readonly string[];
  /** The events at which it may come about. */
  readonly on: readonly EventKind[];
  /** Is this event the situation? `view` is all that was seen before it. */
  seen(view: View, event: TraceEvent): boolean;
}
