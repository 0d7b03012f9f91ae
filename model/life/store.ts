/**
 * What a cluster has in storage: records on copies, and snapshots. Instances come and go without it.
 * Source: User Guide (Storage and reliability; Deleting clusters).
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type AzId, type InstanceId, type Lsn, NO_LSN, type SegmentId } from "../terms.ts";

/** What is in storage. */
export interface StoreContext {
  /** The last record: LSNs count records, and each is a commit. */
  readonly end: Lsn;
  /** What a copy has lost: every record up to here. */
  readonly lost: Readonly<Record<SegmentId, Lsn>>;
  /** Where the copies stand. */
  readonly places: Readonly<Record<SegmentId, AzId>>;
  /** Snapshots: of each, the last record in it. */
  readonly snapshots: Readonly<Record<string, Lsn>>;
  /** The final snapshot that is asked for, if one is. */
  readonly final: readonly string[];
}

/** What happens to what is in storage. */
export type StoreEvent =
  | { readonly type: "make" | "write" }
  | {
    readonly type: "join" | "leave";
    readonly instance: InstanceId;
    readonly az: AzId;
    /** Is it the only instance? */
    readonly isOnly: boolean;
  }
  | { readonly type: "takeSnapshot"; readonly name: string }
  /** `final`: the name of the snapshot that is to be taken first, if one is. */
  | { readonly type: "delete"; readonly final?: string };

/** The machine of what is in storage. */
export const store = setup({
  types: { context: {} as StoreContext, events: {} as StoreEvent },
  guards: {
    // A snapshot that is there is not overwritten.
    isFree: ({ context, event }) => {
      const name = snapshotIn(event);
      return name === undefined || context.snapshots[name] === undefined;
    },
  },
  actions: {
    append: assign(({ context }) => ({ end: context.end + 1n })),
    // An instance has no part in storage: it opens the volume that is there.
    keepCopies: assign(() => ({})),
    // Data go with the cluster, not with its instances.
    keepRecords: assign(() => ({})),
    noteFinal: assign(({ event }) => {
      const name = snapshotIn(event);
      return name === undefined ? {} : { final: [name] };
    }),
    keepSnapshot: assign(({ context, event }) => {
      const name = snapshotIn(event);
      return name === undefined ? {} : {
        snapshots: { ...context.snapshots, [name]: context.end },
      };
    }),
  },
}).createMachine({
  id: "store",
  initial: "absent",
  context: {
    end: NO_LSN,
    lost: {},
    places: { a1: "A", b1: "B", c1: "C" },
    snapshots: {},
    final: [],
  },
  states: {
    absent: {
      on: { make: "present", write: {}, join: {}, leave: {}, takeSnapshot: {}, delete: {} },
    },
    present: {
      on: {
        write: { actions: "append" },
        join: { target: "present", actions: "keepCopies" },
        leave: { target: "present", actions: "keepRecords" },
        takeSnapshot: { guard: "isFree", actions: "keepSnapshot" },
        delete: { guard: "isFree", target: "gone", actions: ["noteFinal", "keepSnapshot"] },
        make: {},
      },
    },
    gone: {
      on: { make: {}, write: {}, join: {}, leave: {}, takeSnapshot: {}, delete: {} },
    },
  },
});

function snapshotIn(event: StoreEvent): string | undefined {
  if (event.type === "takeSnapshot") return event.name;
  return event.type === "delete" ? event.final : undefined;
}
