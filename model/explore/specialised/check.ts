/**
 * The check of the specialised step: the first answers of each kind, and a share of all others, are
 * asked of XState as well, and must be the same in all that a step shows.
 *
 * @module
 */
import { keyOf } from "../key.ts";

/** Of the answers that took the same transitions so many are checked, and then one in so many. */
const FIRST = 2;
const EVERY = 128;

/** Is the answer to be checked that took the same transitions as so many, itself included? */
export function isDue(times: number): boolean {
  return times <= FIRST || times % EVERY === 0;
}

/** All that a step shows. */
export interface Shown {
  /** The state that it leads to, as a key. */
  readonly state: string;
  readonly outputs: readonly unknown[];
  readonly marks: readonly unknown[];
}

/** What is different, in words, or undefined. */
export function difference(mine: Shown, theirs: Shown): string | undefined {
  const [one, other] = [mine, theirs].map(({ state, outputs, marks }) => ({
    state,
    outputs: keyOf(outputs),
    marks: keyOf(marks),
  }));
  const part = (["state", "outputs", "marks"] as const).find((part) => one![part] !== other![part]);
  return part && `${part} ${one![part]}, but XState says ${other![part]}`;
}
