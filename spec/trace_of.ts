/**
 * A path through the model, told as a trace.
 *
 * @module
 */
import { walk } from "../model/explore/walk.ts";
import type { TraceEvent } from "../traces/event.ts";
import type { Subject } from "./subject.ts";

/**
 * The trace of a path, header included.
 *
 * @param path Names of moves, from the first state.
 * @param atRest True if the path ends in a state in which nothing but faults can happen.
 * @throws {ModelError} for a name that is no move, or a move that cannot happen there.
 */
export function traceOf(
  system: Subject,
  path: readonly string[],
  atRest = false,
): TraceEvent[] {
  return [
    { kind: "trace", version: 1, clock: "order", system: `the model, scope ${system.name}` },
    { kind: "sees", kinds: system.sees },
    ...walk(system, path).flatMap((edge) => system.observe(edge)),
    ...atRest ? [{ kind: "end" } as const] : [],
  ];
}
