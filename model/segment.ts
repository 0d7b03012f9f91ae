/**
 * A segment: one copy of a protection group on one storage node, and the pipeline that a record
 * goes through there. Source: S17 §3.3 and Figure 4, S18 §2.1 and Figure 2.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { completeUpto } from "./chain.ts";
import { type Lsn, NO_LSN, type RedoRecord, type SegmentId } from "./terms.ts";

/** What a copy has. Only the incoming queue is in memory: the rest survives a crash. */
export interface SegmentContext {
  /** Step 1: received, not durable. */
  readonly incoming: readonly RedoRecord[];
  /** Step 2: durable, not sorted. */
  readonly updateQueue: readonly RedoRecord[];
  /** Step 3: durable, sorted by LSN, open to gossip. */
  readonly hotLog: readonly RedoRecord[];
  /** Segment Complete LSN: the end of the unbroken chain in the hot log, inclusive. */
  readonly scl: Lsn;
  /** Step 5: the records applied to blocks, in the order in which they were applied. */
  readonly applied: readonly Lsn[];
  /** Step 6: the log is staged to the backup store up to here. */
  readonly staged: Lsn;
  /** Step 7: the GC point: the log is collected up to here. */
  readonly collected: Lsn;
}

/** What a copy is asked to do. */
export type SegmentEvent =
  | { readonly type: "receive" | "store"; readonly record: RedoRecord }
  | {
    readonly type: "gossip";
    readonly from: SegmentId;
    readonly record: RedoRecord;
    readonly peerScl: Lsn;
  }
  | { readonly type: "acknowledge"; readonly lsn: Lsn }
  | { readonly type: "collect"; readonly pgmrpl: Lsn }
  | { readonly type: "persist" | "sort" | "coalesce" | "stage" | "crash" | "restart" };

/** What a crash cannot take, without what was made of it. */
export type Durable = Pick<SegmentContext, "updateQueue" | "hotLog" | "collected">;

/** The records that a crash cannot take. */
export function durableRecords({ updateQueue, hotLog }: Durable): RedoRecord[] {
  return inOrder([...updateQueue, ...hotLog]);
}

/** Does the copy hold a record durably? What it collected it once held. */
export function holds(durable: Durable, lsn: Lsn): boolean {
  return lsn <= durable.collected || durableRecords(durable).some((record) => record.lsn === lsn);
}

/** Did the copy sort a record into its hot log? What it collected was there once. */
export function hasSorted({ hotLog, collected }: Durable, lsn: Lsn): boolean {
  return lsn <= collected || hotLog.some((record) => record.lsn === lsn);
}

/** The record that comes next in the blocks, if the copy has it. */
export function nextToApply({ hotLog, applied, scl }: SegmentContext): Lsn | undefined {
  return hotLog.find(({ lsn }) => lsn <= scl && lsn > (applied.at(-1) ?? NO_LSN))?.lsn;
}

/** The last record in the blocks. */
export function lastApplied({ applied }: SegmentContext): Lsn {
  return applied.at(-1) ?? NO_LSN;
}

/** A record fetched from a peer, in the hot log and nowhere else. */
export function withGossiped(
  { incoming, hotLog }: SegmentContext,
  record: RedoRecord,
): Pick<SegmentContext, "incoming" | "hotLog"> {
  return {
    incoming: incoming.filter(({ lsn }) => lsn !== record.lsn),
    hotLog: inOrder([...hotLog, record]),
  };
}

/** The GC point, where that is higher than it was: it never goes back. */
export function raised({ collected }: SegmentContext, upto: Lsn): Partial<SegmentContext> {
  return upto > collected ? { collected: upto } : {};
}

/** The least of some LSNs. */
export function least(...lsns: readonly Lsn[]): Lsn {
  return lsns.reduce((a, b) => a < b ? a : b);
}

/** Records in the order of their LSNs. */
export function inOrder(records: readonly RedoRecord[]): RedoRecord[] {
  return [...records].sort((a, b) => Number(a.lsn - b.lsn));
}

