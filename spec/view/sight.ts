/**
 * What a set of copies can see of the log.
 *
 * @module
 */
import type { Group } from "../../model/quorum/quorum.ts";
import type { PgId, SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { pointByScl, sclOf } from "./scls.ts";

/** How many members a group may have for all its sets to be looked at. */
export const SETS_OF = 16;

/** Is every member of one configuration a member of the next? */
export function leavesNobody(old: Group, next: Group): boolean {
  return old.members.every(({ segment }) =>
    next.members.some((member) => member.segment === segment)
  );
}

/** Do these copies hold between them every record of a group that ever met its write quorum? */
export function isSeenBy(view: View, pg: PgId, copies: readonly SegmentId[]): boolean {
  if (!view.seesHolders()) return false;
  const chain = view.log.chain(pg);
  if (chain === undefined) {
    // Single stores say nothing of what is durable to those who cannot see what was written.
    if (!view.sees("write") && !view.sees("scl") && !view.sees("ack")) return false;
    const group = view.config.group(pg);
    const point = group === undefined ? undefined : pointByScl(view, group);
    return point === undefined || copies.some((copy) => sclOf(view, copy) >= point);
  }
  const isSeen = (lsn: bigint) => copies.some((copy) => view.holds(copy, lsn));
  if (chain.edge !== undefined && !isSeen(chain.edge.lsn)) return false;
  for (let at = chain.first; at !== undefined; at = at.next) {
    if (view.reach.isReached(at) && !isSeen(at.lsn)) return false;
  }
  return true;
}
