/**
 * Where the copies of a volume stand.
 *
 * @module
 */
import type { Bounds } from "./bounds.ts";
import type { Place } from "./network.ts";
import type { AzId, SegmentKind } from "./terms.ts";
import { mapGroups, placeCopies } from "./volume.ts";

/** A copy and where it stands. */
export interface Site extends Place {
  /** Its availability zone. */
  readonly az: AzId;
  /** What it keeps. */
  readonly kind: SegmentKind;
}

/** Every copy of a volume of these bounds. */
export function sitesOf({ volume }: Bounds): Site[] {
  return Object.values(mapGroups(volume, (shape, nth, pg) => {
    const members = Object.entries(placeCopies(shape, nth));
    return members.map(([segment, { az, kind }]) => ({
      segment,
      az,
      kind,
      pg,
      peers: members.map(([peer]) => peer).filter((peer) => peer !== segment),
    }));
  })).flat();
}
