/**
 * What a step of a reader shows: its read view, what it reads and from whom, what it drops.
 *
 * @module
 */
import { type Block, pageLsn } from "../../model/segment/blocks.ts";
import { readerIn, readerOf } from "../../model/reads/reads_moves.ts";
import type { World } from "../../model/explore/system.ts";
import type { Lsn, PageId, SegmentId } from "../../model/terms.ts";
import type { EventOf, TraceEvent } from "../../traces/event.ts";
import { requestEpoch, type Step } from "./step.ts";

/** The only read view of a reader has always this name. */
export const VIEW = "v";

/** A read view is opened or closed. */
export function viewShown(step: Step): TraceEvent[] {
  const [old, now] = [readerIn(step.before).view, readerIn(step.after).view];
  const instance = instanceOf(step);
  if (now !== null) return [{ kind: "read-view", instance, view: VIEW, at: now.at }];
  return [{ kind: "read-view", instance, view: VIEW, at: old!.at, closed: true }];
}

/** A copy answers with a page. */
export function servedShown(
  step: Step,
  { segment: seg, page }: { readonly segment: SegmentId; readonly page: PageId },
): TraceEvent[] {
  const [request] = step.move.plan(step.before)!;
  const at = request!.event["at"] as Lsn;
  const block = request!.event["block"] as Block;
  const instance = instanceOf(step);
  const read: EventOf<"read"> = { kind: "read", page, at, seg, instance };
  return [{ ...read, ...holding(block), ...requestEpoch(step) }];
}

/** A page is read from the cache, through the read view. */
export function lookShown(step: Step, page: PageId): TraceEvent[] {
  const { at, block } = readerIn(step.after).view!.seen[page]!;
  const instance = instanceOf(step);
  return [{ kind: "read", page, at, instance, view: VIEW, ...holding(block) }];
}

/** A page is dropped from the cache. */
export function evictShown(step: Step, page: PageId): TraceEvent[] {
  const lsn = pageLsn(readerIn(step.before).cache[page]!);
  return [{ kind: "cache", instance: instanceOf(step), page, lsn, result: "dropped" }];
}

/** After a recovery: the pages that were in the cache, and which of them are there still. */
export function cacheShown({ system, before, after }: Step, instance: string): TraceEvent[] {
  if (system.bounds.reads === undefined || !isGone(before)) return [];
  const kept = readerIn(after).cache;
  return Object.entries(readerIn(before).cache).map(([page, block]) => ({
    kind: "cache",
    instance,
    page,
    lsn: pageLsn(block),
    result: kept[page] === undefined ? "dropped" : "kept",
  }));
}

/** Did the engine crash, so that the cache waits for another? */
function isGone(world: World): boolean {
  return world.state("reader").matches("closed");
}

function holding(block: Block): Pick<EventOf<"read">, "lsn" | "value"> {
  return { lsn: pageLsn(block), value: block.join("+") };
}

function instanceOf({ system, before }: Step): string {
  return readerOf(before, system.bounds);
}
