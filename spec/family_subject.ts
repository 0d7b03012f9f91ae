/**
 * How a family of volumes is seen from outside.
 *
 * @module
 */
import { describeFamily } from "../model/family/bounds.ts";
import type { FamilySystem } from "../model/family/family.ts";
import type { FamilyMove } from "../model/family/moves.ts";
import { familyShown, observeFamily } from "./observe/family.ts";
import { projectFamily } from "./project_family.ts";
import type { Subject } from "./subject.ts";

/** How a family is seen: each volume has a view of its own, and all know the family. */
export function familySubjectOf(system: FamilySystem): FamilySystem & Subject {
  return {
    ...system,
    size: describeFamily(system.bounds),
    sees: familyShown(system.bounds),
    volumes: Object.keys(system.bounds.volumes),
    observe: ({ move, before, after }) =>
      observeFamily(system, { move: move as FamilyMove, before, after }),
    project: (world, volume) => projectFamily(system, world, volume),
  };
}
