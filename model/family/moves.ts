/**
 * What can happen in a family of volumes.
 *
 * @module
 */
import type { LocalState, Move, World } from "../explore/system.ts";
import { type Lsn, NO_LSN, type PageId, type PhysicalId, type VolumeId } from "../terms.ts";
import { type FamilyBounds, pagesOf, type VolumePlan } from "./bounds.ts";
import { type BranchContext, mtrsIn, toApply } from "./branch.ts";
import { physicalName, rewoundName } from "./page_table.ts";
import type { PagesContext } from "./pages.ts";

/** What is done in a family. */
export type FamilyDeed =
  | {
    readonly does: "create" | "allocate" | "complete" | "apply" | "delete";
    readonly volume: VolumeId;
  }
  | { readonly does: "clone"; readonly of: VolumeId; readonly volume: VolumeId }
  | { readonly does: "read"; readonly volume: VolumeId; readonly page: PageId }
  | { readonly does: "rewind"; readonly volume: VolumeId; readonly to: Lsn }
  | { readonly does: "free"; readonly physical: PhysicalId };

/** A move of a family of volumes. */
export interface FamilyMove extends Move {
  /** What it does. */
  readonly deed: FamilyDeed;
}

/** What a volume is in a state of the world. */
export function branchIn(world: World, volume: VolumeId): BranchContext {
  return world.part(volume, contextOf);
}

/** What is known of pages in a state of the world. */
export function pagesIn(world: World): PagesContext {
  return world.part("pages", contextOf);
}

const contextOf = ({ context }: LocalState) => context;

const isAvailable = (branch: LocalState): boolean => branch.matches("available");

/** Everything that can happen in a family of these bounds. */
export function familyMoves(bounds: FamilyBounds): FamilyMove[] {
  const pages = pagesOf(bounds);
  return [
    ...Object.entries(bounds.volumes).flatMap(([volume, plan]) => [
      ...movesOf(volume, plan),
      ...rewindsOf(volume, plan, recordsOf(bounds)),
      ...pages.map((page) => read(volume, page)),
    ]),
    ...physicalNames(bounds).map((physical): FamilyMove => ({
      name: `${physical}.is.freed`,
      deed: { does: "free", physical },
      plan: () => [{ to: "pages", event: { type: "free", physical } }],
    })),
  ];
}

function movesOf(volume: VolumeId, { of, workload }: VolumePlan): FamilyMove[] {
  const withPages = (does: "create" | "delete"): FamilyMove => ({
    name: `${volume}.is.${does}d`,
    deed: { does, volume },
    plan: () => [
      { to: volume, event: { type: does } },
      { to: "pages", event: { type: does, volume } },
    ],
  });
  return [
    of === undefined ? withPages("create") : clone(of, volume),
    {
      name: `${volume}.allocates`,
      deed: { does: "allocate", volume },
      plan(world) {
        const branch = branchIn(world, volume);
        const pages = branch.rewound ? undefined : workload[mtrsIn(branch)];
        return pages && [{ to: volume, event: { type: "allocate", pages } }];
      },
    },
    {
      name: `${volume}.completes`,
      deed: { does: "complete", volume },
      plan: () => [{ to: volume, event: { type: "complete" } }],
    },
    {
      name: `${volume}.applies`,
      deed: { does: "apply", volume },
      plan(world) {
        const record = toApply(branchIn(world, volume));
        if (record === undefined) return undefined;
        const { page, lsn } = record;
        return [
          { to: volume, event: { type: "apply" } },
          { to: "pages", event: { type: "apply", volume, page, lsn } },
        ];
      },
    },
    withPages("delete"),
  ];
}

/** A clone is made once its source has pages, and they are those of its VDL. */
function clone(of: VolumeId, volume: VolumeId): FamilyMove {
  return {
    name: `${volume}.clones.${of}`,
    deed: { does: "clone", of, volume },
    plan(world) {
      const source = branchIn(world, of);
      const isReady = source.vdl > NO_LSN && toApply(source) === undefined && !source.rewound;
      if (!isReady || !world.part(of, isAvailable)) return undefined;
      return [
        { to: volume, event: { type: "clone", of, source } },
        { to: "pages", event: { type: "clone", of, volume } },
      ];
    },
  };
}

/** A volume goes back to a CPL, or to before its first record. */
function rewindsOf(volume: VolumeId, { of, rewinds }: VolumePlan, all: number): FamilyMove[] {
  if (!rewinds) return [];
  return Array.from({ length: all }, (_, lsn): FamilyMove => {
    const to: Lsn = BigInt(lsn);
    return {
      name: `${volume}.goes.back.to.${lsn}`,
      deed: { does: "rewind", volume, to },
      plan(world) {
        const branch = branchIn(world, volume);
        const { log, vdl, fork, rewound } = branch;
        const cpls = log.filter(({ cpl }) => cpl).map((record) => record.lsn);
        const points = [of === undefined || fork === undefined ? NO_LSN : fork.at, ...cpls];
        const isReady = rewound === undefined && to < vdl && toApply(branch) === undefined;
        // A clone may be asked to go back to where its source was, and must not.
        if (!isReady || !points.includes(to) && (fork === undefined || to > fork.at)) {
          return undefined;
        }
        return [
          { to: volume, event: { type: "rewind", to } },
          { to: "pages", event: { type: "rewind", volume, to } },
        ];
      },
    };
  });
}

/** A page is read at VDL, once what is to be seen there is applied to it. */
function read(volume: VolumeId, page: PageId): FamilyMove {
  return {
    name: `${volume}.reads.${page}`,
    deed: { does: "read", volume, page },
    plan: (world) =>
      toApply(branchIn(world, volume)) === undefined
        ? [{ to: volume, event: { type: "read" } }]
        : undefined,
  };
}

/** How many records are written to all volumes together. */
function recordsOf({ volumes }: FamilyBounds): number {
  return Object.values(volumes).flatMap(({ workload }) => workload.flat()).length;
}

/** Every name that a physical page can have. */
function physicalNames(bounds: FamilyBounds): PhysicalId[] {
  const { volumes } = bounds;
  const lsns = Array.from({ length: recordsOf(bounds) }, (_, nth): Lsn => BigInt(nth + 1));
  return Object.entries(volumes).flatMap(([volume, { rewinds }]) =>
    pagesOf(bounds).flatMap((page) => [
      ...lsns.map((lsn) => physicalName(volume, page, lsn)),
      ...rewinds ? [NO_LSN, ...lsns].map((lsn) => rewoundName(volume, page, lsn)) : [],
    ])
  );
}
