/**
 * The system of a scope.
 *
 * @module
 */
import { scopes } from "../model/scopes.ts";
import { machinesFor, type StorageSystem, storageSystem } from "../model/system.ts";
import type { Mutant } from "./mutants/mutant.ts";

/**
 * The system of a scope, of the published machines or with a mistake in them.
 *
 * @param symmetry False: alike copies are told apart by their names.
 */
export function systemOf(scope: string, mutant?: Mutant, symmetry = true): StorageSystem {
  const { bounds } = scopes[scope]!;
  const machines = { ...machinesFor(bounds), ...mutant?.machines(bounds) };
  const system = storageSystem(scope, bounds, machines);
  return mutant?.namesCopies || !symmetry ? { ...system, symmetry: [] } : system;
}
