/**
 * What counts in a group whose members change: of each copy what it had in the membership epoch of
 * the rule, and for the writer what stands as far as it was told.
 *
 * @module
 */
import { meets } from "../../model/quorum/quorum.ts";
import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import { GroupConfig, MEMBERS_MAX } from "./config.ts";
import type { Copy } from "./copy.ts";
import { epochName } from "./epoch_name.ts";
import type { LogRecord } from "./log.ts";
import type { Stood } from "./memberships.ts";

/** What the membership epoch of a copy, or of an instance, is the epoch of. */
function membershipOn(pg: PgId, who: string): string {
  return `membership of ${pg} on ${who}`;
}

/** A group is, from now on, as the line says. */
export function changeGroup(view: View, { pg, members, write, read }: EventOf<"group">): void {
  const before = view.config.group(pg);
  if (before !== undefined) view.reach.settle();
  const since = view.points.epoch(`membership of ${pg}`);
  view.config.set(new GroupConfig(pg, { members, write, read }, before), since);
  view.reach.lookAgain();
}

/** A copy or the writer enters a membership epoch, or one is raised. */
export function enterMembership(view: View, event: EventOf<"membership-epoch">): void {
  const { pg, seg, instance, mepoch } = event;
  const name = epochName(event);
  if (seg !== undefined) leave(view, seg, view.points.epoch(name));
  // What the writer was told up to now it counts by the rules of the epoch that it leaves.
  else if (instance !== undefined) view.firstUnacked(pg);
  view.points.setEpoch(name, mepoch);
}

/** What a copy takes from now on counts in the next membership epoch only. */
function leave(view: View, seg: SegmentId, epoch: number): void {
  const { leavings } = view.copy(seg);
  if (view.sees("store")) leavings.leave(epoch);
  else leavings.leaveWith(epoch, view.held(seg));
}

/**
 * Did the copies that were in an older membership epoch meet the write rule of it? Some may be late:
 * what the others had when they left it counts.
 */
export function wasReached(view: View, { pg, lsn }: LogRecord): boolean {
  const past = view.config.past(pg);
  return past.length > 0 && isInstalled(view, pg) &&
    past.some((stood) => wasReachedIn(view, { pg, lsn }, stood));
}

function wasReachedIn(
  view: View,
  { pg, lsn }: Pick<LogRecord, "pg" | "lsn">,
  { mepoch, group }: Stood,
): boolean {
  return isWriteQuorum(
    GroupConfig.of(pg, group),
    (segment) =>
      view.points.epoch(membershipOn(pg, segment)) > mepoch
        ? heldAtLeaving(view.copy(segment), mepoch, lsn)
        : view.everHeld(segment, lsn),
  );
}

function heldAtLeaving(copy: Copy, epoch: number, lsn: Lsn): boolean {
  return copy.leavings.has(epoch, lsn, () => copy.holds(lsn));
}

/**
 * The first configuration, of those that a group had and from the n-th on, by which a record was
 * durable; undefined where there is none. Without sight of epochs the rules of now count, and those
 * of before for what was durable when they went.
 */
export function nthToReach(view: View, record: LogRecord, from: number): number | undefined {
  const { pg, lsn } = record;
  const past = view.config.past(pg);
  const group = view.config.group(pg);
  if (isInstalled(view, pg)) {
    const nth = past.findIndex((stood, at) => at >= from && wasReachedIn(view, record, stood));
    if (nth >= 0) return nth;
  } else if (!record.isEarly && view.reach.isReached(record)) return from;
  const isNow = group !== undefined && isWriteQuorum(group, (copy) => view.everHeld(copy, lsn));
  return isNow ? past.length : undefined;
}

/** Who counts for whoever writes: by the membership epoch that it was told; if none was, by any. */
export function groupsOfWriter(view: View, pg: PgId): GroupConfig[] {
  const { config, points, instances } = view;
  const group = config.group(pg);
  if (group === undefined) return [];
  if (!isInstalled(view, pg)) return [group];
  const mepoch = points.epoch(membershipOn(pg, instances.writer ?? "writer"));
  if (mepoch > 0) return [config.at(pg, mepoch)];
  return [group, ...config.past(pg).map((stood) => GroupConfig.of(pg, stood.group))];
}

/** Can it be seen which copies have entered which membership epoch? */
export function isInstalled({ config, points }: View, pg: PgId): boolean {
  return config.past(pg).length > 0 &&
    config.group(pg)!.members.some(({ segment }) => points.epoch(membershipOn(pg, segment)) > 0);
}

/** Do the copies for which the question is answered yes meet the write rule? Asks no more than needed. */
export function isWriteQuorum(group: GroupConfig, has: (segment: SegmentId) => boolean): boolean {
  const { members, write } = group;
  if (members.length > MEMBERS_MAX) {
    const copies = members.map(({ segment }) => segment).filter(has);
    return meets(write, copies, members);
  }
  let mask = 0;
  for (let i = 0; i < members.length; i++) {
    if (!has(members[i]!.segment)) continue;
    mask |= 1 << i;
    if (group.isWrite(mask)) return true;
  }
  return false;
}
