/**
 * Mistakes of replicas, and of a writer that has some.
 *
 * @module
 */
import { assign } from "xstate";
import { blockOf } from "../../model/segment/blocks.ts";
import { covered, EMPTY, replica, withApplied } from "../../model/replica/replica.ts";
import { writerConfig } from "../../model/system.ts";
import { writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

/** Mistakes of replicas, and of a writer that has some. */
export const replicaMutants: readonly StorageMutant[] = [
  {
    name: "half-an-mtr-applied",
    number: 71,
    says: "A replica applies the records of an MTR but for its last one.",
    rule: "replica.applyToCache",
    scope: "replica",
    caughtBy: "V2",
    machines: () => ({
      replica: replica.provide({
        actions: {
          applyToCache: assign(({ context }) =>
            withApplied(context, covered(context).filter(({ cpl }) => !cpl))
          ),
        },
      }),
    }),
  },
  {
    name: "applied-above-vdl",
    number: 72,
    says: "A replica applies records as they come, durable or not.",
    rule: "replica.applyToCache",
    scope: "replica",
    caughtBy: "V1",
    machines: () => ({
      replica: replica.provide({
        actions: {
          applyToCache: assign(({ context }) => withApplied(context, context.pending)),
        },
      }),
    }),
  },
  {
    name: "vdl-of-the-stream",
    number: 73,
    says: "A replica takes the last LSN that it received for VDL.",
    rule: "replica.takeChunk",
    scope: "replica",
    caughtBy: "V1",
    machines: () => ({
      replica: replica.provide({
        actions: {
          takeChunk: assign(({ context, event }) => {
            if (event.type !== "stream") return {};
            const received = event.records.at(-1)!.lsn;
            return { pending: [...context.pending, ...event.records], received, vdl: received };
          }),
        },
      }),
    }),
  },
  {
    name: "dropped-while-fetched",
    number: 74,
    says: "A replica drops the records of a page that is on its way from storage.",
    rule: "replica.holdForFetch",
    scope: "replica",
    caughtBy: "V3",
    machines: () => ({ replica: replica.provide({ actions: { holdForFetch: () => {} } }) }),
  },
  {
    name: "page-from-nothing",
    number: 75,
    says: "A replica applies records to pages that are not in its cache, starting from nothing.",
    rule: "replica.applyToCache",
    scope: "replica",
    caughtBy: "V3",
    machines: () => ({
      replica: replica.provide({
        actions: {
          applyToCache: assign(({ context }) => {
            const records = covered(context);
            const blank = Object.fromEntries(records.map((one) => [blockOf(one), context.vdl]));
            return withApplied({ ...context, pages: { ...blank, ...context.pages } }, records);
          }),
        },
      }),
    }),
  },
  {
    name: "commit-shown-too-soon",
    number: 76,
    says: "A replica shows a commit when it hears of it, its records applied or not.",
    rule: "replica.isVisible",
    scope: "replica-commits",
    caughtBy: "V4",
    machines: () => ({
      replica: replica.provide({ guards: { isVisible: () => true } }),
    }),
  },
  {
    name: "view-above-vdl",
    says: "A replica anchors a read view to what it received, not to VDL.",
    rule: "replica.anchorView",
    scope: "replica",
    caughtBy: "V4",
    machines: () => ({
      replica: replica.provide({
        actions: {
          anchorView: assign(({ context: { views, received }, event }) =>
            event.type === "openView" ? { views: { ...views, [event.view]: received } } : {}
          ),
        },
      }),
    }),
  },
  {
    name: "sixteenth-replica",
    says: "A volume is opened by as many replicas as like to.",
    rule: "replica.hasRoom",
    scope: "replica-sixteen",
    caughtBy: "V5",
    machines: () => ({ replica: replica.provide({ guards: { hasRoom: () => true } }) }),
  },
  {
    name: "pgmrpl-without-replicas",
    number: 48,
    says: "A writer does not ask its replicas for their read points.",
    rule: "writer.gatherReadPoint",
    scope: "replica-collect",
    caughtBy: "G1",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({ actions: { gatherReadPoint: () => {} } }),
    }),
  },
  {
    name: "old-view-kept-over-a-crash",
    number: 49,
    says: "A replica that comes back after a crash goes on with the read views of before.",
    rule: "replica.loseMemory",
    scope: "replica-collect",
    caughtBy: "L8",
    machines: () => ({
      replica: replica.provide({
        actions: { loseMemory: assign(({ context: { views } }) => ({ ...EMPTY, views })) },
      }),
    }),
  },
];
