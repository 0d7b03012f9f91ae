/**
 * Bounds that are refused: each of their parts is modelled, what they come to together is not.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import { ModelError } from "./explore/model_error.ts";
import { replicasOf } from "./replica/replica_moves.ts";

/** A combination of bounds that no world can have. */
interface Refused {
  /** Do some bounds have it? */
  readonly isIn: (bounds: Bounds) => boolean;
  /** What would be wrong in such a world. */
  readonly why: string;
}

/** The combinations by name. */
export const refused: Readonly<Record<string, Refused>> = {
  "a cluster, and no recovery": {
    isIn: ({ cluster, recovery }) => cluster !== undefined && recovery === undefined,
    why: "Who takes over recovers the volume",
  },
  "replicas and a recovery, and no cluster": {
    isIn: ({ replicas, recovery, cluster }) => !!replicas && !!recovery && !cluster,
    why: "Nobody tells a replica who writes after the recovery",
  },
  "replicas that are no instances of their cluster": {
    isIn: (bounds) =>
      !!bounds.cluster && replicasOf(bounds).some((id) => !(id in bounds.cluster!.instances)),
    why: "A cluster has the instances that it names, and no others",
  },
  "replicas that crash in a cluster": {
    isIn: ({ replicas, cluster }) => !!cluster && !!replicas?.crash,
    why: "The cluster does not miss a reader of which the engine alone is down",
  },
  "replicas in a cluster that loses readers": {
    isIn: ({ replicas, cluster }) => !!cluster && !!replicas && cluster.readersLost > 0,
    why: "A reader that is lost keeps the engine that it has as a replica",
  },
  "replicas in a cluster, and several recoveries": {
    isIn: ({ replicas, cluster, recovery }) => !!cluster && !!replicas && recovery!.attempts > 1,
    why: "A replica that is promoted and crashes does not begin anew",
  },
  "a living writer that nobody may be left to replace": {
    isIn: ({ cluster, recovery }) =>
      !!cluster && recovery?.writer === "alive" &&
      cluster.readersLost + recovery.attempts > Object.keys(cluster.instances).length - 1,
    why: "It is made anew where it was, and goes on by the same name",
  },
  "reads in a cluster": {
    isIn: ({ reads, cluster }) => !!reads && !!cluster,
    why: "The read view of the writer is not told by the name of its instance",
  },
  "reads, and several recoveries": {
    isIn: ({ reads, recovery }) => !!reads && !!recovery && recovery.attempts > 1,
    why: "The next writer keeps its read view when it crashes",
  },
  "members that change in a cluster": {
    isIn: ({ membership, cluster }) => !!membership && !!cluster,
    why: "Nobody announces who counts for the instance that takes over, before it does",
  },
  "members that change in a volume of several groups": {
    isIn: ({ membership, volume }) => !!membership && Object.keys(volume.groups).length > 1,
    why: "Of a copy that is no member nobody can tell whose records it has",
  },
  "newcomers that crash": {
    isIn: ({ membership, faults }) => !!membership?.replacements.length && faults.copies > 0,
    why: "A node that crashes before it was a member might be the writer",
  },
};

/**
 * Refuses bounds that have one of these combinations.
 *
 * @throws {ModelError} with the name of the combination, and why.
 */
export function refuseUnmodelled(system: string, bounds: Bounds): void {
  for (const [name, { isIn, why }] of Object.entries(refused)) {
    if (isIn(bounds)) {
      throw new ModelError(`System "${system}" has ${name}, which is not modelled: ${why}`);
    }
  }
}
