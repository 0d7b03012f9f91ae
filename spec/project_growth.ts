/**
 * A state of a volume that grows, seen from outside.
 *
 * @module
 */
import type { World } from "../model/explore/system.ts";
import { groupName } from "../model/growth/engine.ts";
import { engineIn, geometryIn, isCreated } from "../model/growth/moves.ts";
import type { GrowthSystem } from "../model/growth/system.ts";
import type { Group } from "../model/quorum/quorum.ts";
import { NO_LSN, type PageId, type PgId } from "../model/terms.ts";
import { groupOf, placeCopies, rulesOf } from "../model/volume.ts";
import { GROWTH_SHOWN } from "./observe/growth.ts";
import { nothing, type Source } from "./view/facts.ts";

/** The first groups of a volume, by name: each has three copies. */
export function groupsUpTo(count: number): Record<PgId, Group> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, nth) => [
      groupName(nth),
      groupOf({ members: placeCopies("threeCopies", nth), ...rulesOf("threeCopies") }),
    ]),
  );
}

/** The number of the group in which a page lies, from 0. */
export function homeOf({ bounds }: GrowthSystem, page: PageId): number {
  return Math.floor(bounds.pages.indexOf(page) / bounds.pagesPerGroup);
}

/** The view of a state. */
export function projectGrowth({ bounds }: GrowthSystem, world: World): Source {
  const isThere = isCreated(world);
  const { epoch, groups } = geometryIn(world);
  const log = () => engineIn(world, "writer").log;
  return {
    ...nothing,
    config: () => ({ groups: isThere ? groupsUpTo(groups) : {}, sees: GROWTH_SHOWN }),
    log: () => ({ records: log() }),
    points: () => ({
      ...nothing.points(),
      vdl: log().at(-1)?.lsn ?? NO_LSN,
      epochs: {
        ...isThere && { geometry: epoch },
        ...toldTo(world, "writer"),
        ...toldTo(world, "replica"),
      },
    }),
    geometry: () => ({
      ...isThere && { limit: bounds.limit },
      since: isThere ? epoch : 0,
      pages: Object.fromEntries(log().map(({ page, pg }) => [page, pg])),
    }),
  };
}

function toldTo(world: World, instance: "writer" | "replica"): Record<string, number> {
  const { epoch } = engineIn(world, instance);
  return epoch === 0 ? {} : { [`geometry on ${instance}`]: epoch };
}
