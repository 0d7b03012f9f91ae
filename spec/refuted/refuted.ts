/**
 * Claims that sound true and are not, each with a shortest path to a state that refutes it.
 *
 * @module
 */
import type { View } from "../view.ts";

/** A plausible claim that is false. */
export interface Refuted {
  /** Its name: the claim in a few words, with hyphens. */
  readonly id: string;
  /** The claim, in one sentence: it is false. */
  readonly says: string;
  /** Who says so, or what suggests it. */
  readonly claimedBy: string;
  /** What is true instead, with its source. */
  readonly instead: string;
  /** The smallest scope that refutes it. */
  readonly scope: string;
  /** A shortest path from the first state to one that refutes it. */
  readonly path: readonly string[];
  /** Is the claim true in this state? */
  holds(view: View): boolean;
}
