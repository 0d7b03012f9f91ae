/**
 * An instance, as far as the growth of its volume matters: what it knows of the geometry, and what
 * it writes and reads by that. Source: S17 §2.2, S18 §4.1; that whoever finds no group for a page
 * asks again is derived.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { Epoch } from "../recovery/epochs.ts";
import { type Lsn, NO_LSN, type PageId, type PgId, type RedoRecord } from "../terms.ts";

/** A record of a page. */
export type GrowthRecord = RedoRecord & { readonly page: PageId };

/** What an instance knows. */
export interface EngineContext {
  /** The geometry epoch that it was told last. */
  readonly epoch: Epoch;
  /** The groups that it knows. */
  readonly groups: number;
  /** What was written, in the order of its LSNs: the groups keep it, in which it is. */
  readonly log: readonly GrowthRecord[];
  /** The group that was found for a page; null: none is looked for. */
  readonly found: PgId | null;
}

/** What an instance is told of a geometry. */
interface Told {
  readonly epoch: Epoch;
  readonly groups: number;
}

/** What happens to an instance. `nth`: the place of a page in the volume. */
export type EngineEvent =
  | ({ readonly type: "open" | "learn" } & Told)
  | { readonly type: "write"; readonly page: PageId; readonly nth: number }
  | { readonly type: "read"; readonly nth: number }
  | { readonly type: "refuse" | "crash" };

/** The name of the n-th group, from 0. */
export function groupName(nth: number): PgId {
  return `p${nth + 1}`;
}

/** The last record of a page in a log. */
export function lastOf(log: readonly GrowthRecord[], page: PageId): Lsn {
  return log.findLast((record) => record.page === page)?.lsn ?? NO_LSN;
}

function appended(
  { log, found }: EngineContext,
  page: PageId,
): Pick<EngineContext, "log" | "found"> {
  const pg = found!;
  const lsn = (log.at(-1)?.lsn ?? NO_LSN) + 1n;
  const prev = log.findLast((record) => record.pg === pg)?.lsn ?? NO_LSN;
  return { log: [...log, { lsn, pg, prev, cpl: true, page }], found: null };
}

/** The groups that an instance knows, by their names. */
function namesOf(groups: number): PgId[] {
  return Array.from({ length: groups }, (_, nth) => groupName(nth));
}

/** What does not matter in most states, in writing. */
const IGNORED = { open: {}, learn: {}, write: {}, read: {}, refuse: {}, crash: {} } as const;

/** The machine of an instance, where a group holds so many pages. */
export const engine = (pagesPerGroup: number) =>
  setup({
    types: { context: {} as EngineContext, events: {} as EngineEvent },
    guards: {
      // What is in a group that no epoch has yet, nobody finds after a crash.
      isPlaced: ({ context, event }) =>
        event.type === "write" && Math.floor(event.nth / pagesPerGroup) < context.groups,
      // A group of which it has not heard may be there all the same.
      isFound: ({ context, event }) =>
        event.type === "read" && Math.floor(event.nth / pagesPerGroup) < context.groups,
      isNewer: ({ context, event }) => event.type === "learn" && event.epoch > context.epoch,
    },
    actions: {
      learnGeometry: assign(({ event }) => {
        if (event.type !== "open" && event.type !== "learn") return {};
        const { epoch, groups } = event;
        return { epoch, groups };
      }),
      findLog: assign(({ context: { log, groups } }) => ({
        log: log.filter(({ pg }) => namesOf(groups).includes(pg)),
      })),
      // By its place in the volume, however large that is: a page never moves.
      placePage: assign(({ event }) =>
        event.type === "write" ? { found: groupName(Math.floor(event.nth / pagesPerGroup)) } : {}
      ),
      append: assign(({ context, event }) =>
        event.type === "write" ? appended(context, event.page) : {}
      ),
      showPage: () => {},
    },
  }).createMachine({
    id: "engine",
    initial: "closed",
    context: { epoch: 0, groups: 0, log: [], found: null },
    states: {
      closed: {
        on: { ...IGNORED, open: { target: "open", actions: ["learnGeometry", "findLog"] } },
      },
      open: {
        on: {
          ...IGNORED,
          learn: { guard: "isNewer", actions: "learnGeometry" },
          write: { guard: "isPlaced", actions: ["placePage", "append"] },
          read: { guard: "isFound", actions: "showPage" },
          refuse: "outOfSpace",
          crash: "closed",
        },
      },
      // What is there can be written and read as before: only more is refused.
      outOfSpace: {
        on: {
          ...IGNORED,
          write: { guard: "isPlaced", actions: ["placePage", "append"] },
          read: { guard: "isFound", actions: "showPage" },
          crash: "closed",
        },
      },
    },
  });
