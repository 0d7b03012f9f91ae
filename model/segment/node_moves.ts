/**
 * What a storage node does with the records of the first writer: the way in, and what comes later.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { World } from "../explore/system.ts";
import { lateAck, type Pasts } from "../network/late.ts";
import { changingPipeline } from "../membership/membership_network.ts";
import { ack, gossip, pgmrplIn, type Place, segmentIn, ship } from "../network/network.ts";
import { lastApplied } from "./possessions.ts";
import { lowestReadPoint } from "../reads/reads_moves.ts";
import type { Site } from "./sites.ts";
import { type Lsn, NO_LSN, type PgId } from "../terms.ts";

/** A record on its way into a copy, from the writer and from peers, and its acknowledgement. */
export function pipelineMoves(
  site: Site,
  { workload, steps, recovery, membership, background }: Bounds,
  pasts: Pasts,
): StorageMove[] {
  const apart = steps === "apart";
  const lsns = lsnsOf(site.pg, workload);
  if (membership) {
    return lsns.flatMap((lsn) => changingPipeline(site, lsn, membership, background !== false));
  }
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

/** What a copy does with a record later. */
export function backgroundMoves(site: Site, bounds: Bounds): StorageMove[] {
  const { segment, pg, kind } = site;
  // A tail segment keeps no blocks, so it never has what would let it collect. Source: S18 §4.2.
  if (kind === "tail") return [ownStep(site, "stage")];
  const pgmrpl = (world: World) =>
    bounds.reads ? lowestReadPoint(world, bounds, pg) : pgmrplIn(world, pg);
  if (bounds.background === "merged") return [collectingAtOnce(site, pgmrpl)];
  return [
    ownStep(site, "coalesce"),
    ownStep(site, "stage"),
    {
      name: `${segment}.collects`,
      deed: { does: "collect", segment, pg },
      plan: (world) => [{ to: segment, event: { type: "collect", pgmrpl: pgmrpl(world) } }],
    },
  ];
}

/** A copy coalesces what it may collect, stages its log, and collects. */
function collectingAtOnce({ segment, pg }: Site, pgmrpl: (world: World) => Lsn): StorageMove {
  return {
    name: `${segment}.collects`,
    deed: { does: "collect", segment, pg },
    plan(world) {
      const upto = pgmrpl(world);
      const copy = segmentIn(world, segment);
      const ready = copy.hotLog.filter(({ lsn }) => lsn <= upto && lsn <= copy.scl);
      if (ready.length === 0) return undefined;
      const coalesced = ready.filter(({ lsn }) => lsn > lastApplied(copy));
      const own = [
        ...coalesced.map(() => ({ type: "coalesce" })),
        ...copy.staged < copy.scl ? [{ type: "stage" }] : [],
        { type: "collect", pgmrpl: upto },
      ];
      return own.map((event) => ({ to: segment, event }));
    },
  };
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
