/**
 * Whose error it is, and how to get there: machines are shared by actors, and an error without a
 * path is hard to find again.
 *
 * @module
 */
import { ModelError } from "./model_error.ts";
import type { Stepping } from "./stepping.ts";

/**
 * The same error with the path in its message. The moves are tried again to find the
 * one that fails: no error is remembered, and each comes back.
 *
 * @param row The state in which it happened.
 * @param wayTo Names of the moves that lead to that state.
 */
export function blamed(
  error: unknown,
  stepping: Stepping,
  row: Int32Array,
  wayTo: readonly string[],
): unknown {
  if (!(error instanceof ModelError) || error.path) return error;
  const after = new Int32Array(row.length);
  for (const move of [...stepping.order.moves]) {
    const failure = caught(() => stepping.step(row, move, after));
    if (failure === undefined) continue;
    const { message, cause } = failure;
    const path = [...wayTo, stepping.move(move).name];
    return new ModelError(`${message} (on the path ${path.join(" ")})`, { cause, path });
  }
  return error;
}

/** Does what one actor is asked to do; a model error then names the actor. */
export function namingActor<T>(name: string, deed: () => T): T {
  try {
    return deed();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { message, cause } = error;
    throw new ModelError(`Actor "${name}": ${message}`, { cause });
  }
}

function caught(deed: () => unknown): ModelError | undefined {
  try {
    deed();
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}
