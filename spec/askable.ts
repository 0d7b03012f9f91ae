/**
 * The claims that the model can be asked.
 *
 * @module
 */
import { areSeen, type Invariant } from "./invariant.ts";
import { invariants } from "./invariants/all.ts";
import { SHOWN } from "./observe/shown.ts";

/** The claims that a step of the model can put to the test: it shows what they need. */
export const askable: readonly Invariant[] = invariants.filter(({ needs }) =>
  areSeen(needs, SHOWN)
);
