/**
 * A copy of the volume, as far as backtracks see it: what it holds of all branches, and what of that
 * is out of sight. Source: S18 §2.4 (epochs, ranges), S17 §3.3 (steps 5 and 7).
 *
 * @module
 */
import { assign, setup } from "xstate";
import { FIRST_EPOCH } from "../recovery/epochs.ts";
import { type Lsn, NO_LSN, type PageId } from "../terms.ts";
import { type HistoryRecord, isOff, type Span } from "./terms.ts";

/** What a copy knows. */
export interface CopyContext {
  /** The volume epoch: it takes no older request. */
  readonly epoch: number;
  /** The epoch of which it knows what is out of sight. */
  readonly knows: number;
  /** What is out of sight. */
  readonly off: readonly Span[];
  /** Its records, out of sight or not, but for those that it collected. */
  readonly records: readonly HistoryRecord[];
  /** Its log is collected up to here. */
  readonly collected: Lsn;
  /** The last record of each of its blocks up to there. */
  readonly blocks: Readonly<Record<PageId, Lsn>>;
}

/** What happens to a copy. */
export type CopyEvent =
  | { readonly type: "store"; readonly records: readonly HistoryRecord[] }
  | { readonly type: "fence"; readonly epoch: number }
  | { readonly type: "tell"; readonly epoch: number; readonly off: readonly Span[] }
  | {
    readonly type: "serve";
    readonly epoch: number;
    /** What it must have. */
    readonly log: readonly HistoryRecord[];
  }
  | { readonly type: "leave" | "return" }
  | { readonly type: "learn"; readonly peer: CopyContext }
  | { readonly type: "collect"; readonly floor: Lsn; readonly vdl: Lsn };

/** The last record of a page that a copy shows as of a point; `NO_LSN` if none. */
export function pageAt({ records, off, blocks }: CopyContext, page: PageId, at: Lsn): Lsn {
  const last = records.findLast((record) =>
    record.page === page && record.lsn <= at && !isOff(off, record.lsn)
  );
  return last?.lsn ?? blocks[page] ?? NO_LSN;
}

/** Has a copy every record of a log, in its blocks or by itself? */
export function hasAll(
  { records, collected }: CopyContext,
  log: readonly HistoryRecord[],
): boolean {
  return log.every(({ lsn }) => lsn <= collected || records.some((record) => record.lsn === lsn));
}

/** A copy that holds its log only behind a point, and up to there the blocks that it makes. */
export function collectedUpto(copy: CopyContext, upto: Lsn) {
  const pages = [...new Set(copy.records.map(({ page }) => page))];
  const blocks = pages.map((page) => [page, pageAt(copy, page, upto)] as const);
  return {
    collected: upto,
    blocks: { ...copy.blocks, ...Object.fromEntries(blocks) },
    records: copy.records.filter(({ lsn }) => lsn > upto),
  };
}

/** What two copies hold together. */
export function joined(own: CopyContext, peer: CopyContext) {
  const { collected, blocks } = own.collected > peer.collected ? own : peer;
  const held = new Map([...own.records, ...peer.records].map((record) => [record.lsn, record]));
  const records = [...held.values()].filter(({ lsn }) => lsn > collected)
    .sort((one, other) => one.lsn < other.lsn ? -1 : 1);
  return { collected, blocks, records };
}

/** The machine of a copy. */
export const copy = setup({
  types: { context: {} as CopyContext, events: {} as CopyEvent },
  guards: {
    isNewer: ({ context, event }) => event.type === "fence" && event.epoch > context.epoch,
    isFenced: ({ context, event }) =>
      event.type === "tell" && event.epoch === context.epoch && context.knows < event.epoch,
    mayServe: ({ context, event }) =>
      event.type === "serve" && event.epoch === context.knows && hasAll(context, event.log),
    isBehind: ({ context, event }) =>
      event.type === "learn" &&
      (context.knows < event.peer.knows || !hasAll(context, event.peer.records)),
    isAhead: ({ context, event }) => event.type === "collect" && event.floor > context.collected,
  },
  actions: {
    keep: assign(({ context: { records }, event }) =>
      event.type === "store" ? { records: [...records, ...event.records] } : {}
    ),
    noteEpoch: assign(({ event }) => event.type === "fence" ? { epoch: event.epoch } : {}),
    // What was out of sight before is named again, or is in sight from now on.
    hide: assign(({ event }) =>
      event.type === "tell" ? { knows: event.epoch, off: event.off } : {}
    ),
    takeRecords: assign(({ context, event }) =>
      event.type === "learn" ? joined(context, event.peer) : {}
    ),
    takeEpoch: assign(({ event }) =>
      event.type === "learn" ? { epoch: event.peer.epoch, knows: event.peer.knows } : {}
    ),
    takeOff: assign(({ event }) => event.type === "learn" ? { off: event.peer.off } : {}),
    letGo: assign(({ context, event }) =>
      event.type === "collect" ? collectedUpto(context, event.floor) : {}
    ),
  },
}).createMachine({
  id: "copy",
  initial: "here",
  context: {
    epoch: FIRST_EPOCH,
    knows: FIRST_EPOCH,
    off: [],
    records: [],
    collected: NO_LSN,
    blocks: {},
  },
  states: {
    here: {
      on: {
        store: { actions: "keep" },
        fence: { guard: "isNewer", actions: "noteEpoch" },
        tell: { guard: "isFenced", actions: "hide" },
        serve: { guard: "mayServe", target: "here" },
        learn: { guard: "isBehind", actions: ["takeRecords", "takeEpoch", "takeOff"] },
        collect: { guard: "isAhead", actions: "letGo" },
        leave: "away",
        return: {},
      },
    },
    away: {
      on: {
        return: "here",
        store: {},
        fence: {},
        tell: {},
        serve: {},
        learn: {},
        collect: {},
        leave: {},
      },
    },
  },
});
