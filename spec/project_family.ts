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
import { type Lsn, NO_LSN, type VolumeId } from "../model/terms.ts";
import { familyShown } from "./observe/family.ts";
import { NO_BACKUPS } from "./view/backup_facts.ts";
import { type BranchFacts, NO_BRANCHES } from "./view/branch_facts.ts";
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
  const config = () => ({ groups: {}, sees: familyShown(system.bounds) });
  if (volume === undefined) return { ...nothing, config, families };
  return {
    ...nothing,
    config,
    families,
    log() {
      const { log, rewound } = branchIn(world, volume);
      const records = log.map((record) => ({ ...record, pg: "p0" }));
      return { records, ...rewound && { annulled: rewound.log.at(-1)!.lsn } };
    },
    branches: () => branchesOf(branchIn(world, volume)),
    backups: () => ({
      ...NO_BACKUPS,
      start: branchIn(world, volume).rewound?.log.at(-1)?.lsn ?? NO_LSN,
    }),
    points() {
      const { fork, vcl, vdl, rewound } = branchIn(world, volume);
      const told = (point: bigint) => point === fork?.at && !rewound ? NO_LSN : point;
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
  const isKnown = fork !== undefined || log.length > 0 || branch.rewound !== undefined;
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
    ...branch.rewound && { isRewound: true },
  };
}

/** What was undone in a volume that was rewound. */
function branchesOf({ rewound, vdl: from }: BranchContext): BranchFacts {
  if (rewound === undefined) return NO_BRANCHES;
  const last = new Map<string, Lsn>();
  const records = rewound.log.map((record) => {
    const pprev = last.get(record.page) ?? NO_LSN;
    last.set(record.page, record.lsn);
    return { ...record, pg: "p0", pprev };
  });
  const to = rewound.log.at(-1)!.lsn;
  return {
    ...NO_BRANCHES,
    led: { way: "back", to: from, highest: to },
    undone: {
      ...{ from, to, settled: [], isWhole: true },
      records: records.filter(({ lsn }) => lsn > from),
    },
  };
}

function writtenIn({ log, vdl, rewound }: BranchContext): LineageFacts["written"] {
  const all = rewound?.log ?? log;
  const pages = [...new Set(all.map(({ page }) => page))];
  return Object.fromEntries(pages.map((page) => {
    const versions = new Versions();
    for (const record of all) if (record.page === page) versions.add(record.lsn, NO_LSN);
    const facts = versions.facts(rewound?.vdl ?? vdl);
    if (rewound !== undefined) versions.cut(vdl);
    return [page, rewound === undefined ? facts : versions.facts(vdl)];
  }));
}
