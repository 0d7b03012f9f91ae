/**
 * What becomes of blocks on disk: they are damaged, found so, and repaired from a peer. Source: S17
 * §2.2, §3.3 (step 8); S18 §2.1.
 *
 * @module
 */
import { blockAt } from "./blocks.ts";
import type { Bounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import type { LocalState, World } from "../explore/system.ts";
import { segmentIn } from "../network/network.ts";
import { lastApplied, type SegmentContext } from "./segment.ts";
import type { Site } from "./sites.ts";
import type { PageId, PgId, SegmentId } from "../terms.ts";

/** Everything that becomes of the blocks of copies that keep some. */
export function scrubMoves(sites: readonly Site[], bounds: Bounds): StorageMove[] {
  const { damage = 0 } = bounds;
  if (damage === 0) return [];
  return sites.filter(({ kind }) => kind === "full").flatMap((site) =>
    pagesOf(site.pg, bounds).flatMap((page) => [
      spoil(site, page, sites, damage),
      scrub(site, page),
      ...site.peers.map((peer) => repair(site, page, peer)),
    ])
  );
}

/** A block is damaged, unless as many as the budget allows are already. */
function spoil(
  { segment }: Site,
  page: PageId,
  sites: readonly Site[],
  budget: number,
): StorageMove {
  return {
    name: `${segment}.damages.${page}`,
    deed: { does: "damage", segment, page },
    fault: true,
    plan: (world) =>
      sites.filter((site) => world.part(site.segment, isDamaged)).length < budget
        ? [{ to: segment, event: { type: "damage", page } }]
        : undefined,
  };
}

function scrub({ segment }: Site, page: PageId): StorageMove {
  return {
    name: `${segment}.scrubs.${page}`,
    deed: { does: "scrub", segment, page },
    plan: () => [{ to: segment, event: { type: "scrub", page } }],
  };
}

/** A copy writes a block anew from what a peer has that has got as far. */
function repair({ segment }: Site, page: PageId, peer: SegmentId): StorageMove {
  return {
    name: `${segment}.repairs.${page}.from.${peer}`,
    deed: { does: "repair", segment, page, from: peer },
    plan(world) {
      const [copy, source] = [segmentIn(world, segment), sourceIn(world, peer)];
      const at = lastApplied(copy);
      if (source === undefined || source.scl < at) return undefined;
      const block = blockAt(source, page, at);
      const isGood = !source.damaged.includes(page);
      return [{ to: segment, event: { type: "repair", page, block, isGood } }];
    },
  };
}

function sourceIn(world: World, peer: SegmentId): SegmentContext | undefined {
  const copy = world.state(peer);
  return copy.matches("crashed") ? undefined : copy.context;
}

function pagesOf(pg: PgId, { workload }: Bounds): PageId[] {
  const pages = workload.flat().flatMap((draft) =>
    draft.pg === pg && draft.page !== undefined ? [draft.page] : []
  );
  return [...new Set(pages)];
}

const isDamaged = ({ context }: LocalState): boolean => context.damaged.length > 0;
