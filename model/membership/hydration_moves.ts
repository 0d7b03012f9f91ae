/**
 * How a copy gets what its peers have collected: their blocks as of a point, a baseline, above which
 * the log goes on. Source: S17 §2.2 (repair), S18 §4.2; which point is derived.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { World } from "../explore/system.ts";
import { pgmrplIn, segmentIn } from "../network/network.ts";
import { stampOf } from "../recovery/epochs.ts";
import {
  blockAt,
  type Hydration,
  ofTransactions,
  type SegmentContext,
} from "../segment/segment.ts";
import type { Site } from "../segment/sites.ts";
import type { Lsn, SegmentId } from "../terms.ts";
import { epochOf } from "./membership_answers.ts";
import { isMemberAt } from "./membership_moves.ts";

/** Everything that a copy may take as a baseline, where members change and copies collect. */
export function hydrationMoves(
  sites: readonly Site[],
  { membership, background, workload }: Bounds,
): StorageMove[] {
  if (membership === undefined || !background) return [];
  const { pg } = sites[0]!;
  const lsns = workload.flat().map((_, index) => BigInt(index + 1));
  return sites.filter((site) => site.pg === pg && site.kind === "full").flatMap((site) =>
    site.peers.flatMap((peer) => lsns.map((lsn) => hydrating(site, peer, lsn)))
  );
}

/** The point may be any: of those that nobody gives, the copy takes none. */
function hydrating({ segment, pg }: Site, from: SegmentId, upto: Lsn): StorageMove {
  return {
    name: `${segment}.takes.a.baseline.at.${upto}.from.${from}`,
    deed: { does: "hydrate", segment, from },
    plan(world) {
      const epoch = world.part(from, epochOf);
      if (!world.part("membership", isMemberAt(`${segment} ${epoch}`))) return undefined;
      // Who has as much from its log has no use for a baseline.
      if (!world.state(from).matches("online") || segmentIn(world, segment).scl >= upto) {
        return undefined;
      }
      return [{
        to: segment,
        event: { ...offered(world, from, upto), pgmrpl: pgmrplIn(world, pg) },
      }];
    },
  };
}

/** The blocks of a peer as of a point, and how far it has got. */
function offered(world: World, from: SegmentId, upto: Lsn): Omit<Hydration, "pgmrpl"> {
  const peer = segmentIn(world, from);
  const { scl, collected, informed, membership, hotLog, inBlocks } = peer;
  return {
    type: "hydrate",
    from,
    upto,
    applied: recordsUpTo(peer, upto),
    blocks: blocksUpTo(peer, upto),
    inBlocks: [...inBlocks, ...ofTransactions(hotLog.filter(({ lsn }) => lsn <= upto))],
    peer: { scl, collected },
    informed,
    ...stampOf(membership),
  };
}

/** What is in the blocks of a copy as of a point, some of it made on demand. */
function recordsUpTo({ applied, hotLog, scl }: SegmentContext, upto: Lsn): Lsn[] {
  const last = applied.at(-1) ?? 0n;
  const onDemand = hotLog.map(({ lsn }) => lsn).filter((lsn) => lsn > last && lsn <= scl);
  return [...applied, ...onDemand].filter((lsn) => lsn <= upto);
}

function blocksUpTo(peer: SegmentContext, upto: Lsn): Hydration["blocks"] {
  const pages = new Set([
    ...Object.keys(peer.blocks),
    ...peer.hotLog.flatMap(({ page }) => page === undefined ? [] : [page]),
  ]);
  const made = [...pages].map((page) => [page, blockAt(peer, page, upto)] as const);
  return Object.fromEntries(made.filter(([, block]) => block.length > 0));
}
