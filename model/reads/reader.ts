/**
 * A reader: the buffer cache of an instance, and how it gets pages from storage. One copy answers,
 * no quorum; what is dropped is never written back. Source: S17 §4.2.3, S18 §3.1.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import type { Block } from "../segment/blocks.ts";
import {
  cachedLsn,
  isCached,
  lowestInUse,
  pagesUpTo,
  type ReaderContext,
  undone,
  UNREAD,
  waits,
  withLater,
  withRecords,
  withSeen,
} from "./reading.ts";
import type { Lsn, PageId, RedoRecord } from "../terms.ts";
import { without } from "../without.ts";

export * from "./reading.ts";

/** What happens to a reader. `vdl` is the VDL that the instance knows at that moment. */
export type ReaderEvent =
  | { readonly type: "open"; readonly cache: ReaderContext["cache"] }
  | { readonly type: "reopen"; readonly vdl: Lsn }
  | { readonly type: "openView"; readonly vdl: Lsn; readonly pages: readonly PageId[] }
  | { readonly type: "ask"; readonly page: PageId; readonly vdl: Lsn; readonly needs: Lsn }
  | { readonly type: "answer"; readonly page: PageId; readonly at: Lsn; readonly block: Block }
  | { readonly type: "look" | "evict"; readonly page: PageId; readonly vdl: Lsn }
  | { readonly type: "apply"; readonly records: readonly RedoRecord[] }
  | { readonly type: "announce"; readonly vdl: Lsn }
  | { readonly type: "closeView" | "close" };

/** The reader machine. */
export const reader = setup({
  types: { context: {} as ReaderContext, events: {} as ReaderEvent },
  guards: {
    hasNoView: ({ context }) => context.view === null,
    isUnread: ({ context: { view }, event }) =>
      event.type === "look" && view !== null && view.left.includes(event.page),
    isCached: ({ context, event }) => "page" in event && isCached(context, event.page),
    isAbsent: ({ context, event }) => "page" in event && !isCached(context, event.page),
    // A thread that waits for a page does nothing else. Source: S18 §3.
    isIdle: ({ context }) => !waits(context),
    // The first answer wins; one to an older request, or to the same, is late.
    isAwaited: ({ context: { request }, event }) =>
      event.type === "answer" && request !== null && !request.isAnswered &&
      event.page === request.page && event.at === request.at,
    // Whoever reads it again does so as of VDL: what lies above would be missing.
    isDurable: ({ context, event }) =>
      event.type === "evict" && cachedLsn(context, event.page) <= event.vdl,
    hasPages: ({ context, event }) =>
      event.type === "apply" &&
      event.records.every(({ page }) =>
        page === undefined || isCached(context, page) || waits(context, page)
      ),
    isAllRead: ({ context: { view } }) => view !== null && view.left.length === 0,
    hasNews: ({ context, event }) => event.type === "announce" && event.vdl > context.lowest,
  },
  actions: {
    startWith: assign(({ event }) =>
      event.type === "open" ? { cache: event.cache, request: null, view: null } : {}
    ),
    // What the writer before it changed may have been annulled.
    keepDurable: assign(({ context, event }) =>
      event.type === "reopen" ? { cache: pagesUpTo(context.cache, event.vdl) } : {}
    ),
    takeView: assign(({ event }) =>
      event.type === "openView" ? { view: { at: event.vdl, left: event.pages, seen: {} } } : {}
    ),
    noteRequest: assign(({ event }) => {
      if (event.type !== "ask") return {};
      const { page, vdl: at, needs } = event;
      return { request: { page, at, needs, later: [], isAnswered: false } };
    }),
    keepPage: assign(({ context: { cache, request }, event }) =>
      event.type === "answer" && request !== null
        ? {
          cache: { ...cache, [event.page]: [...event.block, ...request.later] },
          request: { ...request, later: [], isAnswered: true },
        }
        : {}
    ),
    readPage: assign(({ context: { cache, view }, event }) => {
      if (event.type !== "look" || view === null) return {};
      const { page } = event;
      return { view: withSeen(view, page, undone(cache[page]!, view.at), view.at) };
    }),
    dropPage: assign(({ context: { cache }, event }) =>
      event.type === "evict" ? { cache: without(cache, event.page) } : {}
    ),
    applyOwn: assign(({ context: { cache, request }, event }) =>
      event.type === "apply"
        ? {
          cache: withRecords(cache, event.records),
          request: request !== null && waits({ request })
            ? withLater(request, event.records)
            : request,
        }
        : {}
    ),
    dropView: assign({ view: null }),
    advanceLowest: assign(({ context, event }) =>
      event.type === "announce" ? { lowest: lowestInUse(context, event.vdl) } : {}
    ),
    // The cache is in a process of its own: it outlives the engine.
    dropWork: assign({ request: null, view: null }),
  },
}).createMachine({
  id: "reader",
  initial: "closed",
  context: UNREAD,
  states: {
    closed: {
      on: {
        open: { target: "open", actions: "startWith" },
        reopen: { target: "open", actions: "keepDurable" },
        openView: {},
        ask: {},
        answer: {},
        look: {},
        evict: {},
        apply: {},
        announce: {},
        closeView: {},
        close: {},
      },
    },
    open: {
      on: {
        // Another instance: it knows nothing of what this one had.
        open: { actions: "startWith" },
        reopen: {},
        openView: { guard: "hasNoView", actions: "takeView" },
        ask: { guard: and(["isAbsent", "isIdle"]), actions: "noteRequest" },
        answer: { guard: "isAwaited", actions: "keepPage" },
        look: { guard: and(["isUnread", "isCached"]), actions: "readPage" },
        evict: { guard: and(["isCached", "isDurable"]), actions: "dropPage" },
        // A page is changed in the cache: it is there, or on its way.
        apply: { guard: "hasPages", actions: "applyOwn" },
        announce: { guard: "hasNews", actions: "advanceLowest" },
        closeView: { guard: "isAllRead", actions: "dropView" },
        close: { target: "closed", actions: "dropWork" },
      },
    },
  },
});
