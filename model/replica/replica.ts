/**
 * A replica: an instance that reads the shared storage and follows the log of the writer in its
 * cache. It stores nothing, and nobody waits for it. Source: S17 §4.2.4, S18 §3.2-3.4.
 *
 * @module
 */
import { assign, setup } from "xstate";
import {
  covered,
  EMPTY,
  recoveredOf,
  type ReplicaContext,
  wholePages,
  withApplied,
  withHeld,
} from "./cached.ts";
import { type Lsn, NO_LSN, type PageId, type RedoRecord } from "../terms.ts";
import { without } from "../without.ts";

export * from "./cached.ts";

/** What happens to a replica. */
export type ReplicaEvent =
  /** It opens the volume beside others, and is told how things stand. */
  | { readonly type: "attach"; readonly vdl: Lsn; readonly others: number }
  /** The records of one mini-transaction come. */
  | { readonly type: "stream"; readonly records: readonly RedoRecord[] }
  /** A control record comes: VDL has moved. */
  | { readonly type: "learn"; readonly vdl: Lsn }
  /** The writer says that a commit was acknowledged. */
  | { readonly type: "note"; readonly scn: Lsn }
  /** It asks storage for a page, gets it, or makes room in its cache. */
  | { readonly type: "fetch" | "evict"; readonly page: PageId }
  | { readonly type: "arrive"; readonly page: PageId; readonly at: Lsn }
  | { readonly type: "openView" | "closeView"; readonly view: string }
  | { readonly type: "read"; readonly view: string; readonly page: PageId }
  /** It has recovered the volume and takes it over: these are its records, up to VDL. */
  | { readonly type: "promote"; readonly records: readonly RedoRecord[] }
  | { readonly type: "crash" };

/** How many replicas a volume may have. Source: S17 §4.2.4. */
export const MOST_REPLICAS = 15;

/** What it does with records that came, in the same step: no read sees half of it. */
const APPLYING = ["holdForFetch", "applyToCache", "dropCovered"] as const;

/** What does not matter to one that has not opened the volume, in writing. */
const IGNORED = {
  stream: {},
  learn: {},
  note: {},
  fetch: {},
  arrive: {},
  evict: {},
  openView: {},
  closeView: {},
  read: {},
  promote: {},
  crash: {},
} as const;

