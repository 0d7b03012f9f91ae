/**
 * A path through the model, told as a trace.
 *
 * @module
 */
import type { StorageMove } from "../model/deeds.ts";
import { walk } from "../model/explore/walk.ts";
import type { StorageSystem } from "../model/system.ts";
import type { TraceEvent } from "../traces/event.ts";
import { observe } from "./observe/observe.ts";
import { SHOWN } from "./observe/shown.ts";

/**
 * The trace of a path, header included.
 *
 * @param path Names of moves, from the first state.
 * @param atRest True if the path ends in a state in which nothing but faults can happen.
 * @throws {ModelError} for a name that is no move, or a move that cannot happen there.
 */
export function traceOf(
  system: StorageSystem,
  path: readonly string[],
  atRest = false,
): TraceEvent[] {
  return [
    { kind: "trace", version: 1, clock: "order", system: `the model, scope ${system.name}` },
    { kind: "sees", kinds: SHOWN },
    ...walk(system, path).flatMap(({ move, before, after }) =>
      observe(system, { move: move as StorageMove, before, after })
    ),
    ...atRest ? [{ kind: "end" } as const] : [],
  ];
}
