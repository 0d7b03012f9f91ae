/**
 * Mistakes of a storage node.
 *
 * @module
 */
import { assign } from "xstate";
import {
  holds,
  inOrder,
  lastApplied,
  least,
  nextToApply,
  raised,
  segment,
  withGossiped,
} from "../../model/segment/segment.ts";
import { NO_LSN } from "../../model/terms.ts";
import type { StorageMutant } from "./mutant.ts";

/** Mistakes of a storage node. */
export const storageMutants: readonly StorageMutant[] = [
  {
    name: "ack-from-the-incoming-queue",
    number: 5,
    says: "A record is acknowledged while it is in memory only.",
    rule: "segment.isDurable",
    scope: "pipeline",
    caughtBy: "L3",
    machines: () => ({
      segment: segment.provide({
        guards: {
          isDurable: ({ context, event }) =>
            event.type === "acknowledge" &&
            (holds(context, event.lsn) || context.incoming.some(({ lsn }) => lsn === event.lsn)),
        },
      }),
    }),
  },
  {
    name: "ack-of-what-never-came",
    says: "A copy acknowledges whatever it is asked about.",
    rule: "segment.isDurable",
    scope: "tiny",
    caughtBy: "L9",
    machines: () => ({ segment: segment.provide({ guards: { isDurable: () => true } }) }),
  },
  {
    name: "record-filed-one-too-high",
    says: "A copy files each record under the next LSN.",
    rule: "segment.enqueue",
    scope: "tiny",
    caughtBy: "L11",
    machines: () => ({
      segment: segment.provide({
        actions: {
          enqueue: assign(({ context, event }) => {
            if (!("record" in event)) return {};
            const record = { ...event.record, lsn: event.record.lsn + 1n };
            return { incoming: inOrder([...context.incoming, record]) };
          }),
        },
      }),
    }),
  },
  {
    name: "scl-is-the-highest-lsn",
    number: 15,
    says: "SCL is the highest LSN received, gaps or not.",
    rule: "segment.advanceScl",
    scope: "tiny",
    caughtBy: "L2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          advanceScl: assign(({ context }) => ({ scl: context.hotLog.at(-1)?.lsn ?? NO_LSN })),
        },
      }),
    }),
  },
  {
    name: "scl-is-exclusive",
    number: 16,
    says: "SCL stops short of the last record of the unbroken chain.",
    rule: "segment.advanceScl",
    scope: "tiny",
    caughtBy: "L2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          advanceScl: assign(({ context }) => {
            const chain = context.hotLog.filter(({ prev }, i, log) =>
              prev === (log[i - 1]?.lsn ?? NO_LSN)
            );
            return { scl: chain.at(-2)?.lsn ?? NO_LSN };
          }),
        },
      }),
    }),
  },
  {
    name: "gossip-takes-the-scl",
    number: 55,
    says: "A copy that fetches a record takes the SCL of its peer with it.",
    rule: "segment.keepGossiped",
    scope: "tiny",
    caughtBy: "L2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          keepGossiped: assign(({ context, event }) =>
            event.type === "gossip"
              ? { ...withGossiped(context, event.record), scl: event.peerScl }
              : {}
          ),
        },
      }),
    }),
  },
  {
    name: "redo-applied-twice",
    number: 36,
    says: "Coalescing applies the last record again before it goes on.",
    rule: "segment.applyNext",
    scope: "background",
    caughtBy: "P1",
    machines: () => ({
      segment: segment.provide({
        actions: {
          applyNext: assign(({ context }) => ({
            applied: [...context.applied, context.applied.at(-1) ?? nextToApply(context)!],
          })),
        },
      }),
    }),
  },
  {
    name: "coalesce-skips-a-record",
    number: 37,
    says: "Coalescing goes straight to the last record it has.",
    rule: "segment.applyNext",
    scope: "background",
    caughtBy: "P1",
    machines: () => ({
      segment: segment.provide({
        actions: {
          applyNext: assign(({ context }) => ({ applied: [...context.applied, context.scl] })),
        },
      }),
    }),
  },
  {
    name: "collect-above-pgmrpl",
    number: 47,
    says: "The log is collected above the lowest read point in use.",
    rule: "segment.advanceGcPoint",
    scope: "background",
    caughtBy: "G1",
    machines: () => ({
      segment: segment.provide({
        actions: {
          advanceGcPoint: assign(({ context }) =>
            raised(context, least(lastApplied(context), context.staged))
          ),
        },
      }),
    }),
  },
  {
    name: "collect-before-coalescing",
    number: 50,
    says: "The log is collected before it was applied to blocks.",
    rule: "segment.advanceGcPoint",
    scope: "background",
    caughtBy: "G2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          advanceGcPoint: assign(({ context, event }) =>
            event.type === "collect" ? raised(context, least(context.staged, event.pgmrpl)) : {}
          ),
        },
      }),
    }),
  },
  {
    name: "collect-before-staging",
    number: 51,
    says: "The log is collected before it was staged to the backup store.",
    rule: "segment.advanceGcPoint",
    scope: "background",
    caughtBy: "G2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          advanceGcPoint: assign(({ context, event }) =>
            event.type === "collect"
              ? raised(context, least(lastApplied(context), event.pgmrpl))
              : {}
          ),
        },
      }),
    }),
  },
];
