/**
 * Where the copies of a volume stand.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { Place } from "../network/network.ts";
import type { AzId, SegmentKind } from "../terms.ts";
import { mapGroups, placeCopies } from "../volume.ts";

/** A copy and where it stands. */
export interface Site extends Place {
  /** Its availability zone. */
  readonly az: AzId;
  /** What it keeps. */
  readonly kind: SegmentKind;
}

const known = new WeakMap<Bounds, readonly Site[]>();

/** Every copy of a volume of these bounds. */
export function sitesOf(bounds: Bounds): readonly Site[] {
  const sites = known.get(bounds) ?? sitesWithin(bounds);
  known.set(bounds, sites);
  return sites;
}

function sitesWithin({ volume, membership }: Bounds): Site[] {
  return Object.values(mapGroups(volume, (shape, nth, pg) => {
    const first = placeCopies(shape, nth);
    // Who stands in for a copy stands where it does, and keeps the same.
    const newcomers = (nth > 0 ? [] : membership?.replacements ?? [])
      .map(({ suspect, newcomer }) => [newcomer, first[suspect]!] as const);
    const members = [...Object.entries(first), ...newcomers];
    return members.map(([segment, { az, kind }]) => ({
      segment,
      az,
      kind,
      pg,
      peers: members.map(([peer]) => peer).filter((peer) => peer !== segment),
    }));
  })).flat();
}
