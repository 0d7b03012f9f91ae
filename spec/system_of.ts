/**
 * The system of a scope.
 *
 * @module
 */
import type { Mutant } from "./mutants/mutant.ts";
import { scopes } from "./scopes.ts";
import type { Subject } from "./subject.ts";

/**
 * The system of a scope, of the published machines or with a mistake in them.
 *
 * @param symmetry False: alike copies are told apart by their names.
 */
export function systemOf(scope: string, mutant?: Mutant, symmetry = true): Subject {
  const system = scopes[scope]!.system(mutant);
  return mutant?.namesCopies || !symmetry ? { ...system, symmetry: [] } : system;
}
