/**
 * From whom a copy can have blocks.
 *
 * @module
 */
import type { SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";

/** Can a copy have the blocks of another? Where no group is told, any can. */
export function isFullPeer({ config }: View, seg: SegmentId, from: SegmentId): boolean {
  const home = config.home(from);
  if (home === undefined) return seg !== from;
  const isFull = home.members.some(({ segment, kind }) => segment === from && kind === "full");
  return isFull && seg !== from && (config.home(seg) ?? home) === home;
}
