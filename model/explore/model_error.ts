/**
 * The error of a model that cannot be explored.
 *
 * @module
 */

/**
 * An error in the model itself: a rule threw, an event has no answer in writing, a state holds what
 * has no honest key. The message names the machine, the state and the event; `cause` is what the
 * rule threw.
 */
export class ModelError extends Error {
  /** What kind of error it is. */
  override readonly name = "ModelError";
}
