/**
 * A family of volumes as one system to explore: a volume, its clones, theirs, and the pages that
 * they share.
 *
 * @module
 */
import type { Machine, System } from "../explore/system.ts";
import type { FamilyBounds } from "./bounds.ts";
import { branch } from "./branch.ts";
import { type FamilyMove, familyMoves } from "./moves.ts";
import { pages } from "./pages.ts";

/** The machines of a family: a mutant is a family with one of them changed. */
export interface FamilyMachines {
  /** Each of the volumes. */
  readonly branch: Machine;
  /** The pages that they point at. */
  readonly pages: Machine;
}

/** A family of volumes to explore. */
export interface FamilySystem extends System {
  /** Its size. */
  readonly bounds: FamilyBounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly FamilyMove[];
}

/** The published machines, for a family of these bounds. */
export function familyMachinesFor({ sharing }: FamilyBounds): FamilyMachines {
  return { branch, pages: pages(sharing) };
}

/** A family of the given size, of the published machines or of others. */
export function familySystem(
  name: string,
  bounds: FamilyBounds,
  machines: FamilyMachines = familyMachinesFor(bounds),
): FamilySystem {
  const branches = Object.keys(bounds.volumes).map((volume) => [volume, machines.branch] as const);
  return {
    name,
    bounds,
    actors: { ...Object.fromEntries(branches), pages: machines.pages },
    moves: familyMoves(bounds),
  };
}
