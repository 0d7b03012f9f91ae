/**
 * The writer: the one instance that allocates LSNs, learns what is durable, and acknowledges
 * commits. Source: S17 §4.1-4.2, S18 §2.2-2.3.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import { pgclByRecord, vclOf, vdlOf } from "./points.ts";
import { type Group, meets } from "./quorum.ts";
import {
  type Lsn,
  NO_LSN,
  type PgId,
  type RedoRecord,
  type SegmentId,
  type TxnId,
} from "./terms.ts";

/** One record of a workload. */
export interface Draft {
  /** The group of the block it changes. */
  readonly pg: PgId;
  /** The transaction that it commits, if it is a commit record. */
  readonly commits?: TxnId;
}

/** What a writer is given. */
export interface WriterConfig {
  /** The groups of its volume. */
  readonly groups: Readonly<Record<PgId, Group>>;
  /** Its workload: mini-transactions in the order in which they are generated. */
  readonly workload: readonly (readonly Draft[])[];
  /** LSN Allocation Limit: how far LSNs may run ahead of VDL. Source: S17 §4.2.1. */
  readonly lal: Lsn;
}

/** A commit that waits for VDL. */
export interface Commit {
  /** The transaction. */
  readonly txn: TxnId;
  /** LSN of its commit record. */
  readonly scn: Lsn;
}

/** What a writer knows: all of it in memory, none of it decided with anybody else. */
export interface WriterContext {
  /** The mini-transaction that gets its LSNs next; empty when there is none. */
  readonly batch: readonly RedoRecord[];
  /** Every record that has an LSN. */
  readonly log: readonly RedoRecord[];
  /** What each copy is known to hold durably, in order. */
  readonly acks: Readonly<Record<SegmentId, readonly Lsn[]>>;
  /** Protection Group Complete LSN of each group. */
  readonly pgcl: Readonly<Record<PgId, Lsn>>;
  /** Volume Complete LSN. */
  readonly vcl: Lsn;
  /** Volume Durable LSN. */
  readonly vdl: Lsn;
  /** Commits that wait, in SCN order. */
  readonly commitQueue: readonly Commit[];
  /** Transactions whose clients were told that they are durable, in that order. */
  readonly acknowledged: readonly TxnId[];
}

/** What happens to a writer. */
export type WriterEvent =
  | { readonly type: "open" | "allocate" }
  | ({ readonly type: "ack" } & Acknowledgement);

/** What a copy tells the writer: that it holds a record, and its SCL. */
export interface Acknowledgement {
  /** The copy. */
  readonly segment: SegmentId;
  /** Its group. */
  readonly pg: PgId;
  /** The record. */
  readonly lsn: Lsn;
  /** Its SCL when the record was durable. */
  readonly scl: Lsn;
}

/** The records of the n-th mini-transaction, as they would be allocated behind a log. */
export function batchAfter(log: readonly RedoRecord[], { workload }: WriterConfig): RedoRecord[] {
  const drafts = workload.flatMap((mtr) =>
    mtr.map((draft, index) => ({ ...draft, cpl: index === mtr.length - 1 }))
  );
  const records: RedoRecord[] = [...log];
  for (const draft of drafts.slice(log.length)) {
    const prev = records.findLast(({ pg }) => pg === draft.pg)?.lsn ?? NO_LSN;
    records.push({ lsn: (records.at(-1)?.lsn ?? NO_LSN) + 1n, prev, ...draft });
    if (draft.cpl) break;
  }
  return records.slice(log.length);
}

/**
 * What a copy is known to hold once it has acknowledged a record. Its SCL speaks for every record
 * of the chain up to it.
 */
export function heldAfter({ log, acks }: WriterContext, ack: Acknowledgement): Lsn[] {
  const isHeld = ({ lsn, pg }: RedoRecord) =>
    lsn === ack.lsn || pg === ack.pg && lsn <= ack.scl || acks[ack.segment]?.includes(lsn);
  return log.filter(isHeld).map(({ lsn }) => lsn);
}

/** The copies that are known to hold a record. */
export function holders({ acks }: WriterContext, lsn: Lsn): SegmentId[] {
  return Object.keys(acks).filter((segment) => acks[segment]!.includes(lsn));
}

/** Is a record known to be on a write quorum of its group? */
export function hasQuorum(context: WriterContext, { groups }: WriterConfig, record: RedoRecord) {
  const { write, members } = groups[record.pg]!;
  return meets(write, holders(context, record.lsn), members);
}

/** PGCL of each group, by a test of single records. */
export function pgcls(
  { log }: WriterContext,
  { groups }: WriterConfig,
  isDurable: (record: RedoRecord) => boolean,
): Record<PgId, Lsn> {
  return Object.fromEntries(
    Object.keys(groups).map((pg) => {
      const records = log.filter((record) => record.pg === pg);
      const durable = new Set(records.filter(isDurable).map(({ lsn }) => lsn));
      return [pg, pgclByRecord(records, (lsn) => durable.has(lsn))];
    }),
  );
}

/** Takes the commits that pass a test off the queue and acknowledges them, in SCN order. */
export function acknowledgeWhere(
  { commitQueue, acknowledged }: WriterContext,
  passes: (commit: Commit) => boolean,
): Pick<WriterContext, "commitQueue" | "acknowledged"> {
  return {
    commitQueue: commitQueue.filter((commit) => !passes(commit)),
    acknowledged: [...acknowledged, ...commitQueue.filter(passes).map(({ txn }) => txn)],
  };
}

/** The writer machine of a volume and a workload. */
export const writer = (config: WriterConfig) =>
  setup({
    types: { context: {} as WriterContext, events: {} as WriterEvent },
    guards: {
      hasBatch: ({ context }) => context.batch.length > 0,
      // The whole mini-transaction or nothing: half of one could never reach its CPL.
      isWithinLal: ({ context }) =>
        (context.batch.at(-1)?.lsn ?? NO_LSN) <= context.vdl + config.lal,
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
      cutBatch: assign(({ context }) => ({ batch: batchAfter(context.log, config) })),
      countAck: assign(({ context, event }) => {
        if (event.type !== "ack") return {};
        return { acks: { ...context.acks, [event.segment]: heldAfter(context, event) } };
      }),
      advancePgcl: assign(({ context }) => ({
        pgcl: pgcls(context, config, (record) => hasQuorum(context, config, record)),
      })),
      advanceVcl: assign(({ context }) => ({
        vcl: vclOf(context.log, (pg) => context.pgcl[pg]!),
      })),
      advanceVdl: assign(({ context }) => ({ vdl: vdlOf(context.log, context.vcl) })),
      acknowledgeCommits: assign(({ context }) =>
        acknowledgeWhere(context, ({ scn }) => scn <= context.vdl)
      ),
    },
  }).createMachine({
    id: "writer",
    initial: "closed",
    context: {
      batch: [],
      log: [],
      acks: {},
      pgcl: Object.fromEntries(Object.keys(config.groups).map((pg) => [pg, NO_LSN])),
      vcl: NO_LSN,
      vdl: NO_LSN,
      commitQueue: [],
      acknowledged: [],
    },
    states: {
      closed: { on: { open: { target: "open", actions: "cutBatch" }, allocate: {}, ack: {} } },
      open: {
        on: {
          open: {},
          allocate: {
            guard: and(["hasBatch", "isWithinLal"]),
            actions: ["allocateBatch", "queueCommits", "cutBatch"],
          },
          ack: {
            actions: [
              "countAck",
              "advancePgcl",
              "advanceVcl",
              "advanceVdl",
              "acknowledgeCommits",
            ],
          },
        },
      },
    },
  });
