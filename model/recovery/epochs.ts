/**
 * Volume epochs, and what a recovery annuls. Source: S18 §2.4, S17 §4.3.
 *
 * @module
 */
import type { Lsn } from "../terms.ts";

/** Volume epoch: raised by each recovery, sent with each request. Source: S18 §2.4. */
export type Epoch = number;

/** The epoch in which a volume is created. */
export const FIRST_EPOCH: Epoch = 1;

/** What a request or an answer tells of the membership epoch of its group, once there was a change. */
export interface MembershipStamp {
  /** The membership epoch; absent: the first. */
  readonly membership?: Epoch;
}

/** How a membership epoch is told. */
export function stampOf(membership: Epoch): MembershipStamp {
  return membership === FIRST_EPOCH ? {} : { membership };
}

/** LSNs that a recovery annulled: whatever had one of them never was. Source: S18 §2.4. */
export interface Annulment {
  /** They lie above this. */
  readonly from: Lsn;
  /** The last of them. */
  readonly to: Lsn;
}

/**
 * All that is annulled, as one recovery sees it. A later one replaces it as a whole: what an
 * interrupted recovery annulled on a few copies may have survived. Source: S17 §4.3.
 */
export interface Truncation {
  /** The epoch of the recovery. */
  readonly epoch: Epoch;
  /** Its own range comes last. */
  readonly ranges: readonly Annulment[];
}

/** Does an LSN lie in one of these ranges? */
export function isAnnulled(ranges: readonly Annulment[], lsn: Lsn): boolean {
  return ranges.some(({ from, to }) => lsn > from && lsn <= to);
}
