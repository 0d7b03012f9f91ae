/**
 * What is saved of a search, so that another process goes on with it.
 *
 * @module
 */
import type { Asked } from "../asked.ts";
import type { Counts } from "../counts.ts";
import type { Mark } from "../inert.ts";
import type { Sight } from "../tally.ts";

/** What is saved besides states. Plain data that JSON can write. */
export interface Facts {
  /** The state that is expanded next. */
  readonly at: number;
  /** The first state of the level that comes next. */
  readonly nextLevel: number;
  /** How many states there are. */
  readonly states: number;
  /** What was counted so far. */
  readonly counts: Counts;
  /** How many steps were worked out, and how often XState was asked. */
  readonly asked: Asked;
  /** What was entered and taken in each chart, machine by machine. */
  readonly marks: readonly (readonly Mark[])[];
  /** Where claims broke, by their indices. */
  readonly broken: readonly (readonly [claim: number, Sight])[];
  /** Where witnesses were seen, by their indices. */
  readonly seen: readonly (readonly [witness: number, Sight])[];
  /** Claims that are asked no more. */
  readonly dismissed: readonly number[];
}

/** A search that was put down. */
export interface Saved {
  /** All that is not states. */
  readonly facts: Facts;
  /** Its states. They are made, or read, as they are asked for. */
  readonly words: Iterable<Int32Array<ArrayBuffer>>;
}
