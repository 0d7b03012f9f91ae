/**
 * What a machine makes of an event in a local state.
 *
 * @module
 */
import type { Mark, Output } from "./inert.ts";

/** An answer, remembered. */
export interface Answer {
  /** The number of the state after, or `REFUSED`. */
  readonly next: number;
  /** What is said on the way. */
  readonly outputs: readonly Output[];
  /** What is entered and taken. */
  readonly marks: readonly Mark[];
  /** When such a step happened first. */
  taken: number | undefined;
}

/** The answer of a machine that does not take an event in a state: the step is not possible. */
export const REFUSED = -1;

/** What a machine says that says nothing. */
export const SILENCE: readonly Output[] = [];

/** The whole of that answer. */
export const REFUSAL: Answer = { next: REFUSED, outputs: SILENCE, marks: [], taken: undefined };
