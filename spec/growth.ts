/**
 * A volume that grows, as it is seen from outside.
 *
 * @module
 */
import { describeGrowth, type GrowthBounds } from "../model/growth/bounds.ts";
import {
  type GrowthMachines,
  growthMachines,
  type GrowthSystem,
  growthSystem,
} from "../model/growth/system.ts";
import { GROWTH_SHOWN, observeGrowth } from "./observe/growth.ts";
import { projectGrowth } from "./project_growth.ts";
import type { Subject } from "./subject.ts";
import type { Making } from "./world.ts";

/** A volume that grows, seen from outside. */
export type GrowthSubject = GrowthSystem & Subject;

/** How the scopes in which a volume grows are made into systems. */
export const growth: Making<GrowthBounds, GrowthMachines, GrowthSubject> = {
  world: "growth",
  machinesFor: growthMachines,
  subject(name, bounds, machines) {
    const system = growthSystem(name, bounds, machines);
    return {
      ...system,
      size: describeGrowth(bounds),
      sees: GROWTH_SHOWN,
      observe: (step) => observeGrowth(system, step),
      project: (world) => projectGrowth(system, world),
    };
  },
};
