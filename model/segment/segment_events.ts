/**
 * What happens to a segment.
 *
 * @module
 */
import type { Block } from "./blocks.ts";
import type { Epoch, MembershipStamp, Truncation } from "../recovery/epochs.ts";
import type { Lsn, PageId, RedoRecord, SegmentId } from "../terms.ts";

/** What a copy is asked to do. */
export type SegmentEvent =
  | ({
    readonly type: "receive" | "store" | "writeBack";
    readonly record: RedoRecord;
    readonly epoch: Epoch;
  } & MembershipStamp)
  | ({
    readonly type: "gossip";
    readonly from: SegmentId;
    readonly record: RedoRecord;
    readonly peerScl: Lsn;
    /** The epoch whose truncation the peer knows. */
    readonly informed: Epoch;
  } & MembershipStamp)
  | { readonly type: "enter"; readonly membership: Epoch }
  | { readonly type: "report"; readonly epoch: Epoch }
  | { readonly type: "fence"; readonly epoch: Epoch }
  | ({ readonly type: "truncate" } & Truncation)
  | { readonly type: "acknowledge"; readonly lsn: Lsn }
  | { readonly type: "collect"; readonly pgmrpl: Lsn }
  | {
    readonly type: "serve";
    readonly page: PageId;
    /** The read point. */
    readonly at: Lsn;
    /** The last record of the group up to there. */
    readonly needs: Lsn;
    readonly epoch: Epoch;
    readonly block: Block;
  }
  | { readonly type: "damage" | "scrub"; readonly page: PageId }
  | {
    readonly type: "repair";
    readonly page: PageId;
    /** The block of a peer. */
    readonly block: Block;
    /** Whether that one is in order. */
    readonly isGood: boolean;
  }
  | { readonly type: "persist" | "sort" | "coalesce" | "stage" | "crash" | "restart" | "discard" };

/** What a copy that is down does not hear, in writing. */
export const UNHEARD = {
  receive: {},
  persist: {},
  acknowledge: {},
  sort: {},
  store: {},
  gossip: {},
  coalesce: {},
  stage: {},
  collect: {},
  serve: {},
  damage: {},
  scrub: {},
  repair: {},
  writeBack: {},
  report: {},
  fence: {},
  truncate: {},
  enter: {},
  discard: {},
  crash: {},
} as const;
