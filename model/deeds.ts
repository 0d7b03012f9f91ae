/**
 * What can happen in a storage system, as data: the spec reads from a deed what it shows to the
 * outside.
 *
 * @module
 */
import type { Epoch } from "./recovery/epochs.ts";
import type { Move } from "./explore/system.ts";
import type { AzId, InstanceId, Lsn, PageId, PgId, SegmentId } from "./terms.ts";

/** One thing that can happen. */
export type Deed =
  | { readonly does: "create"; readonly lal: Lsn }
  | { readonly does: "allocate" | "undo" }
  | {
    readonly does: "receive" | "store" | "gossip" | "writeBack";
    readonly segment: SegmentId;
    readonly lsn: Lsn;
  }
  | {
    readonly does: "ack";
    readonly segment: SegmentId;
    readonly pg: PgId;
    readonly lsn: Lsn;
  }
  | {
    readonly does: "persist" | "sort" | "coalesce" | "stage" | "crash" | "restart";
    readonly segment: SegmentId;
  }
  | { readonly does: "collect"; readonly segment: SegmentId; readonly pg: PgId }
  | { readonly does: "fence" | "truncate"; readonly segment: SegmentId; readonly epoch: Epoch }
  | {
    readonly does: "recover";
    readonly step: "start" | "answer" | "compute" | "open" | "crash";
  }
  | { readonly does: "loseAz" | "regainAz"; readonly az: AzId }
  | { readonly does: "view" | "announce" }
  | { readonly does: "ask" | "look" | "evict"; readonly page: PageId }
  | { readonly does: "serve"; readonly segment: SegmentId; readonly page: PageId }
  | BlockDeed
  | ClusterDeed
  | ReplicaDeed
  | { readonly does: "propose" | "learn" }
  | { readonly does: "enter" | "discard"; readonly segment: SegmentId }
  | { readonly does: "hydrate"; readonly segment: SegmentId; readonly from: SegmentId };

/** One thing that can happen to the instances of a cluster. */
export interface ClusterDeed {
  /** It is about instances. */
  readonly does: "cluster";
  /** What happens. */
  readonly step:
    | "lose"
    | "attach"
    | "retier"
    | "choose"
    | "recreate"
    | "promote"
    | "pointWriter"
    | "pointReader"
    | "pointCustom";
  /** The instance that it is about. */
  readonly instance?: InstanceId;
}

/** What is done to one block of a copy. */
export type BlockDeed =
  | { readonly does: "damage" | "scrub"; readonly segment: SegmentId; readonly page: PageId }
  | {
    readonly does: "repair";
    readonly segment: SegmentId;
    readonly page: PageId;
    /** The peer whose block it is repaired from. */
    readonly from: SegmentId;
  };

/** One thing that a replica does, or that is done to it. */
export type ReplicaDeed = { readonly does: "replica"; readonly replica: InstanceId } & ReplicaStep;

/** What it is. */
export type ReplicaStep =
  | { readonly step: "attach" | "stream" | "learn" | "note" | "hear" | "crash" }
  | { readonly step: "fetch" | "evict"; readonly page: PageId }
  | { readonly step: "arrive"; readonly page: PageId; readonly segment: SegmentId }
  | { readonly step: "openView" | "closeView"; readonly view: string }
  | { readonly step: "read"; readonly view: string; readonly page: PageId };

/** A move of a storage system. */
export interface StorageMove extends Move {
  /** What it does. */
  readonly deed: Deed;
}
