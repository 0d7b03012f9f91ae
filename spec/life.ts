/**
 * The life of a cluster, as it is seen from outside.
 *
 * @module
 */
import {
  type LifeMachines,
  lifeMachines,
  type LifeSystem,
  lifeSystem,
} from "../model/life/life.ts";
import { describeLife, type LifeBounds } from "../model/life/terms.ts";
import { LIFE_SHOWN, observeLife } from "./observe/life.ts";
import { projectLife } from "./project_life.ts";
import type { Subject } from "./subject.ts";
import type { Making } from "./world.ts";

/** The life of a cluster, seen from outside. */
export type LifeSubject = LifeSystem & Subject;

/** How the life of a cluster is seen. */
export function lifeSubjectOf(system: LifeSystem): LifeSubject {
  return {
    ...system,
    size: describeLife(system.bounds),
    sees: LIFE_SHOWN,
    observe: (step) => observeLife(system, step),
    project: (world) => projectLife(system, world),
  };
}

/** How the lives of clusters are made into systems. */
export const lives: Making<LifeBounds, LifeMachines, LifeSubject> = {
  world: "life",
  machinesFor: lifeMachines,
  subject: (name, bounds, machines) => lifeSubjectOf(lifeSystem(name, bounds, machines)),
};
