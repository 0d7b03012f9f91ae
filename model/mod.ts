/**
 * How the storage of the volume moves: XState machines as pure data, composed into systems that can
 * be explored to the end. This is the door of the room: other rooms import from here.
 *
 * @module
 */
import { cluster as clusterMachine, type ClusterConfig } from "./cluster/cluster.ts";
import type { Machine } from "./explore/mod.ts";
import { type FaultBudget, faults as faultsMachine } from "./faults/faults.ts";
import { reader as readerMachine } from "./reads/reader.ts";
import { membership as membershipMachine, type MembershipConfig } from "./membership/membership.ts";
import { recovery as recoveryMachine, type RecoveryConfig } from "./recovery/recovery.ts";
import { replica as replicaMachine } from "./replica/replica.ts";
import { segment as segmentMachine } from "./segment/segment.ts";
import { volume as volumeMachine } from "./volume.ts";
import { writer as writerMachine, type WriterConfig } from "./writer/writer.ts";

/** A machine with named rules: a mutant is the same machine with one of them replaced. */
export interface RuledMachine extends Machine {
  /** The machine with other guards or actions under the same names, as XState's `provide` does. */
  provide(rules: { readonly guards?: object; readonly actions?: object }): Machine;
}

/** One copy of a protection group, and the pipeline of a storage node. Source: S17 §3.3. */
export const segment: RuledMachine = segmentMachine;

/** The instance that allocates LSNs and acknowledges commits. Source: S17 §4.1-4.2, S18 §2.2-2.3. */
export const writer: (config: WriterConfig) => RuledMachine = writerMachine;

/** Where the copies of a volume stand, and which quorums they keep. Source: S17 §2.1-2.2. */
export const volume: RuledMachine = volumeMachine;

/** What an instance does before it may write to a volume that exists. Source: S17 §4.3, S18 §2.4. */
export const recovery: (config: RecoveryConfig) => RuledMachine = recoveryMachine;

/** An instance that follows the writer and reads. Source: S17 §4.2.4, S18 §3.2-3.4. */
export const replica: RuledMachine = replicaMachine;

/** The cache of an instance, and how it gets pages from storage. Source: S17 §4.2.3, S18 §3.1. */
export const reader: RuledMachine = readerMachine;

/** Who are the members of a group, while that changes. Source: S18 §4.1. */
export const membership: (config: MembershipConfig) => RuledMachine = membershipMachine;

/** What is down, within a budget of how much may be down at once. Source: S17 §2.1. */
export const faults: (budget: FaultBudget) => RuledMachine = faultsMachine;

/** The instances that share a volume, and a failover. Source: User Guide (High availability). */
export const cluster: (config: ClusterConfig) => RuledMachine = clusterMachine;

export * from "./explore/mod.ts";
export type { Block, Blocks } from "./segment/blocks.ts";
export {
  type Bounds,
  type ClusterBounds,
  describeBounds,
  type MembershipBounds,
  type ReadBounds,
  type RecoveryBounds,
  type ReplicaBounds,
} from "./bounds.ts";
export { brokenLink, completeUpto, type Gap, type Link, missing } from "./segment/chain.ts";
export type {
  ClusterConfig,
  ClusterContext,
  ClusterEvent,
  CustomEndpoint,
} from "./cluster/cluster.ts";
export type { Instances, InstanceShape } from "./cluster/cluster.ts";
export { type Configuration, groupFor, type Standing } from "./membership/configuration.ts";
export type { Counted, NewMembers } from "./membership/counted.ts";
export { clusterIn } from "./cluster/cluster_moves.ts";
export type {
  BlockDeed,
  ClusterDeed,
  Deed,
  ReplicaDeed,
  ReplicaStep,
  StorageMove,
} from "./deeds.ts";
export * from "./recovery/epochs.ts";
export type { FaultBudget, FaultEvent, FaultsContext } from "./faults/faults.ts";
export type { MembershipConfig } from "./membership/membership.ts";
export { membershipIn } from "./membership/membership_moves.ts";
export { pgmrplIn, type Scribe, segmentIn, writerIn } from "./network/network.ts";
export { faultsIn } from "./faults/outages.ts";
export * from "./quorum/placement.ts";
export * from "./writer/points.ts";
export { type Group, meets, type Quorum } from "./quorum/quorum.ts";
export { compileQuorum, copiesOf, maskOf } from "./quorum/quorum_mask.ts";
export * from "./quorum/quorum_rules.ts";
export { disjointPairs, minimalSets } from "./quorum/quorum_sets.ts";
export type { ReaderContext, ReaderEvent, ReadView, Request } from "./reads/reader.ts";
export { readerIn } from "./reads/reads_moves.ts";
export type { Answer, Recovered } from "./recovery/recovered.ts";
export type {
  Copies,
  Over,
  RecoveryConfig,
  RecoveryContext,
  RecoveryEvent,
} from "./recovery/recovery.ts";
export {
  type Fetch,
  MOST_REPLICAS,
  readPointOf,
  type ReplicaContext,
  type ReplicaEvent,
} from "./replica/replica.ts";
export { type Scope, scopes } from "./scopes.ts";
export {
  type Durable,
  durableRecords,
  type Farewell,
  holds,
  type Hydration,
  type SegmentContext,
  type SegmentEvent,
} from "./segment/segment.ts";
export {
  type Machines,
  machinesFor,
  type StorageSystem,
  storageSystem,
  writerConfig,
} from "./system.ts";
export * from "./terms.ts";
export type {
  Entry,
  Holding,
  Known,
  MembershipContext,
  MembershipEvent,
  Proposal,
} from "./membership/transitions.ts";
export type { Former } from "./recovery/former.ts";
export type { InFlight } from "./writer/undo.ts";
export { type Unexercised, unexercised } from "./unexercised.ts";
export { groupOf, type Placement, type Plan, type Shape, type VolumeContext } from "./volume.ts";
export type {
  Acknowledgement,
  Commit,
  Draft,
  Start,
  WriterConfig,
  WriterContext,
  WriterEvent,
} from "./writer/writer.ts";
