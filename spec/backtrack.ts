/**
 * A world with backtracks, as it is seen from outside.
 *
 * @module
 */
import { type BacktrackBounds, describeBacktracks } from "../model/backtrack/bounds.ts";
import {
  type BacktrackMachines,
  backtrackMachines,
  type BacktrackSystem,
  backtrackSystem,
} from "../model/backtrack/system.ts";
import { BACKTRACK_SHOWN, observeBacktrack } from "./observe/backtrack.ts";
import { projectBacktrack } from "./project_backtrack.ts";
import type { Subject } from "./subject.ts";
import type { Making } from "./world.ts";

/** A world with backtracks, seen from outside. */
export type BacktrackSubject = BacktrackSystem & Subject;

/** How a world with backtracks is seen. */
export function backtrackSubjectOf(system: BacktrackSystem): BacktrackSubject {
  return {
    ...system,
    size: describeBacktracks(system.bounds),
    sees: BACKTRACK_SHOWN,
    observe: (step) => observeBacktrack(system, step),
    project: (world) => projectBacktrack(system, world),
  };
}

/** How the scopes with backtracks are made into systems. */
export const backtracks: Making<BacktrackBounds, BacktrackMachines, BacktrackSubject> = {
  world: "backtracks",
  machinesFor: backtrackMachines,
  subject: (name, bounds, machines) => backtrackSubjectOf(backtrackSystem(name, bounds, machines)),
};
