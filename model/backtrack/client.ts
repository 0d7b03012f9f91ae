/**
 * A client: one transaction after the other, over a connection that a backtrack closes. Source: User
 * Guide (Backtracking an Aurora DB cluster).
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { TxnId } from "../terms.ts";
import type { Batch, TransactionPlan } from "./terms.ts";

/** What a client knows. */
export interface ClientContext {
  /** The transaction that is under way, or is the next one. */
  readonly at: number;
  /** How many of its mini-transactions are written. */
  readonly written: number;
  /** Is it under way? */
  readonly isOpen: boolean;
  /** The transaction that was cut off, until the volume is open again. */
  readonly dropped?: TxnId | undefined;
  /** The transactions that were told to be durable. */
  readonly committed: readonly TxnId[];
}

/** What a client does, and what happens to it. */
export type ClientEvent = { readonly type: "begin" | "write" | "disconnect" | "connect" };

/** The name of a transaction. */
export function nameOf(at: number): TxnId {
  return `T${at + 1}`;
}

/** The mini-transaction that is written next; undefined where none is under way. */
export function nextBatch(
  { at, written, isOpen }: ClientContext,
  workload: readonly TransactionPlan[],
): Batch | undefined {
  const pages = workload[at]?.[written];
  if (!isOpen || pages === undefined) return undefined;
  return { txn: nameOf(at), pages, commits: written === workload[at]!.length - 1 };
}

/** The machine of a client that has this to do. */
export const client = (workload: readonly TransactionPlan[]) =>
  setup({
    types: { context: {} as ClientContext, events: {} as ClientEvent },
    guards: {
      isIdle: ({ context: { at, isOpen } }) => !isOpen && at < workload.length,
      isBusy: ({ context: { isOpen } }) => isOpen,
    },
    actions: {
      open: assign({ isOpen: true }),
      advance: assign(({ context }) => {
        const { at, written, committed } = context;
        return nextBatch(context, workload)!.commits
          ? { at: at + 1, written: 0, isOpen: false, committed: [...committed, nameOf(at)] }
          : { written: written + 1 };
      }),
      drop: assign(({ context: { at, isOpen } }) =>
        isOpen ? { at: at + 1, written: 0, isOpen: false, dropped: nameOf(at) } : {}
      ),
      forgetDropped: assign({ dropped: undefined }),
    },
  }).createMachine({
    id: "client",
    context: { at: 0, written: 0, isOpen: false, committed: [] },
    on: {
      begin: { guard: "isIdle", actions: "open" },
      write: { guard: "isBusy", actions: "advance" },
      disconnect: { actions: "drop" },
      connect: { actions: "forgetDropped" },
    },
  });
