/**
 * What one peer has to say when a search is over: plain data, and little of it.
 *
 * @module
 */
import type { Asked } from "../asked.ts";
import type { Moment } from "../asking.ts";
import type { Counts } from "../counts.ts";
import type { Mark } from "../inert.ts";
import { ModelError } from "../model_error.ts";
import { UnlikeError } from "../symmetry/unlike.ts";

/** A share of a search: what was counted in the states that this peer expanded. */
export interface Share extends Counts {
  /** States that this peer kept. */
  readonly states: number;
  readonly asked: Asked;
  /** What was entered and taken in each chart, machine by machine. */
  readonly marks: readonly (readonly Mark[])[];
  readonly symmetry: number;
  /** Where the search ended: at this state, or after the last one. */
  readonly at: number | undefined;
  /** How many states there are at each distance, among all peers. */
  readonly levels: readonly number[];
  /** What this peer saw before all others: claims by their index, then witnesses. */
  readonly sights: readonly ShareSight[];
  /** States on the ways to what was seen. */
  readonly ways: readonly WayState[];
  /** Local states and sets of messages, to which these refer. */
  readonly texts: readonly string[];
  /** What went wrong in the state at which the search ended. */
  readonly failure?: Failure;
  /** Memory that its states take. Unit: bytes. */
  readonly bytes: number;
}

/** Where a claim broke first, or a witness was seen first. */
export interface ShareSight {
  readonly what: number;
  readonly at: number;
  readonly moment: Moment;
}

/** A state on a way. */
export interface WayState {
  readonly number: number;
  /** The state before it. */
  readonly parent: number;
  /** Slot by slot, where among the texts it stands. */
  readonly row: readonly number[];
}

/** An error, as far as it can be told. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Is the model at fault? */
  readonly isOfModel: boolean;
  /** Were actors declared alike that are not? */
  readonly isUnlike: boolean;
}

/** Tells an error. */
export function failureOf(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(`${error}`);
  return {
    name,
    message,
    isOfModel: error instanceof ModelError,
    isUnlike: error instanceof UnlikeError,
  };
}

/** The error that was told. */
export function errorOf({ name, message, isOfModel }: Failure): Error {
  return isOfModel ? new ModelError(message) : Object.assign(new Error(message), { name });
}
