/**
 * From which memberships of a group a recovery may read: those that have what was durable.
 *
 * @module
 */
import { isAnnulled } from "../../model/recovery/epochs.ts";
import { type Group, meets, type Quorum } from "../../model/quorum/quorum.ts";
import type { PgId, SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { nthToReach } from "./epochs_of_members.ts";
import type { LogRecord } from "./log.ts";

/** The read rule of each membership that stands. */
export function readsOf({ read }: Pick<Group, "read">): readonly Quorum[] {
  return "or" in read ? read.or : [read];
}

/** Can it be seen what a copy has that was filled by its peers? It tells no writer of that. */
export function seesFilling(view: View): boolean {
  return view.sees("store") || view.sees("scl");
}

/** A durable record that a read may miss, and who has it. */
export interface Missable {
  /** The record. */
  readonly record: LogRecord;
  /** The members that hold it. */
  readonly holders: readonly SegmentId[];
}

/**
 * The first record of a group, of those that were durable and have all below them so, that some
 * copies which meet the rule do not hold; undefined where every read by the rule finds each. Who was
 * durable by rules that went before one below it was durable counts for nothing yet: no point could
 * pass it. What a copy was told to be annulled, by a recovery of an epoch before this one, is none
 * of them.
 */
export function firstMissable(
  view: View,
  pg: PgId,
  { members }: Pick<Group, "members">,
  rule: Quorum,
  before = Infinity,
): Missable | undefined {
  const chain = view.log.chain(pg);
  const names = members.map(({ segment }) => segment);
  const missed = (record: LogRecord) => {
    const lacking = names.filter((copy) => !view.holds(copy, record.lsn));
    if (!meets(rule, lacking, members) || isGivenUp(view, names, record, before)) {
      return undefined;
    }
    return { record, holders: names.filter((copy) => !lacking.includes(copy)) };
  };
  if (chain?.edge !== undefined) {
    const old = missed(chain.edge);
    if (old !== undefined) return old;
  }
  let nth = 0;
  for (let at = chain?.first; at !== undefined; at = at.next) {
    const by = nthToReach(view, at, nth);
    if (by === undefined && !isTold(view, at)) return undefined;
    nth = by ?? nth;
    const found = missed(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Has a point passed a record, so that somebody counts on it? */
function isTold({ points, recoveries }: View, { lsn, pg, acked }: LogRecord): boolean {
  const { vcl, vdl } = points;
  return acked || [points.pgcl(pg), vcl, vdl, recoveries.vdl].some((point) => lsn <= point);
}

/** Does a recovery annul it that may not have come to its end? The next one may take it back, or not. */
function isGivenUp(
  view: View,
  names: readonly SegmentId[],
  { lsn }: LogRecord,
  before: number,
): boolean {
  return names.some((copy) => {
    const { vepoch = before, ranges = [] } = view.copy(copy).learned ?? {};
    return vepoch < before && isAnnulled(ranges, lsn);
  });
}
