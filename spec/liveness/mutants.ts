/**
 * Mistakes that break no claim about a step or a state at rest: only what must happen at last does
 * not.
 *
 * @module
 */
import { recovery } from "../../model/recovery.ts";
import { holds, segment } from "../../model/segment.ts";
import { sitesOf } from "../../model/sites.ts";
import { writerConfig } from "../../model/system.ts";
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
];