/** The segment machine. `store` is `receive`, `persist` and `sort` in one step. */
export const segment = setup({
  types: { context: {} as SegmentContext, events: {} as SegmentEvent },
  guards: {
    isNew: ({ context, event }) =>
      "record" in event && !holds(context, event.record.lsn) &&
      !context.incoming.some(({ lsn }) => lsn === event.record.lsn),
    // What is in memory only is still a hole in the hot log.
    isMissing: ({ context, event }) => "record" in event && !holds(context, event.record.lsn),
    hasIncoming: ({ context }) => context.incoming.length > 0,
    hasUnsorted: ({ context }) => context.updateQueue.length > 0,
    isDurable: ({ context, event }) => event.type === "acknowledge" && holds(context, event.lsn),
    hasUnapplied: ({ context }) => nextToApply(context) !== undefined,
    hasUnstaged: ({ context }) => context.staged < context.scl,
  },
  actions: {
    enqueue: assign(({ context, event }) =>
      "record" in event ? { incoming: inOrder([...context.incoming, event.record]) } : {}
    ),
    persistIncoming: assign(({ context }) => ({
      incoming: [],
      updateQueue: inOrder([...context.updateQueue, ...context.incoming]),
    })),
    sortIntoHotLog: assign(({ context }) => ({
      updateQueue: [],
      hotLog: inOrder([...context.hotLog, ...context.updateQueue]),
    })),
    keepGossiped: assign(({ context, event }) =>
      event.type === "gossip" ? withGossiped(context, event.record) : {}
    ),
    // Follow the back-links, not the numbers: the LSNs of one group are not consecutive.
    advanceScl: assign(({ context }) => ({ scl: completeUpto(context.scl, context.hotLog) })),
    reportScl: () => {},
    applyNext: assign(({ context }) => {
      const next = nextToApply(context);
      return next === undefined ? {} : { applied: [...context.applied, next] };
    }),
    stageHotLog: assign(({ context }) => ({ staged: context.scl })),
    // What is applied, staged, and below every read point may go. News of PGMRPL may be old.
    advanceGcPoint: assign(({ context, event }) => {
      if (event.type !== "collect") return {};
      return raised(context, least(lastApplied(context), context.staged, event.pgmrpl));
    }),
    dropCollected: assign(({ context }) => ({
      hotLog: context.hotLog.filter(({ lsn }) => lsn > context.collected),
    })),
    loseIncoming: assign({ incoming: [] }),
  },
}).createMachine({
  id: "segment",
  initial: "online",
  context: {
    incoming: [],
    updateQueue: [],
    hotLog: [],
    scl: NO_LSN,
    applied: [],
    staged: NO_LSN,
    collected: NO_LSN,
  },
  states: {
    online: {
      on: {
        receive: { guard: "isNew", actions: "enqueue" },
        persist: { guard: "hasIncoming", actions: "persistIncoming" },
        acknowledge: { guard: "isDurable", actions: "reportScl" },
        sort: { guard: "hasUnsorted", actions: ["sortIntoHotLog", "advanceScl"] },
        store: {
          guard: "isNew",
          actions: ["enqueue", "persistIncoming", "sortIntoHotLog", "advanceScl"],
        },
        gossip: { guard: "isMissing", actions: ["keepGossiped", "advanceScl"] },
        coalesce: { guard: "hasUnapplied", actions: "applyNext" },
        stage: { guard: "hasUnstaged", actions: "stageHotLog" },
        collect: { actions: ["advanceGcPoint", "dropCollected"] },
        crash: { target: "crashed", actions: "loseIncoming" },
        restart: {},
      },
    },
    crashed: {
      on: {
        receive: {},
        persist: {},
        acknowledge: {},
        sort: {},
        store: {},
        gossip: {},
        coalesce: {},
        stage: {},
        collect: {},
        crash: {},
        restart: "online",
      },
    },
  },
});
