/**
 * A backtrack on its way: fence the copies, cut everybody off, tell the copies what is out of sight,
 * open the volume again. It may break off anywhere, and starts again then. Source: User Guide
 * (Backtracking an Aurora DB cluster); the steps are derived, after those of a recovery (S18 §2.4).
 *
 * @module
 */
import { assign, setup } from "xstate";
import { FIRST_EPOCH } from "../recovery/epochs.ts";
import { type Lsn, NO_LSN, type SegmentId } from "../terms.ts";
import { type HistoryRecord, isWriteQuorum, pointsOf } from "./terms.ts";

/** What a backtrack knows. */
export interface BacktrackContext {
  /** The volume epoch. */
  readonly epoch: number;
  /** What was asked for. */
  readonly target: Lsn;
  /** Where it leads. */
  readonly actual: Lsn;
  /** The copies that know its epoch. */
  readonly fenced: readonly SegmentId[];
  /** The copies that know what is out of sight. */
  readonly told: readonly SegmentId[];
  /** How many there were. */
  readonly begun: number;
  /** How many broke off. */
  readonly broken: number;
}

/** What happens to a backtrack. */
export type BacktrackEvent =
  | {
    readonly type: "ask";
    readonly target: Lsn;
    /** The records to which one may go. */
    readonly records: readonly HistoryRecord[];
  }
  | { readonly type: "fenced" | "told"; readonly segment: SegmentId }
  | { readonly type: "cutOff" | "reopen" | "breakOff" | "startAgain" };

/** How often there may be one, and how often one may break off. */
export interface BacktrackConfig {
  /** How often the volume is rewound. */
  readonly backtracks: number;
  /** How often one breaks off. */
  readonly breaks: number;
}

/** The point next to a target: the last one that is not after it. */
export function pointFor(records: readonly HistoryRecord[], target: Lsn): Lsn {
  return pointsOf(records).findLast((point) => point <= target)!;
}

const WAITS = { ask: {}, fenced: {}, told: {}, cutOff: {}, reopen: {}, startAgain: {} } as const;

/** The machine of backtracks. */
export const backtrack = ({ backtracks, breaks }: BacktrackConfig) =>
  setup({
    types: { context: {} as BacktrackContext, events: {} as BacktrackEvent },
    guards: {
      mayBegin: ({ context: { begun } }) => begun < backtracks,
      mayBreakOff: ({ context: { broken } }) => broken < breaks,
      isFenced: ({ context: { fenced } }) => isWriteQuorum(fenced),
      isTold: ({ context: { told } }) => isWriteQuorum(told),
    },
    actions: {
      raiseEpoch: assign(({ context: { epoch } }) => ({ epoch: epoch + 1, fenced: [], told: [] })),
      choose: assign(({ context: { begun }, event }) =>
        event.type === "ask"
          ? {
            begun: begun + 1,
            target: event.target,
            actual: pointFor(event.records, event.target),
          }
          : {}
      ),
      noteFenced: assign(({ context: { fenced }, event }) =>
        event.type === "fenced" ? { fenced: [...fenced, event.segment].sort() } : {}
      ),
      noteTold: assign(({ context: { told }, event }) =>
        event.type === "told" ? { told: [...told, event.segment].sort() } : {}
      ),
      forgetAnswers: assign(({ context: { broken } }) => ({
        broken: broken + 1,
        fenced: [],
        told: [],
      })),
    },
  }).createMachine({
    id: "backtrack",
    initial: "idle",
    context: {
      epoch: FIRST_EPOCH,
      target: NO_LSN,
      actual: NO_LSN,
      fenced: [],
      told: [],
      begun: 0,
      broken: 0,
    },
    states: {
      idle: {
        on: {
          ...WAITS,
          ask: { guard: "mayBegin", target: "fencing", actions: ["raiseEpoch", "choose"] },
          breakOff: {},
        },
      },
      fencing: {
        on: {
          ...WAITS,
          fenced: { actions: "noteFenced" },
          breakOff: { guard: "mayBreakOff", target: "broken", actions: "forgetAnswers" },
        },
        always: { guard: "isFenced", target: "closing" },
      },
      closing: {
        on: {
          ...WAITS,
          fenced: { actions: "noteFenced" },
          cutOff: "rewinding",
          breakOff: { guard: "mayBreakOff", target: "broken", actions: "forgetAnswers" },
        },
      },
      rewinding: {
        on: {
          ...WAITS,
          fenced: { actions: "noteFenced" },
          told: { actions: "noteTold" },
          reopen: { guard: "isTold", target: "idle" },
          breakOff: { guard: "mayBreakOff", target: "broken", actions: "forgetAnswers" },
        },
      },
      broken: {
        on: { ...WAITS, startAgain: { target: "fencing", actions: "raiseEpoch" }, breakOff: {} },
      },
    },
  });
