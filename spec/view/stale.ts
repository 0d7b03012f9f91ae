/**
 * What is said too late: by a writer that another has taken the place of, by a replica of what it
 * has from the writer, or of a record that a recovery annulled or a backtrack undid. It may well be
 * said, by one who does not know yet, and changes nothing.
 *
 * @module
 */
import type { EventOf, TraceEvent } from "../../traces/event.ts";
import type { Lsn } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { backUpStage } from "./apply_backups.ts";
import type { Span } from "./branch_facts.ts";
import type { Annulled } from "./facts.ts";

/** Is an event too late to change anything? */
export function isStale(view: View, event: TraceEvent): boolean {
  switch (event.kind) {
    case "write":
      return isByFormerWriter(view, event);
    case "ack":
      return isLateAnswer(view, event) || isOfOldMembership(view, event) ||
        leftBy(view, event) !== undefined;
    case "pgcl":
    case "vcl":
    case "vdl":
    case "rolled-back":
      return isByFormerWriter(view, event) || isByReplica(view, event) ||
        leftBy(view, event) !== undefined;
    case "receive":
    case "store":
    case "gossip":
    case "baseline":
    case "coalesce":
    case "stage":
    case "scl":
      return leftBy(view, event) !== undefined;
    case "read":
      return isLateRead(view, event) || undoneAt(view, event.at) !== undefined;
    case "commit-acked":
      return event.scn !== undefined && undoneAt(view, event.scn) !== undefined;
    case "recovery":
      return event.vepoch < view.recoveries.vepoch;
    default:
      return false;
  }
}

/** Is it what a writer says that another has taken the place of? */
export function isByFormerWriter({ instances }: View, { by }: TraceEvent): boolean {
  return by !== undefined && instances.isFormer(by);
}

/** Did an instance read it that is no writer any more, and may not know? */
export function isLateRead(view: View, event: EventOf<"read">): boolean {
  const { recoveries } = view;
  const { instance = event.by, vepoch = recoveries.vepoch } = event;
  return vepoch < recoveries.vepoch || instance !== undefined && isUnaware(view, instance);
}

/** Was it the writer, and has it not opened the volume again? It may not know that it is none. */
export function isUnaware({ instances, cluster }: View, instance: string): boolean {
  return instances.isFormer(instance) && !cluster.replicas.has(instance);
}

/** Is it a point that a replica tells? It has it from the writer, and late. */
function isByReplica(view: View, { by }: TraceEvent): boolean {
  return by !== undefined && view.cluster.replicas.has(by);
}

/** Does it answer a writer that another has taken the place of? */
export function isLateAnswer(view: View, event: EventOf<"ack">): boolean {
  const { vepoch = view.recoveries.vepoch } = event;
  return vepoch < view.recoveries.vepoch || isByFormerWriter(view, event);
}

/** Is it an answer of a membership epoch that the writer has left? */
function isOfOldMembership(view: View, { mepoch, seg, lsn, by }: EventOf<"ack">): boolean {
  if (mepoch === undefined) return false;
  const pg = view.log.record(lsn)?.pg ?? view.config.home(seg)?.pg;
  const writer = by ?? view.instances.writer ?? "writer";
  return pg !== undefined && view.points.epoch(`membership of ${pg} on ${writer}`) > mepoch;
}

/** The annulled LSNs that an event speaks of, if it speaks of any. */
export function annullingOf({ recoveries }: View, event: TraceEvent): Annulled | undefined {
  if (recoveries.vepoch === 0) return undefined;
  const lsn = spokenOf(event);
  const annulled = lsn === undefined ? undefined : recoveries.annulling(lsn);
  return annulled ?? (event.kind === "ack" ? recoveries.annulling(event.scl) : undefined);
}

/** The LSNs off the branch of now among which one is. */
export function undoneAt(view: View, lsn: Lsn): Span | undefined {
  return view.mayHaveBranched ? view.branches.spanOf(lsn) : undefined;
}

/** The LSNs that an event speaks of and that history has left: annulled, or off its branch. */
function leftBy(view: View, event: TraceEvent): Span | undefined {
  const annulled = annullingOf(view, event);
  if (annulled !== undefined || !view.mayHaveBranched) return annulled;
  const lsn = spokenOf(event);
  const undone = lsn === undefined ? undefined : undoneAt(view, lsn);
  return undone ?? (event.kind === "ack" ? undoneAt(view, event.scl) : undefined);
}

/** The LSNs that history has left and among which one is. */
function leftAt(view: View, lsn: Lsn): Span | undefined {
  return view.recoveries.annulling(lsn) ?? undoneAt(view, lsn);
}

/** The highest LSN up to a point that history has not left. */
function lastInForce(view: View, upto: Lsn): Lsn {
  const span = leftAt(view, upto);
  return span === undefined ? upto : lastInForce(view, span.from);
}

function spokenOf(event: TraceEvent): Lsn | undefined {
  if ("lsn" in event) return event.lsn;
  return event.kind === "stage" || event.kind === "baseline" ? event.upto : undefined;
}

/**
 * What is true all the same: a copy that is ahead of the LSNs that history has left has what lies
 * below them; and what is undone and comes late is there if history goes forth again.
 */
export function applyStale(view: View, event: TraceEvent): void {
  switch (event.kind) {
    case "store":
    case "gossip":
      view.copy(event.seg).held.addAside(event.lsn);
      break;
    case "ack": {
      const { seg, lsn, scl } = event;
      view.reports.complete(seg, leftAt(view, scl)?.from ?? scl);
      if (leftAt(view, lsn) === undefined) view.reports.add(seg, lsn);
      if (isOfOldMembership(view, event)) view.answers.ignore(seg, lsn);
      break;
    }
    case "commit-acked":
      // Its client hears late that it was durable: that it is there is not owed any more.
      view.commits.acked(event.txn);
      view.branches.end(event.txn);
      break;
    case "scl": {
      const { from } = leftBy(view, event)!;
      view.copy(event.seg).held.raise(from);
      view.copy(event.seg).held.raiseAside(event.lsn);
      view.reports.complete(event.seg, from);
      break;
    }
    case "baseline": {
      const { from } = annullingOf(view, event)!;
      view.copy(event.seg).hydrate(from);
      view.reports.complete(event.seg, from);
      break;
    }
    case "stage": {
      const copy = view.copy(event.seg);
      const { from } = leftBy(view, event)!;
      const below = lastInForce(view, from);
      const end = view.chainOf(event.seg)?.endUpto(below) ?? below;
      if (copy.staged < end) copy.staged = end;
      backUpStage(view, { ...event, upto: from });
    }
  }
}
