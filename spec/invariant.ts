/**
 * What an invariant must say of itself.
 *
 * @module
 */
import type { EventKind, TraceEvent } from "../traces/event.ts";
import type { View } from "./view.ts";

/** Why a claim does not hold: an argument that ends in a contradiction. */
export interface Violation {
  /** One sentence: what is wrong, with names and numbers. */
  readonly why: string;
  /** What is given: each line names a fact of the view or of the event. */
  readonly given: readonly string[];
  /** What follows from it, line by line, down to the contradiction. */
  readonly so: readonly string[];
  /** The field of the event that is wrong, for the caret under the line. */
  readonly field?: string;
}

/**
 * What one look at one event gave: the number of obligations that arose and were met (0: the event
 * asked nothing of this claim), or a violation.
 */
export type Finding = number | Violation;

/**
 * The kinds a trace must show before a claim can be judged: one of each inner list. `[["store",
 * "scl"], ["commit-acked"]]` reads: stores or SCL reports, and commit acknowledgements.
 */
export type Needs = readonly (readonly EventKind[])[];

/** Do these kinds show all that is needed? */
export function areSeen(needs: Needs, kinds: readonly EventKind[]): boolean {
  return needs.every((any) => any.some((kind) => kinds.includes(kind)));
}

/** One claim over views and events, the same for an explored model and for a recorded trace. */
export interface Invariant {
  /** Its name: the claim in a few words, with hyphens. */
  readonly id: string;
  /** Its letter and number in the catalogue, such as `L3`. */
  readonly code: string;
  /** The claim, in one positive sentence. */
  readonly says: string;
  /** Paper and section. */
  readonly source: string;
  /** What a trace must show, or the claim is unjudged. */
  readonly needs: Needs;
  /** The events it is asked about. */
  readonly on: readonly EventKind[];
  /** A short trace that meets an obligation of the claim and breaks nothing. */
  readonly holds: string;
  /** A shortest trace that violates the claim, on its last line and not before. */
  readonly breaks: string;
  /**
   * May this event happen now? `view` is all that was seen *before* the event.
   */
  check(view: View, event: TraceEvent): Finding;
}
