/**
 * How a claim is written down: as an invariant whose check sees just the events it listens to.
 *
 * @module
 */
import type { EventKind, EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";

/** An invariant that listens to events of the kinds `K`. */
export interface Claim<K extends EventKind> extends Omit<Invariant, "on" | "check"> {
  /** The events it is asked about. */
  readonly on: readonly K[];
  /** May this event happen now? `view` is all that was seen *before* the event. */
  check(view: View, event: EventOf<K>): Finding;
}

/** The claim as an invariant. */
export function claim<K extends EventKind>(claim: Claim<K>): Invariant {
  return claim as unknown as Invariant;
}
