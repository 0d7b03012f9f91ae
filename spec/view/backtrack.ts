/**
 * How a view goes back and forth in its history.
 *
 * @module
 */
import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { View } from "../view.ts";
import type { Led } from "./branch_facts.ts";
import type { Undone } from "./branches.ts";
import type { Extent } from "./extent.ts";
import { copiesOf } from "./history.ts";

/** Is anything kept so as to go back and forth? Only in a trace that declares that it may. */
export function mayRewind({ config }: View): boolean {
  return config.declares("backtrack") === true;
}

/** The volume was rewound, back or forth. */
export function backtrack(view: View, { actual }: EventOf<"backtrack">): void {
  const highest = topOf(view);
  view.reach.settle();
  const { way, undone } = goTo(view, actual, highest);
  view.branches.leadTo({ way, to: actual, highest }, undone);
  view.reach.restart();
  view.recoveries.rewind(actual);
  view.points.rewind(actual);
  view.replicas.rewind(actual);
  view.readViews.clear();
  view.commits.cut(actual);
  view.commits.abandon();
  if (way === "back") view.transactions.cut(actual, "owed");
  else view.transactions.clear();
  view.backups.forget(highest);
}

/** What was undone cannot come back: a branch begins, or a recovery annuls it. */
export function beginBranch(view: View): void {
  for (const segment of copiesOf(view)) view.copy(segment).settle();
  for (const extent of answersOf(view)) extent.settle();
}

/** The highest LSN that is known to have been given. */
function topOf({ log, points, branches }: View): Lsn {
  const known = [log.highest, points.vdl, points.vcl, branches.undone?.to ?? 0n];
  return known.reduce((one, other) => one > other ? one : other);
}

interface Gone extends Pick<Led, "way"> {
  /** What can be brought back from then on. */
  readonly undone: Undone;
}

function goTo(view: View, actual: Lsn, top: Lsn): Gone {
  const { branches } = view;
  const { undone } = branches;
  if (undone !== undefined && actual > undone.from) {
    const isKnown = undone.isWhole && actual <= undone.to;
    return isKnown ? goForth(view, actual, undone) : goAway(view, actual, top);
  }
  const isLeft = branches.discardedAt(actual) !== undefined;
  return isLeft ? goAway(view, actual, top) : goBack(view, actual, top);
}

function goBack(view: View, actual: Lsn, top: Lsn): Gone {
  const { branches, log } = view;
  const { to = top, records = [], settled = [], isWhole = true } = branches.undone ?? {};
  const isKnown = isWhole && log.floor <= actual;
  const undone: Undone = {
    ...{ from: actual, to, isWhole: isKnown },
    settled: [...branches.takeSettled(actual), ...settled],
    records: [...log.hide(actual, top), ...records],
  };
  for (const segment of copiesOf(view)) view.copy(segment).setAside();
  for (const extent of answersOf(view)) extent.setAside();
  cutCopies(view, actual);
  return { way: "back", undone };
}

function goForth(view: View, actual: Lsn, undone: Undone): Gone {
  const isBack = (lsn: Lsn) => lsn <= actual;
  view.log.bringBack(undone.records.filter(({ lsn }) => isBack(lsn)));
  view.branches.putSettled(undone.settled.filter(isBack));
  for (const segment of copiesOf(view)) {
    view.copy(segment).show(actual, view.chainOf(segment)?.end);
  }
  for (const extent of answersOf(view)) extent.show(actual);
  const records = undone.records.filter(({ lsn }) => !isBack(lsn));
  const settled = undone.settled.filter((lsn) => !isBack(lsn));
  return { way: "forth", undone: { ...undone, from: actual, records, settled } };
}

/** What the volume was there was not seen, or is not known any more. */
function goAway(view: View, actual: Lsn, top: Lsn): Gone {
  view.branches.forget();
  view.log.startAt(actual, top);
  cutCopies(view, actual);
  beginBranch(view);
  const nothing = { records: [], settled: [], isWhole: false };
  return { way: "away", undone: { from: actual, to: top, ...nothing } };
}

function cutCopies(view: View, above: Lsn): void {
  for (const segment of copiesOf(view)) {
    view.copy(segment).cut(above, view.chainOf(segment)?.end);
    view.told(segment).cut(above);
  }
  view.reports.cut(above);
}

/** What copies told, the writer or anybody. */
function answersOf(view: View): Extent[] {
  return [...[...copiesOf(view)].map((segment) => view.told(segment)), ...view.reports.extents()];
}
