/**
 * What a mutant must say of itself.
 *
 * @module
 */
import type { BacktrackBounds } from "../../model/backtrack/bounds.ts";
import type { BacktrackMachines } from "../../model/backtrack/system.ts";
import type { BackupBounds } from "../../model/backup/bounds.ts";
import type { BackupMachines } from "../../model/backup/system.ts";
import type { Bounds } from "../../model/bounds.ts";
import type { LifeMachines } from "../../model/life/life.ts";
import type { LifeBounds } from "../../model/life/terms.ts";
import type { Machines } from "../../model/system.ts";
import type { Mistake } from "../world.ts";

/** The published machines with one named rule replaced by a mistake. */
export interface Mutant extends Mistake {
  /** The mistake in a few words, with hyphens. */
  readonly name: string;
  /** Its number in the catalogue of mutations; absent for one of our own. */
  readonly number?: number;
  /** The mistake, in one sentence. */
  readonly says: string;
  /** The rule that is replaced, such as `writer.advancePgcl`. */
  readonly rule: string;
  /** The smallest scope that shows it. */
  readonly scope: string;
  /** Code of the invariant that must catch it. */
  readonly caughtBy: string;
  /**
   * True for a mistake that picks a copy or an AZ by its name: alike copies are not exchanged then. A
   * search that exchanges them refuses it.
   */
  readonly namesCopies?: true;
}

/** A mistake in the storage. */
export interface StorageMutant extends Mutant {
  /** The machines with the mistake. */
  machines(bounds: Bounds): Partial<Machines>;
}

/** A mistake with backtracks. */
export interface BacktrackMutant extends Mutant {
  /** The machines with the mistake. */
  machines(bounds: BacktrackBounds): Partial<BacktrackMachines>;
}

/** A mistake with backups. */
export interface BackupMutant extends Mutant {
  /** The machines with the mistake. */
  machines(bounds: BackupBounds): Partial<BackupMachines>;
}

/** A mistake in the life of a cluster. */
export interface LifeMutant extends Mutant {
  /** The machines with the mistake. */
  machines(bounds: LifeBounds): Partial<LifeMachines>;
}
