/**
 * The whole: a volume, its writer, its copies and what can fail, as one system to explore.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import { refuseUnmodelled } from "./bounds_refused.ts";
import { cluster } from "./cluster/cluster.ts";
import { withCluster } from "./cluster/cluster_moves.ts";
import type { StorageMove } from "./deeds.ts";
import { exchanges } from "./network/exchanges.ts";
import type { Machine, System } from "./explore/system.ts";
import { faults } from "./faults/faults.ts";
import { Pasts } from "./network/late.ts";
import { membership, type MembershipConfig } from "./membership/membership.ts";
import { hydrationMoves } from "./membership/hydration_moves.ts";
import { alikeAmong, membershipMoves, standingOf } from "./membership/membership_moves.ts";
import { backgroundMoves, pipelineMoves } from "./segment/node_moves.ts";
import { outages } from "./faults/outages.ts";
import { reader } from "./reads/reader.ts";
import { accompanied, readMoves } from "./reads/reads_moves.ts";
import { recovery } from "./recovery/recovery.ts";
import { recoveryMoves } from "./recovery/recovery_moves.ts";
import { replica } from "./replica/replica.ts";
import { replicaMoves, replicasOf } from "./replica/replica_moves.ts";
import { scrubMoves } from "./segment/scrub_moves.ts";
import { segment } from "./segment/segment.ts";
import { sitesOf } from "./segment/sites.ts";
import { groupOf, mapGroups, placeCopies, rulesOf, volume } from "./volume.ts";
import { writer, type WriterConfig } from "./writer/writer.ts";
import { successorMoves, writerMoves } from "./writer/writer_moves.ts";

/** The machines of a world: a mutant is a world with one of them changed. */
export interface Machines {
  /** Where copies stand, and their quorums. */
  readonly volume: Machine;
  /** The one that allocates and acknowledges. */
  readonly writer: Machine;
  /** Each of the copies. */
  readonly segment: Machine;
  /** What is down. */
  readonly faults: Machine;
  /** The one that opens the volume again, where that is explored. */
  readonly recovery?: Machine;
  /** The writer after it. */
  readonly successor?: Machine;
  /** The instances that share the volume, where that is explored. */
  readonly cluster?: Machine;
  /** Each of the replicas, where there are any. */
  readonly replica?: Machine;
  /** The cache of the instance that writes, where it reads. */
  readonly reader?: Machine;
  /** Who are the members of a group, where they change. */
  readonly membership?: Machine;
}

/** A storage system to explore. */
export interface StorageSystem extends System {
  /** Its size. */
  readonly bounds: Bounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly StorageMove[];
}

/** The configuration that a writer gets in a world of these bounds. */
export function writerConfig(bounds: Bounds): WriterConfig {
  const { volume, workload, lal } = bounds;
  const groups = mapGroups(
    volume,
    (shape, nth) => groupOf({ members: placeCopies(shape, nth), ...rulesOf(shape) }),
  );
  return { groups, workload, lal, ...bounds.membership && membershipConfig(bounds) };
}

/** What the membership of the first group starts from, in a world where it changes. */
export function membershipConfig(bounds: Bounds): MembershipConfig {
  const standing = standingOf(sitesOf(bounds));
  const newcomers = bounds.membership?.replacements.map(({ newcomer }) => newcomer);
  const members = Object.keys(standing).filter((copy) => !newcomers?.includes(copy));
  return { members, standing };
}

/** The configuration of the writer that comes after a recovery. */
export function successorConfig(bounds: Bounds): WriterConfig {
  return { ...writerConfig(bounds), workload: bounds.recovery?.workload ?? [] };
}

/** The published machines, for a world of these bounds. */
export function machinesFor(bounds: Bounds): Machines {
  return {
    volume,
    writer: writer(writerConfig(bounds)),
    segment,
    faults: faults(bounds.faults),
    ...bounds.recovery && {
      recovery: recovery(writerConfig(bounds)),
      successor: writer(successorConfig(bounds)),
    },
    ...bounds.cluster && { cluster: cluster(bounds.cluster) },
    ...bounds.replicas && { replica },
    ...bounds.reads && { reader },
    ...bounds.membership && { membership: membership(membershipConfig(bounds)) },
  };
}

/**
 * A storage system of the given size, of the published machines or of others.
 *
 * @throws {ModelError} for bounds whose parts are not modelled together.
 */
export function storageSystem(
  name: string,
  bounds: Bounds,
  machines: Machines = machinesFor(bounds),
): StorageSystem {
  refuseUnmodelled(name, bounds);
  const sites = sitesOf(bounds);
  const heard = sites.filter(({ segment }) => !bounds.membership?.silent?.includes(segment));
  const pasts = new Pasts(bounds.steps, writerConfig(bounds));
  const { segment: copy, replica, ...others } = machines;
  const replicas = replica ? replicasOf(bounds).map((id) => [id, replica]) : [];
  return {
    name,
    bounds,
    actors: {
      ...others,
      ...Object.fromEntries(sites.map(({ segment }) => [segment, copy])),
      ...Object.fromEntries(replicas),
    },
    moves: withCluster(
      bounds,
      [
        ...writerMoves(bounds),
        ...heard.flatMap((site) => pipelineMoves(site, bounds, pasts)),
        ...bounds.background ? heard.flatMap((site) => backgroundMoves(site, bounds)) : [],
        ...outages(sites, bounds),
        ...recoveryMoves(sites, bounds),
        ...bounds.recovery ? successorMoves(sites, bounds) : [],
        ...readMoves(sites, bounds),
        ...scrubMoves(sites, bounds),
        ...replicaMoves(sites, bounds),
        ...membershipMoves(sites, bounds),
        ...hydrationMoves(heard, bounds),
      ].map(accompanied(bounds)),
    ),
    symmetry: alikeAmong(sites, bounds).flatMap(exchanges),
  };
}
