/**
 * The history of a volume that can be rewound: the branch of now, what can be brought back, and what
 * was left behind when a branch began. Source: User Guide (Backtracking an Aurora DB cluster); that
 * history is a tree of branches is derived.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Lsn, NO_LSN } from "../terms.ts";
import {
  type Batch,
  type HistoryRecord,
  pointsOf,
  type Span,
  type Tick,
  withSpan,
} from "./terms.ts";

/** What is out of sight, and can be brought back. */
export interface Ahead extends Span {
  /** The records. */
  readonly records: readonly HistoryRecord[];
}

/** What a history knows. */
export interface HistoryContext {
  /** The records of the branch of now, in order. */
  readonly log: readonly HistoryRecord[];
  /** What can be brought back; absent where nothing can. */
  readonly ahead?: Ahead | undefined;
  /** What was left behind for good. */
  readonly left: readonly Span[];
  /** The highest LSN that was ever given. */
  readonly highest: Lsn;
  /** How many mini-transactions were ever written: the time. */
  readonly now: Tick;
  /** Changes since this time are kept. */
  readonly earliest: Tick;
  /** Where the last backtrack led. */
  readonly led?: { readonly way: "back" | "forth"; readonly to: Lsn; readonly highest: Lsn };
  /** The transactions that were under way when a backtrack cut them off. */
  readonly cutOff: readonly string[];
}

/** What happens to a history. */
export type HistoryEvent =
  | { readonly type: "create" | "begin" | "read" | "shrink" }
  | { readonly type: "write"; readonly batch: Batch }
  | { readonly type: "pause"; readonly target: Lsn }
  | { readonly type: "goTo"; readonly actual: Lsn; readonly cutOff: readonly string[] };

/** VDL: the last record, for whole mini-transactions become durable here. */
export function vdlOf({ log }: Pick<HistoryContext, "log">): Lsn {
  return log.at(-1)?.lsn ?? NO_LSN;
}

/** The records to which one may go, back or forth, in order. */
export function reachable({ log, ahead }: HistoryContext): readonly HistoryRecord[] {
  return [...log, ...ahead?.records ?? []];
}

/** The earliest point to which one may go: the last one of the time since which changes are kept. */
export function floorOf({ log, earliest }: HistoryContext): Lsn {
  return pointsOf(log.filter(({ time }) => time <= earliest)).at(-1)!;
}

/** What no reader may see once the volume is as of a point. */
export function offAt({ left, highest }: HistoryContext, point: Lsn): readonly Span[] {
  return point < highest ? withSpan(left, { from: point, to: highest }) : left;
}

/** The records of a mini-transaction that goes behind a log, the first one with this LSN. */
export function appended(log: HistoryContext["log"], first: Lsn, batch: Batch, time: Tick) {
  const { txn, pages, commits } = batch;
  return pages.map((page, nth): HistoryRecord => ({
    lsn: first + BigInt(nth),
    prev: nth === 0 ? vdlOf({ log }) : first + BigInt(nth - 1),
    page,
    cpl: nth === pages.length - 1,
    txn,
    commit: commits && nth === pages.length - 1,
    time,
  }));
}

/** The machine of a history, of which so much is kept. Unit: ticks. */
export const history = (window: Tick) =>
  setup({
    types: { context: {} as HistoryContext, events: {} as HistoryEvent },
    guards: {
      isInWindow: ({ context, event }) =>
        event.type === "pause" && event.target >= floorOf(context) &&
        event.target <= (reachable(context).at(-1)?.lsn ?? NO_LSN),
      mayShrink: ({ context: { earliest, now } }) => earliest < now,
    },
    actions: {
      // What can be brought back is left behind by the first record of a branch.
      branch: assign(({ context: { ahead, left } }) =>
        ahead === undefined
          ? {}
          : { ahead: undefined, left: withSpan(left, { from: ahead.from, to: ahead.to }) }
      ),
      append: assign(({ context: { log, highest, now }, event }) => {
        if (event.type !== "write") return {};
        const records = appended(log, highest + 1n, event.batch, now + 1);
        return { log: [...log, ...records], highest: records.at(-1)!.lsn, now: now + 1 };
      }),
      moveWindow: assign(({ context: { earliest, now } }) => ({
        earliest: Math.max(earliest, now - window),
      })),
      shrinkWindow: assign(({ context: { earliest } }) => ({ earliest: earliest + 1 })),
      moveTo: assign(({ context, event }) => {
        if (event.type !== "goTo") return {};
        const { actual: to } = event;
        const all = reachable(context);
        const { highest } = context;
        const records = all.filter(({ lsn }) => lsn > to);
        return {
          log: all.filter(({ lsn }) => lsn <= to),
          ahead: to < highest ? { from: to, to: highest, records } : undefined,
        };
      }),
      noteBacktrack: assign(({ context, event }) => {
        if (event.type !== "goTo") return {};
        const { actual: to, cutOff } = event;
        const way = to > vdlOf(context) ? "forth" as const : "back" as const;
        return {
          led: { way, to, highest: context.highest },
          cutOff: [...context.cutOff, ...cutOff],
        };
      }),
    },
  }).createMachine({
    id: "history",
    initial: "absent",
    context: { log: [], left: [], highest: NO_LSN, now: 0, earliest: 0, cutOff: [] },
    states: {
      absent: {
        on: { create: "available", begin: {}, read: {}, shrink: {}, write: {}, pause: {} },
      },
      available: {
        on: {
          begin: "available",
          read: "available",
          write: { actions: ["branch", "append", "moveWindow"] },
          shrink: { guard: "mayShrink", actions: "shrinkWindow" },
          pause: { guard: "isInWindow", target: "paused" },
          create: {},
        },
      },
      paused: {
        on: {
          goTo: { target: "available", actions: ["noteBacktrack", "moveTo"] },
          begin: {},
          read: {},
          shrink: {},
          write: {},
          pause: {},
          create: {},
        },
      },
    },
  });
