/**
 * A volume, as far as backups see it: what is written to it is durable. A restore makes another one.
 * Source: User Guide (Restoring a DB cluster to a specified time), S17 §4.1.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { blockOf } from "../segment/blocks.ts";
import { type Lsn, NO_LSN } from "../terms.ts";
import type { Draft } from "../writer/writing.ts";
import {
  type Blocks,
  EMPTY,
  type Holdings,
  type Image,
  pointAt,
  replayed,
  type Tick,
  type TimedRecord,
  type Wanted,
} from "./archive_terms.ts";

/** What a volume has. */
export interface DatabaseContext extends Image {
  /** What was written to it, in order. */
  readonly log: readonly TimedRecord[];
  /** How many mini-transactions that were. */
  readonly written: number;
  /** How it was restored; absent for a volume that was created. */
  readonly restored?: {
    /** From what. */
    readonly from: Wanted;
    /** VDL of its source at that time. */
    readonly since: Lsn;
  };
}

/** What happens to a volume. */
export type DatabaseEvent =
  | { readonly type: "create" | "stop" | "start" }
  | { readonly type: "write"; readonly batch: readonly Draft[]; readonly now: Tick }
  | {
    readonly type: "restore";
    readonly wanted: Wanted;
    readonly holdings: Holdings;
    /** VDL of the source. */
    readonly since: Lsn;
  };

/** VDL: the last CPL, for whole mini-transactions become durable here. */
export function vdlOf({ at, log }: DatabaseContext): Lsn {
  return log.at(-1)?.lsn ?? at;
}

/** The blocks of a volume as they are now. */
export function blocksOf({ blocks, log }: DatabaseContext): Blocks {
  return replayed(blocks, log, log.at(-1)?.lsn ?? NO_LSN);
}

/** The log of a volume with one mini-transaction more: the last record is its CPL. */
export function appended(
  { at, log }: Pick<DatabaseContext, "at" | "log">,
  batch: readonly Draft[],
  now: Tick,
): TimedRecord[] {
  return batch.reduce((longer: TimedRecord[], draft, nth) => [...longer, {
    ...draft,
    lsn: (longer.at(-1)?.lsn ?? at) + 1n,
    prev: longer.findLast(({ pg }) => pg === draft.pg)?.lsn ?? NO_LSN,
    page: blockOf(draft),
    cpl: nth === batch.length - 1,
    time: now,
  }], [...log]);
}

/** The point up to which a restore goes. */
function cutOf(holdings: Holdings, wanted: Wanted): Lsn {
  return "time" in wanted
    ? pointAt(holdings, wanted.time)
    : holdings.snapshots[wanted.snapshot]?.at ?? NO_LSN;
}

/** The machine of a volume. */
export const database = setup({
  types: { context: {} as DatabaseContext, events: {} as DatabaseEvent },
  guards: {
    // A restore makes a new volume: one that is there never takes it.
    mayBeOverwritten: () => false,
  },
  actions: {
    append: assign(({ context, event }) =>
      event.type === "write"
        ? { log: appended(context, event.batch, event.now), written: context.written + 1 }
        : {}
    ),
    cut: assign(({ event }) =>
      event.type === "restore"
        ? {
          restored: { from: event.wanted, since: event.since },
          at: cutOf(event.holdings, event.wanted),
          log: [],
        }
        : {}
    ),
    replay: assign(({ context, event }) =>
      event.type === "restore" ? { blocks: restored(event.holdings, event.wanted, context.at) } : {}
    ),
  },
}).createMachine({
  id: "database",
  initial: "absent",
  context: { ...EMPTY, log: [], written: 0 },
  states: {
    absent: {
      on: {
        create: "available",
        restore: { target: "available", actions: ["cut", "replay"] },
        write: {},
        stop: {},
        start: {},
      },
    },
    available: {
      on: {
        write: { actions: "append" },
        stop: "stopped",
        restore: { guard: "mayBeOverwritten", actions: ["cut", "replay"] },
        create: {},
        start: {},
      },
    },
    stopped: {
      on: {
        start: "available",
        restore: { guard: "mayBeOverwritten", actions: ["cut", "replay"] },
        create: {},
        write: {},
        stop: {},
      },
    },
  },
});

function restored({ base, log, snapshots }: Holdings, wanted: Wanted, at: Lsn): Blocks {
  if ("time" in wanted) return replayed(base.blocks, log, at);
  return snapshots[wanted.snapshot]?.blocks ?? {};
}
