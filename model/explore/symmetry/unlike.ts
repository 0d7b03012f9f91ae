/**
 * What is wrong where actors are not alike that are declared alike.
 *
 * @module
 */
import { keyOf } from "../key.ts";
import { ModelError } from "../model_error.ts";
import type { Stepping } from "../stepping.ts";
import type { Renaming } from "../system.ts";
import type { Difference } from "./shown.ts";

/** Two states that differ by a renaming only. */
export interface Pair {
  /** The system of the one state, and the state. */
  readonly stepping: Stepping;
  readonly row: Int32Array;
  /** The same of the other one. */
  readonly mirrored: Stepping;
  readonly image: Int32Array;
  /** What makes the one state the other one. */
  readonly renaming: Renaming;
}

/** Actors that are declared alike are not. It names two states, and no path: there may be none. */
export class UnlikeError extends ModelError {
  /** @param difference What should be the same in both states. */
  constructor({ what, one, other }: Difference, pair: Pair) {
    const { stepping, row, mirrored, image, renaming } = pair;
    const names = stepping.names.filter((name, slot) =>
      name in renaming ||
      stepping.steppers[slot]!.keyOf(row[slot]!) !== mirrored.steppers[slot]!.keyOf(image[slot]!)
    );
    const renamed = Object.entries(renaming).map(([from, to]) => `${from} is ${to}`);
    super(
      `${what} tells apart what is declared alike. It ${one} in the state ` +
        `{ ${stateOf(stepping, row, names)} }, and where ${renamed.join(", ")} it ${other}: ` +
        `{ ${stateOf(mirrored, image, names)} }`,
    );
  }
}

/** Some actors of a state. Contexts are cut short. */
function stateOf(stepping: Stepping, row: Int32Array, names: readonly string[]): string {
  return names.map((name) => {
    const slot = stepping.slot(name);
    const { value, context } = stepping.steppers[slot]!.snapshot(row[slot]!);
    const words = [keyOf(value), keyOf(context)].filter((word) => word !== "{}");
    return cut([name, ...words].join(" "));
  }).join(", ");
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

const LONGEST = 160;
