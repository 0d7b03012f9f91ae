/**
 * What replicas show: what they follow, cache and may still read.
 *
 * @module
 */
import { clusterIn } from "../model/cluster/cluster_moves.ts";
import type { LocalState, World } from "../model/explore/system.ts";
import { readPointOf, type ReplicaContext } from "../model/replica/replica.ts";
import { isAttached, replicaIn, replicasOf } from "../model/replica/replica_moves.ts";
import type { StorageSystem } from "../model/system.ts";
import type { InstanceId, Lsn, PgId } from "../model/terms.ts";
import { tailOf } from "../model/writer/writer.ts";
import { log } from "./project_writers.ts";
import { NO_REPLICA, type ReplicaFacts } from "./view/replica_facts.ts";

/** The replicas that have opened the volume. */
export function attachedIn({ bounds }: StorageSystem, world: World): InstanceId[] {
  return replicasOf(bounds).filter((id) => isAttached(world, id));
}

/** Those that crashed. */
export function crashedIn({ bounds }: StorageSystem, world: World): InstanceId[] {
  return replicasOf(bounds).filter((id) => world.part(id, isCrashed));
}

/** What each of them knows. */
export function replicaFactsIn(system: StorageSystem, world: World): Record<string, ReplicaFacts> {
  const readers = system.bounds.cluster ? Object.keys(clusterIn(world).readers) : [];
  return Object.fromEntries([
    ...readers.map((id) => [id, JUST_OPENED] as const),
    ...attachedIn(system, world).map((id) => [id, factsOf(replicaIn(world, id))] as const),
  ]);
}

/** The lowest record of a group that each of them may still read: its PGMRPL. */
export function readPointsIn(system: StorageSystem, world: World, pg: PgId): Record<string, Lsn> {
  // Where there are none, every claim about points would look for them.
  if (system.bounds.replicas === undefined) return {};
  return Object.fromEntries(
    attachedIn(system, world).map((id) => [id, pgmrplOfReplica(world, id, pg)]),
  );
}

/** The PGMRPL of one replica. */
export function pgmrplOfReplica(world: World, id: InstanceId, pg: PgId): Lsn {
  const readPoint = readPointOf(replicaIn(world, id));
  return tailOf(world.part("writer", log).filter(({ lsn }) => lsn <= readPoint), pg);
}

/** The instances of a cluster open the volume, and show no more of what they read. */
const JUST_OPENED: ReplicaFacts = { ...NO_REPLICA, isKnown: true };

function factsOf({ vdl, applied, noted, pages }: ReplicaContext): ReplicaFacts {
  return { vdl, applied, noted, beyond: [], pages, isKnown: true };
}

const isCrashed = (replica: LocalState): boolean => replica.matches("crashed");
