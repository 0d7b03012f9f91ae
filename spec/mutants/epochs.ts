/**
 * Mistakes of a copy in what it makes of epochs, and of what is annulled.
 *
 * @module
 */
import { assign } from "xstate";
import { segment, withoutAnnulled } from "../../model/segment/segment.ts";
import { NO_LSN } from "../../model/terms.ts";
import type { StorageMutant } from "./mutant.ts";

/** Mistakes of a copy in what it makes of epochs. */
export const epochMutants: readonly StorageMutant[] = [
  {
    name: "fence-after-reading",
    number: 25,
    says: "A copy tells a recovery what it has before it is fenced.",
    rule: "segment.isOfThisEpoch",
    scope: "recovery",
    caughtBy: "D1",
    machines: () => ({ segment: segment.provide({ guards: { isOfThisEpoch: () => true } }) }),
  },
  {
    name: "gossip-of-the-dead",
    number: 29,
    says: "A copy takes an annulled record from a peer that was absent.",
    rule: "segment.isAlive",
    scope: "recovery",
    caughtBy: "R1",
    machines: () => ({ segment: segment.provide({ guards: { isAlive: () => true } }) }),
  },
  {
    name: "gossip-before-the-ranges",
    says:
      "A copy that has entered an epoch learns from its peers before it knows what is annulled.",
    rule: "segment.knowsItsEpoch",
    // Three copies are too few: beside a write quorum there must be two that differ.
    scope: "recovery-of-five",
    caughtBy: "R1",
    machines: () => ({ segment: segment.provide({ guards: { knowsItsEpoch: () => true } }) }),
  },
  {
    name: "old-writer-not-fenced",
    number: 23,
    says: "A copy takes the records of a writer whatever its epoch.",
    rule: "segment.isCurrent",
    scope: "recovery",
    caughtBy: "R3",
    machines: () => ({ segment: segment.provide({ guards: { isCurrent: () => true } }) }),
  },
  {
    name: "all-that-is-old-dropped",
    number: 35,
    says: "A copy that enters an epoch drops all that was written before, VDL or not.",
    rule: "segment.dropAnnulled",
    scope: "recovery",
    caughtBy: "L8",
    machines: () => ({
      segment: segment.provide({
        actions: {
          dropAnnulled: assign(({ context, event }) =>
            event.type === "truncate"
              ? withoutAnnulled(context, {
                ranges: [{ from: NO_LSN, to: event.ranges.at(-1)!.to }],
              })
              : {}
          ),
        },
      }),
    }),
  },
];