/** The replica machine. */
export const replica = setup({
  types: { context: {} as ReplicaContext, events: {} as ReplicaEvent },
  guards: {
    hasRoom: ({ event }) => event.type === "attach" && event.others < MOST_REPLICAS,
    // The stream is in order: what lies above VDL only, and nothing between.
    isNext: ({ context, event }) =>
      event.type === "stream" && (event.records[0]?.lsn ?? NO_LSN) > context.received,
    isHigher: ({ context, event }) => event.type === "learn" && event.vdl > context.vdl,
    // Whoever sees the commit must see its records.
    isVisible: ({ context, event }) => event.type === "note" && event.scn <= context.vdl,
    isAbsent: ({ context, event }) => event.type === "fetch" && !(event.page in context.pages),
    isAwaited: ({ context, event }) =>
      event.type === "arrive" && context.fetching[event.page]?.at === event.at,
    isCached: ({ context, event }) => "page" in event && event.page in context.pages,
    isNew: ({ context, event }) =>
      event.type === "openView" && context.views[event.view] === undefined &&
      !context.closed.includes(event.view),
    isOpen: ({ context, event }) =>
      event.type === "closeView" && context.views[event.view] !== undefined,
    isReadable: ({ context, event }) =>
      event.type === "read" && event.page in context.pages &&
      context.views[event.view] !== undefined,
  },
  actions: {
    startAtVdl: assign(({ event }) =>
      event.type === "attach" ? { vdl: event.vdl, received: event.vdl, noted: event.vdl } : {}
    ),
    takeChunk: assign(({ context, event }) =>
      event.type === "stream"
        ? {
          pending: [...context.pending, ...event.records],
          received: event.records.at(-1)!.lsn,
        }
        : {}
    ),
    // It hears no copy, so it cannot work VDL out by itself.
    adoptVdl: assign(({ event }) => event.type === "learn" ? { vdl: event.vdl } : {}),
    holdForFetch: assign(({ context }) => ({ fetching: withHeld(context, covered(context)) })),
    applyToCache: assign(({ context }) => withApplied(context, covered(context))),
    dropCovered: assign(({ context }) => ({
      pending: context.pending.slice(covered(context).length),
    })),
    noteCommit: assign(({ event }) => event.type === "note" ? { noted: event.scn } : {}),
    askForPage: assign(({ context: { fetching, vdl }, event }) =>
      event.type === "fetch"
        ? { fetching: { ...fetching, [event.page]: { at: vdl, held: [] } } }
        : {}
    ),
    keepPage: assign(({ context: { pages }, event }) =>
      event.type === "arrive" ? { pages: { ...pages, [event.page]: event.at } } : {}
    ),
    applyHeld: assign(({ context: { pages, applied, fetching }, event }) => {
      const last = event.type === "arrive" ? fetching[event.page]?.held.at(-1) : undefined;
      if (last === undefined || event.type !== "arrive") return {};
      return {
        pages: { ...pages, [event.page]: last },
        applied: last > applied ? last : applied,
      };
    }),
    endFetch: assign(({ context, event }) =>
      event.type === "arrive" ? { fetching: without(context.fetching, event.page) } : {}
    ),
    dropPage: assign(({ context, event }) =>
      event.type === "evict" ? { pages: without(context.pages, event.page) } : {}
    ),
    anchorView: assign(({ context: { views, vdl }, event }) =>
      event.type === "openView" ? { views: { ...views, [event.view]: vdl } } : {}
    ),
    dropView: assign(({ context: { views, closed }, event }) =>
      event.type === "closeView"
        ? { views: without(views, event.view), closed: [...closed, event.view].sort() }
        : {}
    ),
    answerRead: () => {},
    // What it received and was not told to be durable counts as far as the volume has it.
    applyRecovered: assign(({ context, event }) =>
      event.type === "promote" ? withApplied(context, recoveredOf(context, event.records)) : {}
    ),
    // A page that lacks a record would be taken for the newest.
    keepWholePages: assign(({ context, event }) =>
      event.type === "promote" ? { ...EMPTY, pages: wholePages(context, event.records) } : {}
    ),
    // Read views, too: whoever had one has to begin again.
    loseMemory: assign(() => EMPTY),
  },
}).createMachine({
  id: "replica",
  initial: "detached",
  context: EMPTY,
  states: {
    detached: {
      on: {
        attach: { guard: "hasRoom", target: "attached", actions: "startAtVdl" },
        ...IGNORED,
      },
    },
    crashed: {
      on: {
        attach: { guard: "hasRoom", target: "attached", actions: "startAtVdl" },
        ...IGNORED,
      },
    },
    attached: {
      initial: "serving",
      on: {
        attach: {},
        stream: { guard: "isNext", actions: ["takeChunk", ...APPLYING] },
        learn: { guard: "isHigher", actions: ["adoptVdl", ...APPLYING] },
        note: { guard: "isVisible", actions: "noteCommit" },
        openView: { guard: "isNew", actions: "anchorView" },
        closeView: { guard: "isOpen", actions: "dropView" },
        read: { guard: "isReadable", actions: "answerRead" },
        promote: { target: "promoted", actions: ["applyRecovered", "keepWholePages"] },
        crash: { target: "crashed", actions: "loseMemory" },
      },
      states: {
        serving: {
          on: {
            fetch: { guard: "isAbsent", target: "fetching", actions: "askForPage" },
            arrive: {},
            evict: { guard: "isCached", actions: "dropPage" },
          },
        },
        // One page at a time: records of this page that stream by are held for it.
        fetching: {
          on: {
            fetch: {},
            arrive: {
              guard: "isAwaited",
              target: "serving",
              actions: ["keepPage", "applyHeld", "endFetch"],
            },
            evict: {},
          },
        },
      },
    },
    // It writes now, with the cache that it has.
    promoted: { on: { attach: {}, ...IGNORED } },
  },
});
