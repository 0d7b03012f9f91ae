/**
 * The finite size of a family of volumes: which there can be, what each writes, how many may share
 * their pages.
 *
 * @module
 */
import type { PageId, VolumeId } from "../terms.ts";

/** One volume of a family. */
export interface VolumePlan {
  /** The volume that it is cloned from; absent: it is the first of the family. */
  readonly of?: VolumeId;
  /** What is written to it: mini-transactions, each a list of the pages that its records change. */
  readonly workload: readonly (readonly PageId[])[];
  /** May it be rewound, once, and then neither written to nor cloned any more? */
  readonly rewinds?: true;
}

/** The bounds of a family. */
export interface FamilyBounds {
  /** The volumes that there can be, each after the one that it is cloned from. */
  readonly volumes: Readonly<Record<VolumeId, VolumePlan>>;
  /** How many clones may share pages at once: the next one gets a copy of each page. */
  readonly sharing: number;
}

/** Every page that some volume writes, in the order of their names. */
export function pagesOf({ volumes }: FamilyBounds): PageId[] {
  return [...new Set(Object.values(volumes).flatMap(({ workload }) => workload.flat()))].sort();
}

/** May any volume be rewound? */
export function mayRewind({ volumes }: FamilyBounds): boolean {
  return Object.values(volumes).some(({ rewinds }) => rewinds === true);
}

/** The bounds in one line, as every result states them. */
export function describeFamily(bounds: FamilyBounds): string {
  const volumes = Object.entries(bounds.volumes).map(([volume, { of, workload }]) => {
    const records = workload.flat().length;
    const written = `${records} record${records === 1 ? "" : "s"} in ${workload.length} MTR`;
    return `${volume}${of === undefined ? "" : ` cloned from ${of}`} (${written})`;
  });
  const pages = pagesOf(bounds).length;
  return [
    `volumes ${volumes.join(", ")}`,
    `${pages} page${pages === 1 ? "" : "s"}`,
    `${bounds.sharing} clone${bounds.sharing === 1 ? "" : "s"} may share pages`,
    "any volume may be deleted",
    ...mayRewind(bounds) ? ["rewound once"] : [],
  ].join("; ");
}
