/**
 * The error of a model that cannot be explored.
 *
 * @module
 */

/**
 * An error in the model itself: a rule threw, an event has no answer in writing, a state holds what
 * has no honest key. The message names the machine, the state and the event, and the actor where
 * one is known; `cause` is what the rule threw.
 */
export class ModelError extends Error {
  /** What kind of error it is. */
  override readonly name = "ModelError";
  /** Names of the moves that lead to it from the first state, the failing one last, if known. */
  readonly path?: readonly string[];

  /** An error with a `cause`, what went wrong inside, and a `path`, how to get there. */
  constructor(message: string, options: ErrorOptions & { path?: readonly string[] } = {}) {
    super(message, options);
    if (options.path) this.path = options.path;
  }
}
