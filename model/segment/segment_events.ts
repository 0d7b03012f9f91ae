/**
 * What happens to a segment.
 *
 * @module
 */
import type { Block } from "./blocks.ts";
import type { Epoch, MembershipStamp, Truncation } from "../recovery/epochs.ts";
import type { Lsn, PageId, RedoRecord, SegmentId } from "../terms.ts";

/** A copy gets from a peer what its log need not tell any more: a baseline. */
export interface Hydration extends MembershipStamp {
  /** The event. */
  readonly type: "hydrate";
  /** The peer. */
  readonly from: SegmentId;
  /** The blocks are as of this point. */
  readonly upto: Lsn;
  /** The records that they are made of. */
  readonly applied: readonly Lsn[];
  /** The blocks, where records name them. */
  readonly blocks: Readonly<Record<PageId, Block>>;
  /** What they tell of transactions. */
  readonly inBlocks: readonly RedoRecord[];
  /** PGMRPL: every read is as of this point or a later one, and what lies below stays. */
  readonly pgmrpl: Lsn;
  /** The SCL and the GC point of the peer. */
  readonly peer: { readonly scl: Lsn; readonly collected: Lsn };
  /** The epoch whose truncation the peer knows. */
  readonly informed: Epoch;
}

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
  | Hydration
  | { readonly type: "enter"; readonly membership: Epoch }
  | { readonly type: "report"; readonly epoch: Epoch }
  | { readonly type: "fence"; readonly epoch: Epoch }
  | ({ readonly type: "truncate" } & Truncation)
  | { readonly type: "acknowledge"; readonly lsn: Lsn }
  | {
    readonly type: "collect";
    readonly pgmrpl: Lsn;
    /** The epoch of the writer that tells it; absent: the first. */
    readonly epoch?: Epoch;
  }
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
  hydrate: {},
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

/** Does an event tell a membership epoch, if it is not the first? */
export function isStamped(event: SegmentEvent): event is Extract<SegmentEvent, MembershipStamp> {
  return "record" in event || event.type === "hydrate" || event.type === "enter";
}

/** Can a peer make its blocks as of that point? */
export function canGive({ upto, peer }: Hydration): boolean {
  return upto <= peer.scl && upto >= peer.collected;
}
