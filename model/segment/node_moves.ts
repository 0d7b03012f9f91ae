/**
 * What a storage node does with the records of the first writer: the way in, and what comes later.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import { lateAck, type Pasts } from "../network/late.ts";
import { changingPipeline } from "../membership/membership_network.ts";
import {
  ack,
  epochOfWriter,
  gossip,
  pgmrplIn,
  type Place,
  type Scribe,
  segmentIn,
  ship,
} from "../network/network.ts";
import { lowestReadPoint, readerOf } from "../reads/reads_moves.ts";
import { FIRST_EPOCH } from "../recovery/epochs.ts";
import { lastApplied, type SegmentContext } from "./segment.ts";
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
  const { kind } = site;
  // A tail segment keeps no blocks, so it never has what would let it collect. Source: S18 §4.2.
  if (kind === "tail") return [ownStep(site, "stage")];
  const writers: Scribe[] = bounds.recovery ? ["writer", "successor"] : ["writer"];
  return [
    ...bounds.background === true ? [ownStep(site, "coalesce"), ownStep(site, "stage")] : [],
    ...bounds.background === "paired" ? [tidying(site)] : [],
    ...writers.map((by) => collecting(site, bounds, by)),
  ];
}

/** A copy brings its blocks and the backup store up to its SCL. */
function tidying({ segment }: Place): StorageMove {
  return {
    name: `${segment}.coalesces.and.stages`,
    deed: { does: "coalesce", segment },
    plan(world) {
      const copy = segmentIn(world, segment);
      const events = broughtUpTo(copy, copy.scl);
      return events.length > 0 ? events.map((event) => ({ to: segment, event })) : undefined;
    },
  };
}

/** A copy hears the PGMRPL of a writer, and lets go what that one will not read any more. */
function collecting({ segment, pg }: Site, bounds: Bounds, by: Scribe): StorageMove {
  return {
    name: `${segment}.collects${by === "writer" ? "" : ".for.the.next.writer"}`,
    deed: { does: "collect", segment, pg },
    plan(world) {
      const epoch = world.part(by, epochOfWriter);
      // Who has not opened the volume, or has left reading to another, tells nothing.
      if (by === "successor" && epoch === FIRST_EPOCH) return undefined;
      if (bounds.reads && by !== readerOf(world, bounds)) return undefined;
      const pgmrpl = bounds.reads ? lowestReadPoint(world, bounds, pg) : pgmrplIn(world, pg, by);
      const collect = { type: "collect", pgmrpl, ...bounds.recovery && { epoch } };
      if (bounds.background !== "merged") return [{ to: segment, event: collect }];
      const copy = segmentIn(world, segment);
      const isReady = copy.hotLog.some(({ lsn }) => lsn <= pgmrpl && lsn <= copy.scl);
      if (!isReady) return undefined;
      return [...broughtUpTo(copy, pgmrpl), collect].map((event) => ({ to: segment, event }));
    },
  };
}

/** What a copy has to coalesce up to a point, and to stage. */
function broughtUpTo(copy: SegmentContext, upto: Lsn): { readonly type: string }[] {
  const unapplied = copy.hotLog.filter(({ lsn }) =>
    lsn > lastApplied(copy) && lsn <= copy.scl && lsn <= upto
  );
  return [
    ...unapplied.map(() => ({ type: "coalesce" })),
    ...copy.staged < copy.scl ? [{ type: "stage" }] : [],
  ];
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
