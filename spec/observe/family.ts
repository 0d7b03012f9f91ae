/**
 * What a step of a family of volumes shows.
 *
 * @module
 */
import type { World } from "../../model/explore/system.ts";
import { type FamilyBounds, mayRewind } from "../../model/family/bounds.ts";
import type { FamilySystem } from "../../model/family/family.ts";
import { branchIn, type FamilyMove, pagesIn } from "../../model/family/moves.ts";
import type { PagesContext } from "../../model/family/pages.ts";
import type { VolumeId } from "../../model/terms.ts";
import type { EventKind, TraceEvent } from "../../traces/event.ts";
import { isFull, pointersOf } from "../project_family.ts";
import type { PointerFacts } from "../view/family_facts.ts";

/** What a step of a family can show. */
export const FAMILY_SHOWN: readonly EventKind[] = [
  "clone-limit",
  "write",
  "vcl",
  "vdl",
  "read",
  "clone",
  "page",
  "free",
  "usage",
  "delete-volume",
  "backtrack",
  "end",
];

/** What a step can show in a family of these bounds. */
export function familyShown(bounds: FamilyBounds): readonly EventKind[] {
  return mayRewind(bounds) ? FAMILY_SHOWN : FAMILY_SHOWN.filter((kind) => kind !== "backtrack");
}

/** The group of every page: a family does not look at groups. */
const PG = "p0";

/** A step between two states of a family. */
interface FamilyStep {
  readonly move: FamilyMove;
  readonly before: World;
  readonly after: World;
}

/** The events of a step, in the order in which they become true. */
export function observeFamily({ bounds }: FamilySystem, step: FamilyStep): TraceEvent[] {
  const { move: { deed }, before, after } = step;
  const [old, now] = [pagesIn(before), pagesIn(after)];
  switch (deed.does) {
    case "create":
      return [{ kind: "clone-limit", clones: bounds.sharing }];
    case "allocate":
      return writesShown(step, deed.volume);
    case "complete":
      return pointsShown(step, deed.volume);
    case "read": {
      const { volume, page } = deed;
      const { lsn = 0n } = pointersOf(now, volume)[page] ?? {};
      return [{ kind: "read", page, at: branchIn(after, volume).vdl, lsn, volume }];
    }
    case "clone": {
      const { of, volume } = deed;
      const full = isFull(after, volume);
      const { at } = branchIn(after, volume).fork!;
      const given = full ? {} : { [volume]: pointersOf(old, of) };
      return [
        { kind: "clone", of, as: volume, at, ...full && { full } },
        ...pagesShown(old, now, given),
      ];
    }
    case "rewind": {
      const { volume, to } = deed;
      return [
        { kind: "backtrack", target: to, actual: to, volume },
        ...pagesShown(old, now),
      ];
    }
    case "delete":
      return [{ kind: "delete-volume", name: deed.volume }, ...pagesShown(old, now)];
    case "apply":
    case "free":
      return pagesShown(old, now);
  }
}

function writesShown({ before, after }: FamilyStep, volume: VolumeId): TraceEvent[] {
  const fresh = branchIn(after, volume).log.slice(branchIn(before, volume).log.length);
  const mtr = `m${fresh[0]?.lsn}`;
  return fresh.map(({ lsn, prev, page, cpl }) => ({
    kind: "write",
    lsn,
    pg: PG,
    prev,
    page,
    mtr,
    ...cpl && { cpl },
    volume,
  }));
}

function pointsShown({ before, after }: FamilyStep, volume: VolumeId): TraceEvent[] {
  const [old, { vcl, vdl }] = [branchIn(before, volume), branchIn(after, volume)];
  return [
    { kind: "vcl", lsn: vcl, volume },
    ...vdl === old.vdl ? [] : [{ kind: "vdl", lsn: vdl, volume } as const],
  ];
}

type AllPointers = Readonly<Record<VolumeId, Readonly<Record<string, PointerFacts>>>>;

/** What pages point at and hold, what is free, and what is charged for it, as far as it changed. */
function pagesShown(old: PagesContext, now: PagesContext, given: AllPointers = {}): TraceEvent[] {
  const before = (volume: VolumeId) => given[volume] ?? pointersOf(old, volume);
  const moved = Object.keys(now.pointers).flatMap((volume) =>
    Object.entries(pointersOf(now, volume))
      .filter(([page, { physical, lsn }]) => {
        const known = before(volume)[page];
        return known?.physical !== physical || known.lsn !== lsn;
      })
      .map(([page, pointer]) => ({ kind: "page", page, ...pointer, volume }) as const)
  );
  const freed = Object.keys(old.contents).filter((physical) => !(physical in now.contents));
  const roots = new Set([...Object.keys(old.charged), ...Object.keys(now.charged)]);
  const charged = [...roots].filter((root) => (old.charged[root] ?? 0) !== (now.charged[root] ?? 0))
    .map((of) => ({ kind: "usage", of, pages: now.charged[of] ?? 0 }) as const);
  return [
    ...moved,
    ...freed.map((physical) => ({ kind: "free", physical }) as const),
    ...charged,
  ];
}
