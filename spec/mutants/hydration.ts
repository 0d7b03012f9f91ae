/**
 * Mistakes in filling a copy that takes the place of another, when its peers have collected.
 *
 * @module
 */
import { assign } from "xstate";
import type { Bounds } from "../../model/bounds.ts";
import { isIn, membership, newIn } from "../../model/membership/membership.ts";
import { segment } from "../../model/segment/segment.ts";
import { membershipConfig } from "../../model/system.ts";
import type { StorageMutant } from "./mutant.ts";

const of = (bounds: Bounds) => membership(membershipConfig(bounds));

/** Lets everything pass a rule of the copy that takes a baseline. */
const careless = (guard: "isWholeThere" | "isBelowReadPoints") => () => ({
  segment: segment.provide({ guards: { [guard]: () => true } }),
});

/** Mistakes in taking a baseline, and in asking for one. */
export const hydrationMutants: readonly StorageMutant[] = [
  {
    name: "hydrated-without-a-baseline",
    says: "A newcomer counts once it has what is left in the logs, whatever was collected before.",
    rule: "membership.isHydrated",
    scope: "hydration",
    caughtBy: "M3",
    machines: (bounds) => ({
      membership: of(bounds).provide({
        guards: {
          isHydrated: ({ context: { past, owed }, event }) =>
            event.type === "complete" &&
            newIn(event.to, past).every((copy) =>
              owed.every((lsn) => event.held[copy] !== undefined && isIn(event.held[copy], lsn))
            ),
        },
      }),
    }),
  },
  {
    name: "hydrated-up-to-the-gc-point",
    says:
      "A newcomer counts once it has something, and what its peers have collected: not the rest.",
    rule: "membership.isHydrated",
    scope: "hydration-above",
    caughtBy: "M3",
    machines: (bounds) => ({
      membership: of(bounds).provide({
        guards: {
          isHydrated: ({ context: { past, owedUpto }, event }) =>
            event.type === "complete" &&
            newIn(event.to, past).every((copy) => {
              const { scl = 0n } = event.held[copy] ?? {};
              return scl > 0n && scl >= owedUpto;
            }),
        },
      }),
    }),
  },
  {
    name: "baseline-of-an-incomplete-copy",
    says: "A copy takes the blocks of any peer for those of the point that it asked for.",
    rule: "segment.isWholeThere",
    scope: "hydration",
    caughtBy: "G4",
    machines: careless("isWholeThere"),
  },
  {
    name: "baseline-above-the-read-points",
    says: "A copy takes the blocks of a peer as they are, were their records durable or not.",
    rule: "segment.isBelowReadPoints",
    scope: "hydration",
    caughtBy: "G4",
    machines: careless("isBelowReadPoints"),
  },
  {
    name: "baseline-with-the-scl-of-its-source",
    number: 55,
    says: "A copy that takes a baseline takes the SCL of its source, too.",
    rule: "segment.startAtBaseline",
    scope: "hydration-above",
    caughtBy: "L2",
    machines: () => ({
      segment: segment.provide({
        actions: {
          startAtBaseline: assign(({ event }) =>
            event.type === "hydrate" ? { scl: event.peer.scl } : {}
          ),
        },
      }),
    }),
  },
];
