/**
 * The scopes of every kind of world, by one set of names.
 *
 * @module
 */
import type { Bounds } from "../model/bounds.ts";
import { backtrackScopes } from "../model/backtrack/scopes.ts";
import { backupScopes } from "../model/backup/scopes.ts";
import type { FamilyBounds } from "../model/family/bounds.ts";
import { type FamilyMachines, familyMachinesFor, familySystem } from "../model/family/family.ts";
import { familyScopes } from "../model/family/scopes.ts";
import { growthScopes } from "../model/growth/scopes.ts";
import { lifeScopes } from "../model/life/scopes.ts";
import { scopes as storageScopes } from "../model/scopes.ts";
import { type Machines, machinesFor, storageSystem } from "../model/system.ts";
import { backtracks } from "./backtrack.ts";
import { backups } from "./backup.ts";
import { familySubjectOf } from "./family_subject.ts";
import { growth } from "./growth.ts";
import { lives } from "./life.ts";
import { type StorageSubject, type Subject, subjectOf } from "./subject.ts";
import { made, type Making, type Mistake, type Scope, scopesOf } from "./world.ts";

const storage: Making<Bounds, Machines, StorageSubject> = {
  world: "storage",
  machinesFor,
  subject: (name, bounds, machines) => subjectOf(storageSystem(name, bounds, machines)),
};

const family: Making<FamilyBounds, FamilyMachines, Subject> = {
  world: "family",
  machinesFor: familyMachinesFor,
  subject: (name, bounds, machines) => familySubjectOf(familySystem(name, bounds, machines)),
};

/** The scopes by name: those of the storage, the smallest first, then other worlds. */
export const scopes: Readonly<Record<string, Scope>> = {
  ...scopesOf(storageScopes, storage),
  ...scopesOf(backupScopes, backups),
  ...scopesOf(familyScopes, family),
  ...scopesOf(backtrackScopes, backtracks),
  ...scopesOf(lifeScopes, lives),
  ...scopesOf(growthScopes, growth),
};

/** The names of those that are explored whenever all are, and of those explored by hand. */
export const [everyTime, byHand] = [false, true].map((large) =>
  Object.keys(scopes).filter((name) => scopes[name]!.isLarge === large)
) as [string[], string[]];

/** The storage system of a scope of the storage, of the published machines or with a mistake. */
export function storageSystemOf(scope: string, mistake?: Mistake): StorageSubject {
  return made(storage, scope, storageScopes[scope]!.bounds, mistake);
}
