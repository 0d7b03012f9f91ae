/**
 * What the spec asks: a system of the model, and how it is seen from outside.
 *
 * @module
 */
import { describeBounds } from "../model/bounds.ts";
import type { StorageMove } from "../model/deeds.ts";
import type { System, World } from "../model/explore/system.ts";
import type { Edge } from "../model/explore/watch.ts";
import type { StorageSystem } from "../model/system.ts";
import type { VolumeId } from "../model/terms.ts";
import type { EventKind, TraceEvent } from "../traces/event.ts";
import { observe } from "./observe/observe.ts";
import { shownIn } from "./observe/shown.ts";
import { project } from "./project.ts";
import type { Source } from "./view/facts.ts";

/** A system that shows its steps as events, and its states as views. */
export interface Subject extends System {
  /** Its bounds, in one line. */
  readonly size: string;
  /** The kinds of events that its steps can show. */
  readonly sees: readonly EventKind[];
  /** The events of a step, in the order in which they become true. */
  observe(step: Edge): TraceEvent[];
  /** The volumes that its events name, where there are several. */
  readonly volumes?: readonly VolumeId[];
  /**
   * The view of a state, where there are several volumes that of one of them, or of none. A part is
   * read from the state only when somebody asks for it.
   */
  project(world: World, volume?: VolumeId): Source;
}

/** A storage system, seen from outside. */
export type StorageSubject = StorageSystem & Subject;

/** How a storage system is seen. */
export function subjectOf(system: StorageSystem): StorageSubject {
  return {
    ...system,
    size: describeBounds(system.bounds),
    sees: shownIn(system.bounds),
    observe: ({ move, before, after }) =>
      observe(system, { move: move as StorageMove, before, after }),
    project: (world) => project(system, world),
  };
}
