/**
 * What reads, read views and the state of blocks make true of a view.
 *
 * @module
 */
import type { EventOf } from "../../traces/event.ts";
import { readByReplica } from "./following.ts";
import { isUnaware } from "./stale.ts";
import type { View } from "../view.ts";

/** A block is damaged. */
function damage(view: View, { seg, page }: EventOf<"damage">): void {
  view.copy(seg).damaged.add(page);
}

/** A block was checked or repaired. */
function scrub(view: View, { seg, page, result }: EventOf<"scrub">): void {
  const { damaged } = view.copy(seg);
  if (result === "bad") damaged.add(page);
  if (result === "repaired") damaged.delete(page);
}

/** A page was read: it may be in a cache then, and what a copy answered with is remembered. */
function read(view: View, event: EventOf<"read">): void {
  readByReplica(view, event);
  const { page, at, seg, value } = event;
  if (seg === undefined || value === undefined) return;
  const lsn = view.log.lastOfBlockAt(page, at);
  if (lsn !== undefined) view.pages.take(page, { lsn, value });
}

/** What these events make true. */
export const READ_EFFECTS = {
  damage,
  scrub,
  read,
  "read-view": ({ readViews }: View, event: EventOf<"read-view">): void => readViews.take(event),
};

/** What a writer reads that another has taken the place of is nobody's concern. */
export function loseFormerViews(view: View): void {
  for (const instance of view.readViews.instances) {
    if (isUnaware(view, instance)) view.readViews.lose(instance);
  }
}

/** Who takes the volume over starts anew: nobody reads any more what it let its clients read. */
export function startAnew({ points, readViews }: View, instance: string): void {
  points.lose(instance);
  readViews.lose(instance);
}
