/**
 * The backup store of a volume: what is staged, the times between which it can be restored, and
 * snapshots. Source: User Guide (Overview of backing up and restoring), S17 §3.3 (step 6).
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Lsn, NO_LSN, type PgId } from "../terms.ts";
import {
  EMPTY,
  type Holdings,
  type Image,
  type Mark,
  pointAt,
  replayed,
  type Tick,
  type TimedRecord,
} from "./archive_terms.ts";

/** What the backup store knows. */
export interface ArchiveContext extends Holdings {
  /** The log of each group is staged up to here. */
  readonly staged: Readonly<Record<PgId, Lsn>>;
  /** The time of the base: no earlier one can be made of what is held. */
  readonly baseTime: Tick;
  /** EarliestRestorableTime; absent until there is something to restore. */
  readonly earliest?: Tick;
  /** LatestRestorableTime; absent likewise. */
  readonly latest?: Tick;
}

/** What happens to the backup store. */
export type ArchiveEvent =
  | {
    readonly type: "staged";
    readonly pg: PgId;
    readonly upto: Lsn;
    readonly records: readonly TimedRecord[];
  }
  | {
    readonly type: "refresh";
    readonly now: Tick;
    /** The mark of the end of each tick that is over, in order. */
    readonly over: readonly Mark[];
  }
  | { readonly type: "takeSnapshot"; readonly name: string; readonly mark: Mark }
  | { readonly type: "restoreTo"; readonly time: Tick }
  | { readonly type: "restoreSnapshot"; readonly snapshot: string };

/** What a backup store is made for. */
export interface ArchiveConfig {
  /** How long a time can be restored. Unit: ticks. */
  readonly retention: Tick;
}

/** Is all of the log up to a mark staged? */
function isStagedUpto({ staged }: Pick<ArchiveContext, "staged">, { last }: Mark): boolean {
  return Object.entries(last).every(([pg, lsn]) => (staged[pg] ?? NO_LSN) >= lsn);
}

/** A log with records more, in order, each once. */
export function merged(
  log: readonly TimedRecord[],
  more: readonly TimedRecord[],
): readonly TimedRecord[] {
  return [...log, ...more].sort((one, other) => one.lsn < other.lsn ? -1 : 1);
}

/** Where the base stands once what is older than the retention is dropped. */
export function horizonOf(
  { baseTime, latest }: Pick<ArchiveContext, "baseTime" | "latest">,
  now: Tick,
  retention: Tick,
): Tick {
  return Math.max(baseTime, Math.min(now - retention, latest ?? baseTime));
}

/** What is held once the base has moved to a time. */
export function movedTo(holdings: Holdings, time: Tick): Pick<Holdings, "base" | "log"> {
  const { base, log } = holdings;
  const at = pointAt(holdings, time);
  return {
    base: { at, blocks: replayed(base.blocks, log, at) },
    log: log.filter(({ lsn }) => lsn > at),
  };
}

/** The snapshot of a point: blocks of its own, which nothing takes away. */
function snapshotOf({ base, log }: Holdings, { at }: Mark): Image {
  return { at, blocks: replayed(base.blocks, log, at) };
}

/** The machine of a backup store. */
export const archive = ({ retention }: ArchiveConfig) =>
  setup({
    types: { context: {} as ArchiveContext, events: {} as ArchiveEvent },
    guards: {
      hasWindow: ({ context }) => context.latest !== undefined,
      isStaged: ({ context, event }) =>
        event.type === "takeSnapshot" && isStagedUpto(context, event.mark),
      isInWindow: ({ context: { earliest = Infinity, latest = -1 }, event }) =>
        event.type === "restoreTo" && earliest <= event.time && event.time <= latest,
      hasSnapshot: ({ context, event }) =>
        event.type === "restoreSnapshot" && context.snapshots[event.snapshot] !== undefined,
    },
    actions: {
      keepLog: assign(({ context, event }) =>
        event.type === "staged"
          ? {
            log: merged(context.log, event.records),
            staged: { ...context.staged, [event.pg]: event.upto },
          }
          : {}
      ),
      // The tick that runs is not over: another commit may come in it.
      advanceLatest: assign(({ context, event }) => {
        if (event.type !== "refresh") return {};
        const latest = event.over.findLastIndex((mark) => isStagedUpto(context, mark));
        return latest < 0 ? {} : { latest };
      }),
      dropExpired: assign(({ context, event }) => {
        if (event.type !== "refresh") return {};
        const baseTime = horizonOf(context, event.now, retention);
        return baseTime > context.baseTime ? { baseTime, ...movedTo(context, baseTime) } : {};
      }),
      advanceEarliest: assign(({ context }) =>
        context.latest === undefined ? {} : { earliest: context.baseTime }
      ),
      keepSnapshot: assign(({ context, event }) =>
        event.type === "takeSnapshot"
          ? {
            snapshots: { ...context.snapshots, [event.name]: snapshotOf(context, event.mark) },
          }
          : {}
      ),
    },
  }).createMachine({
    id: "archive",
    initial: "staging",
    context: { base: EMPTY, baseTime: 0, log: [], snapshots: {}, staged: {} },
    states: {
      staging: {
        on: {
          staged: { actions: "keepLog" },
          refresh: { actions: ["advanceLatest", "dropExpired", "advanceEarliest"] },
          takeSnapshot: {},
          restoreTo: {},
          restoreSnapshot: {},
        },
        always: { guard: "hasWindow", target: "restorable" },
      },
      restorable: {
        on: {
          staged: { actions: "keepLog" },
          refresh: { actions: ["advanceLatest", "dropExpired", "advanceEarliest"] },
          takeSnapshot: { guard: "isStaged", actions: "keepSnapshot" },
          restoreTo: { guard: "isInWindow", target: "restorable" },
          restoreSnapshot: { guard: "hasSnapshot", target: "restorable" },
        },
      },
    },
  });
