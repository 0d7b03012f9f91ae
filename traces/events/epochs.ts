/**
 * Epochs, and the recovery that opens one.
 *
 * @module
 */
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { Kind } from "./kind.ts";

/** A volume epoch was installed on a copy, or raised in the metadata service. */
export interface VolumeEpoch extends Kind<"volume-epoch"> {
  /** The epoch. */
  readonly vepoch: number;
  /** The copy that installed it; absent for the metadata service. */
  readonly seg?: SegmentId;
  /** The instance that asked for it. */
  readonly instance?: string;
}

/** A membership epoch of a group was raised, the `group` line after it states who counts, or installed. */
export interface MembershipEpoch extends Kind<"membership-epoch"> {
  /** The group. */
  readonly pg: PgId;
  /** The epoch. */
  readonly mepoch: number;
  /** The copy that installed it; absent for the metadata service. */
  readonly seg?: SegmentId;
  /** The instance that was told of it and makes its requests in it from now on. */
  readonly instance?: string;
}

/**
 * A geometry epoch of the volume was raised: it grows by a group, which the `group` line after it
 * describes, or changes its quorum model. Or an instance was told of it.
 */
export interface GeometryEpoch extends Kind<"geometry-epoch"> {
  /** The epoch. */
  readonly gepoch: number;
  /** The instance that was told of it; absent for who keeps it. */
  readonly instance?: string;
}

/** The volume was to grow, and cannot: it has as many groups as it may have. */
export interface OutOfSpace extends Kind<"out-of-space"> {
  /** The instance that was refused. */
  readonly instance?: string;
}

/** A copy that is no member any more was thrown away, with all it had on disk. */
export interface Discard extends Kind<"discard"> {
  /** The copy. */
  readonly seg: SegmentId;
}

/** A recovery computed its points and annulled the LSNs above `from` up to `to`, inclusive. */
export interface Recovery extends Kind<"recovery"> {
  /** The volume epoch that the recovery opens. */
  readonly vepoch: number;
  /** The copies that answered. */
  readonly responders: readonly SegmentId[];
  /** The VCL that it computed. */
  readonly vcl: Lsn;
  /** The VDL that it computed. */
  readonly vdl: Lsn;
  /** The annulled LSNs are above this. */
  readonly from: Lsn;
  /** The last annulled LSN. */
  readonly to: Lsn;
}

/** A copy learned that the LSNs above `from` up to `to`, inclusive, are annulled: it holds none. */
export interface Truncate extends Kind<"truncate"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The volume epoch of the recovery that annulled them. */
  readonly vepoch: number;
  /** The annulled LSNs are above this. */
  readonly from: Lsn;
  /** The last annulled LSN. */
  readonly to: Lsn;
}

/** A copy refused a request of an older epoch. */
export interface Fence extends Kind<"fence"> {
  /** The copy. */
  readonly seg: SegmentId;
  /** The volume epoch of the request. */
  readonly vepoch: number;
  /** The record that was refused. */
  readonly lsn?: Lsn;
}

/** Every event of epochs and recovery. */
export type EpochEvent =
  | VolumeEpoch
  | MembershipEpoch
  | GeometryEpoch
  | OutOfSpace
  | Discard
  | Recovery
  | Truncate
  | Fence;
