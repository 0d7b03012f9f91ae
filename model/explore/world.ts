/**
 * A world of local states that are at hand.
 *
 * @module
 */
import type { LocalState, World } from "./system.ts";

/** The world in which each actor is in the state that is told. */
export function worldOf(state: (actor: string) => LocalState): World {
  return { state, part: (actor, of) => of(state(actor)) };
}
