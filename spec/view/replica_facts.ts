/**
 * What a view knows of a replica, as plain facts.
 *
 * @module
 */
import { type Lsn, NO_LSN } from "../../model/terms.ts";

/** One replica. */
export interface ReplicaFacts {
  /** The VDL that it was told last, as far as that was seen. */
  readonly vdl?: Lsn;
  /** The highest record that it applied to its cache. */
  readonly applied: Lsn;
  /** It shows every commit with an SCN up to here. */
  readonly noted: Lsn;
  /** SCNs of single commits that it shows besides. */
  readonly beyond: readonly Lsn[];
  /** The pages in its cache: each has all its records up to an LSN. */
  readonly pages: Readonly<Record<string, Lsn>>;
  /** Is it known which pages it has? Not of one that was there before anything was seen. */
  readonly isKnown: boolean;
}

/** A replica of which nothing was seen. */
export const NO_REPLICA: ReplicaFacts = {
  applied: NO_LSN,
  noted: NO_LSN,
  beyond: [],
  pages: {},
  isKnown: false,
};
