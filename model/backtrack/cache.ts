/**
 * The cache of a replica, as far as backtracks see it. Source: S17 §4.2.4; that a backtrack empties it
 * is derived.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { Lsn, PageId } from "../terms.ts";
import type { HistoryRecord } from "./terms.ts";

/** What is in a cache. */
export interface CacheContext {
  /** Its pages, each with its last record. */
  readonly pages: Readonly<Record<PageId, Lsn>>;
}

/** What happens to a cache. */
export type CacheEvent =
  | { readonly type: "fetch"; readonly page: PageId; readonly lsn: Lsn }
  | { readonly type: "follow"; readonly records: readonly HistoryRecord[] }
  | { readonly type: "look"; readonly page: PageId }
  | { readonly type: "invalidate" };

/** The machine of a cache. */
export const cache = setup({
  types: { context: {} as CacheContext, events: {} as CacheEvent },
  guards: {
    isMissing: ({ context: { pages }, event }) => event.type === "fetch" && !(event.page in pages),
    isThere: ({ context: { pages }, event }) => event.type === "look" && event.page in pages,
  },
  actions: {
    keep: assign(({ context: { pages }, event }) =>
      event.type === "fetch" ? { pages: { ...pages, [event.page]: event.lsn } } : {}
    ),
    apply: assign(({ context: { pages }, event }) => {
      if (event.type !== "follow") return {};
      const known = event.records.filter(({ page }) => page in pages);
      return { pages: { ...pages, ...Object.fromEntries(known.map((r) => [r.page, r.lsn])) } };
    }),
    drop: assign({ pages: {} }),
  },
}).createMachine({
  id: "cache",
  initial: "attached",
  context: { pages: {} },
  states: {
    attached: {
      on: {
        fetch: { guard: "isMissing", actions: "keep" },
        follow: { actions: "apply" },
        look: { guard: "isThere", target: "attached" },
        invalidate: { actions: "drop" },
      },
    },
  },
});
