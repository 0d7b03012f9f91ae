/**
 * A state of a family of volumes, seen from outside: what is known of all of them, and the log and
 * the points of one.
 *
 * @module
 */
import type { World } from "../model/explore/system.ts";
import type { BranchContext } from "../model/family/branch.ts";
import type { FamilySystem } from "../model/family/family.ts";
import { branchIn, pagesIn } from "../model/family/moves.ts";
import { referrers, rootOf } from "../model/family/page_table.ts";
import type { PagesContext } from "../model/family/pages.ts";
import { NO_LSN, type VolumeId } from "../model/terms.ts";
import { FAMILY_SHOWN } from "./observe/family.ts";
import { nothing, type Source } from "./view/facts.ts";
import type { FamilyFacts, LineageFacts, PointerFacts } from "./view/family_facts.ts";
import { Versions } from "./view/versions.ts";

/** Has a clone a copy of each page? */
export function isFull(world: World, volume: VolumeId): boolean {
  return pagesIn(world).sources[volume] === undefined;
}

/** What the pages of a volume point at, and hold. */
export function pointersOf(
  { pointers, contents }: PagesContext,
  volume: VolumeId,
): Record<string, PointerFacts> {
  return Object.fromEntries(
    Object.entries(pointers[volume] ?? {}).map(([page, physical]) => {
      return [page, { physical, lsn: contents[physical]?.at(-1) ?? NO_LSN }];
    }),
  );
}

/** The view of a state, of one volume or of none. */
export function projectFamily(system: FamilySystem, world: World, volume?: VolumeId): Source {
  const families = () => familiesIn(system, world);
  const config = () => ({ groups: {}, sees: FAMILY_SHOWN });
  if (volume === undefined) return { ...nothing, config, families };
  return {
    ...nothing,
    config,
    families,
    log: () => ({
      records: branchIn(world, volume).log.map((record) => ({ ...record, pg: "p0" })),
    }),
    points() {
      const { fork, vcl, vdl } = branchIn(world, volume);
      const told = (point: bigint) => point === fork?.at ? NO_LSN : point;
      return { ...nothing.points(), vcl: told(vcl), vdl: told(vdl) };
    },
  };
}

function familiesIn({ bounds }: FamilySystem, world: World): FamilyFacts {
  const table = pagesIn(world);
  const volumes = Object.keys(bounds.volumes).flatMap((volume) => {
    const lineage = lineageIn(world, table, volume);
    return lineage === undefined ? [] : [[volume, lineage] as const];
  });
  const garbage = Object.keys(table.contents)
    .filter((physical) => referrers(table, physical).length === 0)
    .map((physical) => [physical, rootOf(table, physical.split(".")[0]!)]);
  return {
    volumes: Object.fromEntries(volumes),
    garbage: Object.fromEntries(garbage),
    ...isBegun(world, bounds) && { limit: bounds.sharing },
  };
}

/** Was the first volume created? */
function isBegun(world: World, { volumes }: FamilySystem["bounds"]): boolean {
  return Object.entries(volumes)
    .some(([volume, { of }]) => of === undefined && !world.state(volume).matches("absent"));
}

/** A volume that a trace has named. */
function lineageIn(
  world: World,
  table: PagesContext,
  volume: VolumeId,
): LineageFacts | undefined {
  const branch = branchIn(world, volume);
  const isDeleted = world.state(volume).matches("deleted");
  const { fork, log, vdl } = branch;
  const isKnown = fork !== undefined || log.length > 0;
  if (!isKnown && !isDeleted) return undefined;
  return {
    ...fork && { fork: { of: fork.of, at: fork.at, full: isFull(world, volume) } },
    ...isKnown && { above: fork?.at ?? NO_LSN },
    isWhole: isKnown,
    vdl,
    written: writtenIn(branch),
    inherited: fork?.pages ?? {},
    pointers: pointersOf(table, volume),
    isDeleted,
  };
}

function writtenIn({ log, vdl }: BranchContext): LineageFacts["written"] {
  const pages = [...new Set(log.map(({ page }) => page))];
  return Object.fromEntries(pages.map((page) => {
    const versions = new Versions();
    for (const record of log) if (record.page === page) versions.add(record.lsn, NO_LSN);
    return [page, versions.facts(vdl)];
  }));
}
