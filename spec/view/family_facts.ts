/**
 * What is seen of volumes that were cloned from one another, as plain facts.
 *
 * @module
 */
import type { Lsn, PageId, PhysicalId, VolumeId } from "../../model/terms.ts";

/** Where a clone began. */
export interface ForkFacts {
  /** The volume that it was cloned from. */
  readonly of: VolumeId;
  /** What it holds of that, up to here. */
  readonly at: Lsn;
  /** It shares no page with that volume. */
  readonly full: boolean;
}

/** The records of one page in one volume. */
export interface VersionFacts {
  /** Their LSNs, rising: the last one at or below VDL, if there is one, and all above it. */
  readonly kept: readonly Lsn[];
  /** Were there older ones? */
  readonly older: boolean;
}

/** What a page of a volume points at. */
export interface PointerFacts {
  /** The physical page. */
  readonly physical: PhysicalId;
  /** The last record that is applied to it, if that was told. */
  readonly lsn?: Lsn;
}

/** One volume of several. */
export interface LineageFacts {
  /** Where it began, if it was cloned. */
  readonly fork?: ForkFacts;
  /** Its own records lie above this; absent where none was seen. */
  readonly above?: Lsn;
  /** Is all known that it had at that point? */
  readonly isWhole: boolean;
  /** Its VDL, if one is known. */
  readonly vdl: Lsn;
  /** Its own records, page by page. */
  readonly written: Readonly<Record<PageId, VersionFacts>>;
  /** The last record of each page at its fork, as far as known; `NO_LSN` and absent: none. */
  readonly inherited: Readonly<Record<PageId, Lsn | undefined>>;
  /** What its pages point at, as far as known. */
  readonly pointers: Readonly<Record<PageId, PointerFacts>>;
  /** Was it deleted? */
  readonly isDeleted: boolean;
  /** Was it rewound? */
  readonly isRewound?: boolean;
}

/** All volumes that were told apart by name. */
export interface FamilyFacts {
  /** Each of them. */
  readonly volumes: Readonly<Record<VolumeId, LineageFacts>>;
  /** Physical pages that no volume points at and that are not free yet, with their family. */
  readonly garbage: Readonly<Record<PhysicalId, VolumeId>>;
  /** How many clones of a family may share its pages, if that is known. */
  readonly limit?: number;
}

/** No volume was named. */
export const NO_FAMILY: FamilyFacts = { volumes: {}, garbage: {} };
