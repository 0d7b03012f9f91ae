/**
 * Mistakes that break no claim about a step or a state at rest: only what must happen at last does
 * not.
 *
 * @module
 */
import { assign } from "xstate";
import { reader } from "../../model/reads/reader.ts";
import { recovery } from "../../model/recovery/recovery.ts";
import { holds, segment } from "../../model/segment/segment.ts";
import { sitesOf } from "../../model/segment/sites.ts";
import { writerConfig } from "../../model/system.ts";
import { acknowledgeWhere, writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "../mutants/mutant.ts";

/** Mistakes that a claim of liveness alone catches. */
export const livenessMutants: readonly StorageMutant[] = [
  {
    name: "gossip-with-one-peer",
    says: "Every copy asks a1 alone for what it lacks, and a1 has nobody to ask.",
    rule: "segment.isMissing",
    scope: "tiny",
    caughtBy: "L12",
    namesCopies: true,
    machines: () => ({
      segment: segment.provide({
        guards: {
          isMissing: ({ context, event }) =>
            event.type === "gossip" && event.from === "a1" && !holds(context, event.record.lsn),
        },
      }),
    }),
  },
  {
    name: "all-copies-asked",
    says: "A recovery waits until every copy of the volume has answered.",
    rule: "recovery.hasReadQuorum",
    scope: "recovery-outage",
    caughtBy: "R8",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({
        guards: {
          hasReadQuorum: ({ context }) =>
            Object.keys(context.answers).length === sitesOf(bounds).length,
        },
      }),
    }),
  },
  {
    name: "commit-waits-for-replicas",
    number: 77,
    says: "A commit is acknowledged once every replica has its records, too.",
    rule: "writer.acknowledgeCommits",
    scope: "replica-lag",
    caughtBy: "C4",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({
        actions: {
          acknowledgeCommits: assign(({ context }) =>
            acknowledgeWhere(
              context,
              ({ scn }) =>
                scn <= context.vdl && Object.values(context.readers).every((point) => point >= scn),
            )
          ),
        },
      }),
    }),
  },
  {
    name: "scl-against-the-volume-point",
    number: 17,
    says: "A copy answers only if its SCL has reached the read point, an LSN of the volume.",
    rule: "segment.isComplete",
    scope: "reads-two-groups",
    caughtBy: "P5",
    machines: () => ({
      segment: segment.provide({
        guards: {
          isComplete: ({ context, event }) => event.type === "serve" && context.scl >= event.at,
        },
      }),
    }),
  },
  {
    name: "lowest-point-without-open-reads",
    says: "The lowest read point that is announced is VDL, be a page still asked for below or not.",
    rule: "reader.advanceLowest",
    scope: "reads-background",
    caughtBy: "P5",
    machines: () => ({
      reader: reader.provide({
        actions: {
          advanceLowest: assign(({ event }) =>
            event.type === "announce" ? { lowest: event.vdl } : {}
          ),
        },
      }),
    }),
  },
];
