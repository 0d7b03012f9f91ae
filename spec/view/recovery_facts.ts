/**
 * What recoveries did, as plain facts.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";

/** LSNs that a recovery annulled. */
export interface Annulled {
  /** They are above this. */
  readonly from: Lsn;
  /** The last of them. */
  readonly to: Lsn;
  /** The volume epoch of the recovery. */
  readonly vepoch: number;
}

/** What recoveries did. */
export interface RecoveryFacts {
  /** The LSNs that they annulled, lowest first; no LSN is in two ranges. */
  readonly annulled: readonly Annulled[];
  /** Volume epoch of the last one; 0 where none was seen. */
  readonly vepoch: number;
  /** The VDL that it computed, or what a backtrack left of it; `NO_LSN` where none was seen. */
  readonly vdl: Lsn;
  /** Did a writer open the volume since? True where no recovery was seen. */
  readonly isOpen: boolean;
  /** The highest VDL that was announced, or implied by an acknowledged commit, before it. */
  readonly exposed: Lsn;
}

/** No recovery was seen. */
export const NO_RECOVERY: RecoveryFacts = {
  annulled: [],
  vepoch: 0,
  vdl: NO_LSN,
  isOpen: true,
  exposed: NO_LSN,
};
