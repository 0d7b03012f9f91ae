/**
 * Which volume points at which physical page, and what follows from that. Source: User Guide
 * (Cloning a volume).
 *
 * @module
 */
import { type Lsn, NO_LSN, type PageId, type PhysicalId, type VolumeId } from "../terms.ts";

/** The pages of a volume, and the physical page at which each points. */
export type Pointers = Readonly<Record<PageId, PhysicalId>>;

/** The pages of a family of volumes, and of the families that full copies begin. */
export interface PageTable {
  /** What each volume that exists points at. */
  readonly pointers: Readonly<Record<VolumeId, Pointers>>;
  /** What each physical page holds: the LSNs applied to it, the last one last. */
  readonly contents: Readonly<Record<PhysicalId, readonly Lsn[]>>;
  /** The clones that began with the pages of another volume, deleted ones too, and that volume. */
  readonly sources: Readonly<Record<VolumeId, VolumeId>>;
}

/** The first volume of the family of a volume. */
export function rootOf({ sources }: Pick<PageTable, "sources">, volume: VolumeId): VolumeId {
  let root = volume;
  while (sources[root] !== undefined) root = sources[root]!;
  return root;
}

/** The volumes of a family that exist. */
export function membersOf(table: PageTable, root: VolumeId): VolumeId[] {
  return Object.keys(table.pointers).filter((volume) => rootOf(table, volume) === root);
}

/** The volumes that point at a physical page. */
export function referrers({ pointers }: PageTable, physical: PhysicalId): VolumeId[] {
  return Object.keys(pointers)
    .filter((volume) => Object.values(pointers[volume]!).includes(physical));
}

/** The clones of a family that exist and share its pages. */
export function sharersIn(table: PageTable, root: VolumeId): VolumeId[] {
  return membersOf(table, root).filter((volume) => volume !== root);
}

/** How many physical pages the volumes of each family point at together. */
export function pagesInUse(table: PageTable): Record<VolumeId, number> {
  const roots = [...new Set(Object.keys(table.pointers).map((volume) => rootOf(table, volume)))];
  return Object.fromEntries(roots.map((root) => {
    const used = membersOf(table, root)
      .flatMap((volume) => Object.values(table.pointers[volume]!));
    return [root, new Set(used).size];
  }));
}

/** The name of the physical page that a volume gets for a page as of some LSN. */
export function physicalName(volume: VolumeId, page: PageId, lsn: Lsn): PhysicalId {
  return `${volume}.${page}.${lsn}`;
}

/** The name of the physical page that a volume gets for a page when it is rewound. */
export function rewoundName(volume: VolumeId, page: PageId, to: Lsn): PhysicalId {
  return `${volume}.${page}.back-to-${to}`;
}

/** Pages of a volume as of a point: what it shares with others, it gets a copy of. */
export function rewound(
  table: PageTable,
  volume: VolumeId,
  to: Lsn,
  isOwn = (physical: PhysicalId) => referrers(table, physical).length === 1,
): Pick<PageTable, "pointers" | "contents"> {
  const changed = Object.entries(table.pointers[volume] ?? {}).flatMap(([page, physical]) => {
    const held = table.contents[physical] ?? [];
    if (!held.some((lsn) => lsn > to)) return [];
    const now = isOwn(physical) ? physical : rewoundName(volume, page, to);
    return [{ page, now, held: held.filter((lsn) => lsn <= to) }];
  });
  const pointers = changed.map(({ page, now }) => [page, now] as const);
  const contents = changed.map(({ now, held }) => [now, held] as const);
  return {
    pointers: {
      ...table.pointers,
      [volume]: { ...table.pointers[volume], ...Object.fromEntries(pointers) },
    },
    contents: { ...table.contents, ...Object.fromEntries(contents) },
  };
}

/** What a volume points at, of each page a copy of its own. */
export function copied(
  { pointers, contents }: PageTable,
  of: VolumeId,
  volume: VolumeId,
): Pick<PageTable, "pointers" | "contents"> {
  const copies = Object.entries(pointers[of] ?? {}).map(([page, physical]) => {
    const held = contents[physical] ?? [];
    return { page, held, physical: physicalName(volume, page, held.at(-1) ?? NO_LSN) };
  });
  return {
    pointers: {
      ...pointers,
      [volume]: Object.fromEntries(copies.map(({ page, physical }) => [page, physical])),
    },
    contents: {
      ...contents,
      ...Object.fromEntries(copies.map(({ physical, held }) => [physical, held])),
    },
  };
}
