/**
 * How a claim is written down: as an invariant whose check sees just the events it listens to.
 *
 * @module
 */
import type { EventKind, EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { isStale } from "../view/stale.ts";

/** An invariant that listens to events of the kinds `K`. */
export interface Claim<K extends EventKind> extends Omit<Invariant, "on" | "check"> {
  /** True: it is asked about events, too, that come too late to change anything. */
  readonly hearsStale?: true;
  /** The events it is asked about. */
  readonly on: readonly K[];
  /** May this event happen now? `view` is all that was seen *before* the event. */
  check(view: View, event: EventOf<K>): Finding;
}

/** The claim as an invariant. */
export function claim<K extends EventKind>({ hearsStale, ...claim }: Claim<K>): Invariant {
  const { check, ...said } = claim as unknown as Invariant;
  if (hearsStale) return { ...said, check };
  return { ...said, check: (view, event) => isStale(view, event) ? 0 : check(view, event) };
}
