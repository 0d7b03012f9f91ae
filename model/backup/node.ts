/**
 * A copy of a group, as far as backups see it: it holds the log, sends it to the backup store, and
 * lets go of it. Source: S17 §3.3 (steps 6 and 7), S18 §2.1.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Lsn, NO_LSN } from "../terms.ts";

/** What a copy knows of its log: it holds all of its group that it did not collect. */
export interface NodeContext {
  /** It has sent its log to the backup store up to here. */
  readonly staged: Lsn;
  /** It holds nothing of its log up to here any more: its blocks do. */
  readonly collected: Lsn;
}

/** What a copy does, each with the end of the log of its group. */
export type NodeEvent = { readonly type: "stage" | "collect"; readonly upto: Lsn };

/** The machine of a copy. */
export const node = setup({
  types: { context: {} as NodeContext, events: {} as NodeEvent },
  guards: {
    isAhead: ({ context, event }) => event.upto > context.staged,
    // What only the log of this copy has would be in no backup.
    isStaged: ({ context, event }) => event.upto <= context.staged,
  },
  actions: {
    noteStaged: assign(({ event }) => ({ staged: event.upto })),
    noteCollected: assign(({ event }) => ({ collected: event.upto })),
  },
}).createMachine({
  id: "node",
  context: { staged: NO_LSN, collected: NO_LSN },
  on: {
    stage: { guard: "isAhead", actions: "noteStaged" },
    collect: { guard: "isStaged", actions: "noteCollected" },
  },
});
