/**
 * How history goes on after a recovery or a backtrack.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
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
  for (const copy of view.copies.values()) copy.cut(from);
  view.answers.cut(from);
  view.reports.cut(from);
  view.points.restart(vdl);
  view.commits.cut(from);
  view.commits.abandon();
}

/** A writer that recovers the volume was told nothing yet of what the copies hold. */
export function forgetAnswers({ answers, reports }: View): void {
  reports.settle(answers.copies);
  answers.forget();
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
