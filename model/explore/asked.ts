/**
 * Who worked out the steps of a search that were not remembered.
 *
 * @module
 */
import type { Stepping } from "./stepping.ts";

/** How many steps were worked out. */
export interface Asked {
  /** All of them: each other step was remembered. */
  readonly steps: number;
  /** Those that XState was asked for: all that are not specialised, and a sample of the others. */
  readonly ofXState: number;
}

/** What was asked in a system so far. */
export function askedIn({ steppers }: Stepping): Asked {
  return sumOfAsked(
    [...new Set(steppers)].map(({ asked, specialised, checked }) => ({
      steps: asked,
      ofXState: asked - specialised + checked,
    })),
  );
}

/** What was asked in several searches, or by several peers. */
export function sumOfAsked(all: readonly Asked[]): Asked {
  return {
    steps: all.reduce((sum, { steps }) => sum + steps, 0),
    ofXState: all.reduce((sum, { ofXState }) => sum + ofXState, 0),
  };
}

/** Why machines have no specialised step, by their names. */
export function unspecialisedIn({ steppers }: Stepping): Record<string, string> {
  return Object.fromEntries(
    steppers.flatMap(({ id, left }) => left === undefined ? [] : [[id, left]]),
  );
}
