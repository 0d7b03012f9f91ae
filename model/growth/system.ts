/**
 * A volume that grows, the instance that writes to it, and one that reads, as one system to explore.
 *
 * @module
 */
import type { Machine, System } from "../explore/system.ts";
import type { GrowthBounds } from "./bounds.ts";
import { engine } from "./engine.ts";
import { geometry } from "./geometry.ts";
import { type GrowthMove, growthMoves } from "./moves.ts";

/** The machines of a volume that grows: a mutant is a world with one of them changed. */
export interface GrowthMachines {
  /** How many groups there are. */
  readonly geometry: Machine;
  /** Each of the instances. */
  readonly engine: Machine;
}

/** A volume that grows. */
export interface GrowthSystem extends System {
  /** Its size. */
  readonly bounds: GrowthBounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly GrowthMove[];
}

/** The published machines, for a volume of these bounds. */
export function growthMachines(bounds: GrowthBounds): GrowthMachines {
  return { geometry: geometry(bounds), engine: engine(bounds.pagesPerGroup) };
}

/** A volume that grows, of the published machines or of others. */
export function growthSystem(
  name: string,
  bounds: GrowthBounds,
  { geometry, engine }: GrowthMachines = growthMachines(bounds),
): GrowthSystem {
  return {
    name,
    bounds,
    actors: { geometry, writer: engine, replica: engine },
    moves: growthMoves(bounds),
  };
}
