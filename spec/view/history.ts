/**
 * How history goes on after a recovery or a backtrack.
 *
 * @module
 */
import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";

/** Where history was cut. */
export interface Cut {
  /** What lies above this is taken back. */
  readonly from: Lsn;
  /** No LSN up to here is given again. */
  readonly to: Lsn;
  /** VDL from now on. */
  readonly vdl: Lsn;
}

/** Takes history back to a point, after a recovery or a backtrack: nobody is left to answer. */
export function rewind(view: View, { from, to, vdl }: Cut): void {
  view.reach.settle();
  view.log.annul(from, to);
  view.reach.restart();
  for (const segment of copiesOf(view)) {
    const end = view.chainOf(segment)?.end;
    view.copy(segment).cut(from, end);
    view.copy(segment).unstage(from, end);
    view.told(segment).cut(from);
  }
  view.reports.cut(from);
  view.points.restart(vdl);
  view.replicas.cut(from);
  view.commits.cut(from);
  view.commits.abandon();
}

/** Every copy that is a member, was one or was seen: what a source tells of others is cut, too. */
export function copiesOf({ config, copies, answers }: View): Set<SegmentId> {
  return new Set([...config.copies, ...copies.keys(), ...answers.copies]);
}

/** A copy learns what a recovery annuls, though the recovery may not have come to its end. */
export function truncate(view: View, { seg, vepoch, from, to }: EventOf<"truncate">): void {
  view.reach.settle();
  const chain = view.chainOf(seg);
  const copy = view.copy(seg);
  copy.learn(vepoch, { from, to });
  const dropped: Lsn[] = [];
  for (let at = chain?.first; at !== undefined && at.lsn <= to; at = at.next) {
    if (at.lsn > from && copy.held.has(at.lsn)) dropped.push(at.lsn);
  }
  copy.truncate({ from, to }, dropped, chain?.endUpto(from) ?? NO_LSN);
  view.reports.truncate(seg, { from, to });
}

/** A copy lost all that it had, or it was thrown away. */
export function loseDisk(view: View, segment: SegmentId): void {
  view.reach.settle();
  view.reports.loseDisk(segment);
  view.copy(segment).loseDisk();
}

/** A writer that recovers the volume was told nothing yet of what the copies hold. */
export function forgetAnswers(view: View): void {
  const segments = copiesOf(view);
  view.reports.settle(segments);
  view.answers.forget(segments);
}

/**
 * The highest VDL that somebody relied on, in the history that is in force: announced, or implied by
 * an acknowledged commit. What a recovery computed counts once a writer opened the volume with it.
 */
export function exposedVdl({ recoveries, points, commits }: View): Lsn {
  let highest = recoveries.exposed;
  const scn = commits.lastAcked?.scn;
  if (recoveries.isOpen && points.vdl > highest) highest = points.vdl;
  return scn !== undefined && scn > highest ? scn : highest;
}
