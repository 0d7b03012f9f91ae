/**
 * The whole: a volume, its writer, its copies and what can fail, as one system to explore.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import type { StorageMove } from "./deeds.ts";
import { exchanges } from "./exchanges.ts";
import type { Machine, System, World } from "./explore/system.ts";
import { faults } from "./faults.ts";
import { lateAck, Pasts } from "./late.ts";
import { ack, gossip, type Place, ship, writerIn } from "./network.ts";
import { outages } from "./outages.ts";
import { recovery } from "./recovery.ts";
import { recoveryMoves } from "./recovery_moves.ts";
import { segment } from "./segment.ts";
import { type Site, sitesOf } from "./sites.ts";
import { type Lsn, NO_LSN, type PgId } from "./terms.ts";
import { groupOf, mapGroups, placeCopies, rulesOf, volume } from "./volume.ts";
import { writer, type WriterConfig, type WriterContext } from "./writer.ts";

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
}

/** A storage system to explore. */
export interface StorageSystem extends System {
  /** Its size. */
  readonly bounds: Bounds;
  /** What can happen, each with the deed that it is. */
  readonly moves: readonly StorageMove[];
}

/** The configuration that a writer gets in a world of these bounds. */
export function writerConfig({ volume, workload, lal }: Bounds): WriterConfig {
  const groups = mapGroups(
    volume,
    (shape, nth) => groupOf({ members: placeCopies(shape, nth), ...rulesOf(shape) }),
  );
  return { groups, workload, lal };
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
  };
}

/** A storage system of the given size, of the published machines or of others. */
export function storageSystem(
  name: string,
  bounds: Bounds,
  machines: Machines = machinesFor(bounds),
): StorageSystem {
  const sites = sitesOf(bounds);
  const pasts = new Pasts(bounds.steps, writerConfig(bounds));
  const { segment: copy, ...others } = machines;
  return {
    name,
    bounds,
    actors: { ...others, ...Object.fromEntries(sites.map(({ segment }) => [segment, copy])) },
    moves: [
      ...writerMoves(bounds),
      ...sites.flatMap((site) => pipelineMoves(site, bounds, pasts)),
      ...bounds.background ? sites.flatMap(backgroundMoves) : [],
      ...outages(sites, bounds),
      ...recoveryMoves(sites, bounds),
      ...bounds.recovery ? successorMoves(sites, bounds) : [],
    ],
    symmetry: exchanges(sites),
  };
}

function writerMoves({ volume, lal }: Bounds): StorageMove[] {
  return [
    {
      name: "volume.creates",
      deed: { does: "create", lal },
      plan: (world) =>
        world.state("volume").matches("absent")
          ? [{ to: "volume", event: { type: "create", plan: volume } }, {
            to: "writer",
            event: { type: "open" },
          }]
          : undefined,
    },
    {
      name: "writer.allocates",
      deed: { does: "allocate" },
      plan: () => [{ to: "writer", event: { type: "allocate" } }],
    },
  ];
}

function pipelineMoves(
  site: Site,
  { workload, steps, recovery }: Bounds,
  pasts: Pasts,
): StorageMove[] {
  const apart = steps === "apart";
  const lsns = lsnsOf(site.pg, workload);
  return [
    ...lsns.map((lsn) => ship(site, lsn, apart ? "receive" : "store")),
    ...apart ? (["persist", "sort"] as const).map((does) => ownStep(site, does)) : [],
    ...lsns.flatMap((lsn) => site.peers.map((peer) => gossip(site, peer, lsn))),
    ...lsns.flatMap((lsn) => [
      ack(site, lsn),
      ...recovery
        ? []
        : pastScls(lsn, lsns, steps).map((scl) => lateAck(site, { lsn, scl }, pasts)),
    ]),
  ];
}

/** The next writer, whose LSNs lie above whatever a recovery may have annulled. */
function successorMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const lsns = (pg: PgId) => successorLsns(bounds, pg);
  return [
    {
      name: "successor.allocates",
      deed: { does: "allocate" },
      plan: () => [{ to: "successor", event: { type: "allocate" } }],
    },
    ...sites.flatMap((site) =>
      lsns(site.pg).flatMap((lsn) => [
        ship(site, lsn, "store", "successor"),
        ...site.peers.map((peer) => gossip(site, peer, lsn)),
        ack(site, lsn, "successor"),
      ])
    ),
  ];
}

/** The LSNs that the next writer may give to the records of a group. */
function successorLsns({ workload, lal, recovery }: Bounds, pg: PgId): Lsn[] {
  const { attempts, workload: next } = recovery!;
  const vdls = [0n, ...workload.flat().map((_, index) => BigInt(index + 1))];
  const ends = vdls.flatMap((vdl) =>
    Array.from({ length: attempts }, (_, nth) => vdl + lal * BigInt(nth + 1))
  );
  const lsns = ends.flatMap((end) =>
    next.flat().flatMap((draft, index) => draft.pg === pg ? [end + BigInt(index + 1)] : [])
  );
  return [...new Set(lsns)].sort((a, b) => Number(a - b));
}

/** The SCLs that an acknowledgement can tell and a copy can have left behind. */
function pastScls(lsn: Lsn, lsns: readonly Lsn[], steps: Bounds["steps"]): Lsn[] {
  const scls = [NO_LSN, ...lsns.slice(0, -1)];
  // Where a record is sorted as it comes, the chain never ends just before it: SCL is inclusive.
  return steps === "apart" ? scls : scls.filter((_, i) => lsns[i] !== lsn);
}

function lsnsOf(pg: PgId, workload: Bounds["workload"]): Lsn[] {
  return workload.flat().flatMap((draft, index) => draft.pg === pg ? [BigInt(index + 1)] : []);
}

function backgroundMoves(site: Site): StorageMove[] {
  const { segment, pg, kind } = site;
  // A tail segment keeps no blocks, so it never has what would let it collect. Source: S18 §4.2.
  if (kind === "tail") return [ownStep(site, "stage")];
  return [
    ownStep(site, "coalesce"),
    ownStep(site, "stage"),
    {
      name: `${segment}.collects`,
      deed: { does: "collect", segment, pg },
      plan: (world) => [{ to: segment, event: { type: "collect", pgmrpl: pgmrplIn(world, pg) } }],
    },
  ];
}

/** With no read open, no read point below VDL will be used again. Source: S17 §4.2.3. */
export function pgmrplIn(world: World, pg: PgId): Lsn {
  return pgmrplOf(writerIn(world), pg);
}

/** The same, as a writer knows it. */
export function pgmrplOf({ log, vdl }: WriterContext, pg: PgId): Lsn {
  return log.findLast((record) => record.pg === pg && record.lsn <= vdl)?.lsn ?? NO_LSN;
}

function ownStep(
  { segment }: Place,
  does: "persist" | "sort" | "coalesce" | "stage",
): StorageMove {
  return {
    name: `${segment}.${does}s`,
    deed: { does, segment },
    plan: () => [{ to: segment, event: { type: does } }],
  };
}
