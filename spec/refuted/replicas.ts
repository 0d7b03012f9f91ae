/**
 * What sounds true of replicas and is not.
 *
 * @module
 */
import type { Refuted } from "./refuted.ts";

/** Claims about replicas that are refuted. */
export const refutedOfReplicas: readonly Refuted[] = [
  {
    id: "acknowledged-is-seen-everywhere",
    says: "Who was told that a commit is durable finds it on every replica.",
    claimedBy: "the shared storage: all instances read the same volume",
    instead:
      "Commits never wait for replicas (S17 §4.2.4, S18 §3.2): a replica shows what it was told, " +
      "and that lags.",
    scope: "replica-lag",
    path: [
      "volume.creates",
      "writer.allocates",
      "r1.opens.the.volume",
      "a1.stores.1",
      "b1.stores.1",
      "a1.acks.1",
      "b1.acks.1",
    ],
    holds: ({ commits, replicas }) =>
      Object.values(replicas.facts()).every(({ noted }) => noted >= (commits.lastAcked?.scn ?? 0n)),
  },
];
