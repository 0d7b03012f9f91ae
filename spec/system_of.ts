/**
 * The system of a scope.
 *
 * @module
 */
import { scopes } from "../model/scopes.ts";
import { machinesFor, storageSystem } from "../model/system.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { type StorageSubject, subjectOf } from "./subject.ts";

/**
 * The system of a scope, of the published machines or with a mistake in them.
 *
 * @param symmetry False: alike copies are told apart by their names.
 */
export function systemOf(scope: string, mutant?: Mutant, symmetry = true): StorageSubject {
  const { bounds } = scopes[scope]!;
  const machines = { ...machinesFor(bounds), ...mutant?.machines(bounds) };
  const system = subjectOf(storageSystem(scope, bounds, machines));
  return mutant?.namesCopies || !symmetry ? { ...system, symmetry: [] } : system;
}
