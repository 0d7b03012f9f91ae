/**
 * The writer: the one instance that allocates LSNs, learns what is durable, and acknowledges
 * commits. Source: S17 §4.1-4.2, S18 §2.2-2.3.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import type { Configuration } from "../membership/configuration.ts";
import { type Epoch, FIRST_EPOCH, type MembershipStamp } from "../recovery/epochs.ts";
import { batchAfter, compensationAfter } from "./batches.ts";
import { vclOf, vdlOf } from "./points.ts";
import { type InstanceId, type Lsn, NO_LSN } from "../terms.ts";
import {
  type Acknowledgement,
  acknowledgeWhere,
  AT_FIRST,
  hasQuorum,
  heldAfter,
  limit,
  pgcls,
  type Start,
  startedFrom,
  type WriterConfig,
  type WriterContext,
} from "./writing.ts";
import { without } from "../without.ts";

export * from "./batches.ts";
export * from "./writing.ts";

/** What happens to a writer. */
export type WriterEvent =
  | { readonly type: "open"; readonly start?: Start }
  | { readonly type: "allocate" | "undo" | "depose" }
  | {
    readonly type: "learn";
    readonly membership: Epoch;
    readonly configuration: Configuration;
  }
  | ({ readonly type: "ack" } & Acknowledgement & MembershipStamp)
  /** A replica tells its lowest read point, or is gone. */
  | { readonly type: "hear"; readonly replica: InstanceId; readonly readPoint: Lsn }
  | { readonly type: "miss"; readonly replica: InstanceId };

/** What a writer that is not open does not hear, in writing. */
const UNHEARD = {
  open: {},
  allocate: {},
  undo: {},
  ack: {},
  learn: {},
  depose: {},
  hear: {},
  miss: {},
} as const;

/** What is made of more that is known of the copies. */
const advancing = ["advancePgcl", "advanceVcl", "advanceVdl", "acknowledgeCommits"] as const;

/** The writer machine of a volume and a workload. */
export const writer = (config: WriterConfig) =>
  setup({
    types: { context: {} as WriterContext, events: {} as WriterEvent },
    guards: {
      // What a copy said in an older epoch of its group counts no more: it may have been replaced.
      isOfThisMembership: ({ context, event }) =>
        event.type === "ack" && (event.membership ?? FIRST_EPOCH) === context.membership,
      isNewMembership: ({ context, event }) =>
        event.type === "learn" && event.membership > context.membership,
      isRecovered: ({ event }) => event.type === "open" && event.start !== undefined,
      hasBatch: ({ context }) => context.batch.length > 0,
      // The whole mini-transaction or nothing: half of one could never reach its CPL.
      isWithinLal: ({ context }) => (context.batch.at(-1)?.lsn ?? NO_LSN) <= limit(context, config),
      hasCompensation: ({ context }) => context.compensation.length > 0,
      isUndoWithinLal: ({ context }) =>
        (context.compensation.at(-1)?.lsn ?? NO_LSN) <= limit(context, config),
    },
    actions: {
      allocateBatch: assign(({ context }) => ({ log: [...context.log, ...context.batch] })),
      queueCommits: assign(({ context }) => ({
        commitQueue: [
          ...context.commitQueue,
          ...context.batch.flatMap(({ lsn, commits }) =>
            commits ? [{ txn: commits, scn: lsn }] : []
          ),
        ],
      })),
      startFrom: assign(({ context, event }) =>
        event.type === "open" && event.start !== undefined ? startedFrom(context, event.start) : {}
      ),
      learnMembership: assign(({ event }) =>
        event.type === "learn"
          ? { membership: event.membership, configuration: event.configuration }
          : {}
      ),
      cutBatch: assign(({ context }) => ({ batch: batchAfter(context, config) })),
      allocateCompensation: assign(({ context: { log, compensation } }) => ({
        log: [...log, ...compensation],
      })),
      cutCompensation: assign(({ context }) => ({ compensation: compensationAfter(context) })),
      countAck: assign(({ context, event }) => {
        if (event.type !== "ack") return {};
        return { acks: { ...context.acks, [event.segment]: heldAfter(context, event) } };
      }),
      advancePgcl: assign(({ context }) => ({
        pgcl: pgcls(context, config, (record) => hasQuorum(context, config, record)),
      })),
      advanceVcl: assign(({ context }) => ({
        vcl: vclOf(context.log, (pg) => context.pgcl[pg]!, context.start.vdl),
      })),
      advanceVdl: assign(({ context }) => ({
        vdl: vdlOf(context.log, context.vcl, context.start.vdl),
      })),
      acknowledgeCommits: assign(({ context }) =>
        acknowledgeWhere(context, ({ scn }) => scn <= context.vdl)
      ),
      gatherReadPoint: assign(({ context: { readers }, event }) =>
        event.type === "hear" ? { readers: { ...readers, [event.replica]: event.readPoint } } : {}
      ),
      forgetReader: assign(({ context: { readers }, event }) =>
        event.type === "miss" ? { readers: without(readers, event.replica) } : {}
      ),
    },
  }).createMachine({
    id: "writer",
    initial: "closed",
    context: {
      start: AT_FIRST,
      batch: [],
      compensation: [],
      log: [],
      acks: {},
      pgcl: Object.fromEntries(Object.keys(config.groups).map((pg) => [pg, NO_LSN])),
      vcl: NO_LSN,
      vdl: NO_LSN,
      commitQueue: [],
      acknowledged: [],
      readers: {},
      membership: FIRST_EPOCH,
      configuration: null,
      former: [],
    },
    states: {
      closed: {
        on: {
          ...UNHEARD,
          open: { target: "open", actions: ["startFrom", "cutBatch", "cutCompensation"] },
        },
      },
      open: {
        on: {
          // It was gone, and another recovery has found all this.
          open: { guard: "isRecovered", actions: ["startFrom", "cutBatch", "cutCompensation"] },
          allocate: {
            guard: and(["hasBatch", "isWithinLal"]),
            actions: ["allocateBatch", "queueCommits", "cutBatch", "cutCompensation"],
          },
          undo: {
            guard: and(["hasCompensation", "isUndoWithinLal"]),
            actions: ["allocateCompensation", "cutBatch", "cutCompensation"],
          },
          ack: {
            guard: "isOfThisMembership",
            actions: ["countAck", ...advancing],
          },
          learn: {
            guard: "isNewMembership",
            actions: ["learnMembership", ...advancing],
          },
          hear: { actions: "gatherReadPoint" },
          miss: { actions: "forgetReader" },
          depose: "deposed",
        },
      },
      // Another writer is open. What this one has sent is still on its way.
      deposed: { on: UNHEARD },
    },
  });
