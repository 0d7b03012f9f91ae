/**
 * The whole: a volume, its writer, its copies and what can fail, as one system to explore.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import type { StorageMove } from "./deeds.ts";
import type { Machine, Renaming, System, World } from "./explore/system.ts";
import { faults, type FaultsContext } from "./faults.ts";
import { ack, gossip, lateAck, type Place, ship, writerIn } from "./network.ts";
import { segment } from "./segment.ts";
import {
  type AzId,
  type Lsn,
  NO_LSN,
  type PgId,
  type SegmentId,
  type SegmentKind,
} from "./terms.ts";
import { groupOf, mapGroups, placeCopies, rulesOf, volume } from "./volume.ts";
import { writer, type WriterConfig } from "./writer.ts";

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

/** The published machines, for a world of these bounds. */
export function machinesFor(bounds: Bounds): Machines {
  return {
    volume,
    writer: writer(writerConfig(bounds)),
    segment,
    faults: faults(bounds.faults),
  };
}

/** A storage system of the given size, of the published machines or of others. */
export function storageSystem(
  name: string,
  bounds: Bounds,
  machines: Machines = machinesFor(bounds),
): StorageSystem {
  const places = placesOf(bounds);
  const { segment: copy, ...others } = machines;
  return {
    name,
    bounds,
    actors: { ...others, ...Object.fromEntries(places.map(({ segment }) => [segment, copy])) },
    moves: [
      ...writerMoves(bounds),
      ...places.flatMap((place) => pipelineMoves(place, bounds)),
      ...bounds.background ? places.flatMap(backgroundMoves) : [],
      ...faultMoves(places, bounds),
    ],
    symmetry: exchanges(places),
  };
}

/** A copy and where it stands. */
interface Site extends Place {
  readonly az: AzId;
  readonly kind: SegmentKind;
}

function placesOf({ volume }: Bounds): Site[] {
  return Object.values(mapGroups(volume, (shape, nth, pg) => {
    const members = Object.entries(placeCopies(shape, nth));
    return members.map(([segment, { az, kind }]) => ({
      segment,
      az,
      kind,
      pg,
      peers: members.map(([peer]) => peer).filter((peer) => peer !== segment),
    }));
  })).flat();
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

function pipelineMoves(place: Site, { workload, steps }: Bounds): StorageMove[] {
  const apart = steps === "apart";
  const lsns = lsnsOf(place.pg, workload);
  return [
    ...lsns.map((lsn) => ship(place, lsn, apart ? "receive" : "store")),
    ...apart ? (["persist", "sort"] as const).map((does) => ownStep(place, does)) : [],
    ...lsns.flatMap((lsn) => place.peers.map((peer) => gossip(place, peer, lsn))),
    // The first record of a chain is complete as soon as it is sorted: SCL is inclusive.
    ...lsns.flatMap((lsn, i) => [
      ack(place, lsn),
      lateAck(place, lsn, i === 0 && !apart ? lsn : NO_LSN),
    ]),
  ];
}

function lsnsOf(pg: PgId, workload: Bounds["workload"]): Lsn[] {
  return workload.flat().flatMap((draft, index) => draft.pg === pg ? [BigInt(index + 1)] : []);
}

function backgroundMoves(place: Site): StorageMove[] {
  const { segment, pg, kind } = place;
  // A tail segment keeps no blocks, so it never has what would let it collect. Source: S18 §4.2.
  if (kind === "tail") return [ownStep(place, "stage")];
  return [
    ownStep(place, "coalesce"),
    ownStep(place, "stage"),
    {
      name: `${segment}.collects`,
      deed: { does: "collect", segment, pg },
      plan: (world) => [{ to: segment, event: { type: "collect", pgmrpl: pgmrplIn(world, pg) } }],
    },
  ];
}

/** What is down in a state of the world. */
export function faultsIn(world: World): FaultsContext {
  return world.state("faults").context;
}

/** With no read open, no read point below VDL will be used again. Source: S17 §4.2.3. */
export function pgmrplIn(world: World, pg: PgId): Lsn {
  const { log, vdl } = writerIn(world);
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

function faultMoves(places: readonly Site[], { faults }: Bounds): StorageMove[] {
  const copies = faults.copies > 0 ? places : [];
  const azs = faults.azs > 0 ? [...new Set(places.map(({ az }) => az))] : [];
  return [
    ...copies.flatMap(({ segment, az }) => [
      copyFault(segment, az, "crash", "crashes"),
      copyFault(segment, az, "restart", "restarts"),
    ]),
    ...azs.flatMap((az) => {
      const segments = places.filter((place) => place.az === az).map(({ segment }) => segment);
      return [azFault(az, segments, "loseAz"), azFault(az, segments, "regainAz")];
    }),
  ];
}

function copyFault(
  segment: SegmentId,
  az: AzId,
  does: "crash" | "restart",
  verb: string,
): StorageMove {
  return {
    name: `${segment}.${verb}`,
    deed: { does, segment },
    fault: does === "crash",
    plan: () => [
      { to: "faults", event: { type: does, segment, az } },
      { to: segment, event: { type: does } },
    ],
  };
}

function azFault(
  az: AzId,
  segments: readonly SegmentId[],
  does: "loseAz" | "regainAz",
): StorageMove {
  const lose = does === "loseAz";
  return {
    name: `${az}.${lose ? "goes.down" : "comes.back"}`,
    deed: { does, az },
    fault: lose,
    plan(world) {
      // A copy that crashed on its own was down before, and stays down when its AZ is back.
      const { copies } = faultsIn(world);
      return [
        { to: "faults", event: { type: does, az } },
        ...segments.filter((segment) => !copies[segment])
          .map((to) => ({ to, event: { type: lose ? "crash" : "restart" } })),
      ];
    },
  };
}

/** Copies of a group in one AZ are alike if they keep the same, and so are AZs. */
function exchanges(places: readonly Site[]): Renaming[] {
  const azs = [...new Set(places.map(({ az }) => az))];
  const inAz = (az: AzId) => places.filter((place) => place.az === az);
  const swaps = (some: readonly string[], others: readonly string[]) =>
    Object.fromEntries(some.flatMap((name, i) => [[name, others[i]!], [others[i]!, name]]));
  const copies = azs.flatMap((az) =>
    inAz(az).flatMap(({ segment, pg, kind }, i, all) => {
      const next = all[i + 1];
      return next?.pg === pg && next.kind === kind ? [swaps([segment], [next.segment])] : [];
    })
  );
  const zones = azs.slice(1).map((az, i) => {
    const names = (of: AzId) => [of, ...inAz(of).map(({ segment }) => segment)];
    return swaps(names(azs[i]!), names(az));
  });
  return [...copies, ...zones];
}
