/**
 * What is assumed of a network and of nodes, so that anything must happen at all: of deeds, whatever
 * copy and record they are about.
 *
 * @module
 */
import type { Bounds } from "../../model/bounds.ts";
import type { Deed, StorageMove } from "../../model/deeds.ts";
import { type Fairness, type Move, strongEach, weak, weakEach } from "../../model/explore/mod.ts";

/** What reaches a copy, or becomes of it there until it is sorted into the hot log. */
const STORING: readonly Deed["does"][] = ["receive", "store", "persist", "sort"];

/** Can copies be down? */
export function hasFaults({ faults }: Bounds): boolean {
  return faults.azs + faults.copies > 0;
}

/** Each acknowledgement arrives that can. It does not matter if its copy is down since. */
export const acksArrive: readonly Fairness[] = [weakEach(does("ack"))];

/** A transition of members that was begun is written to each copy, and the writer learns of it. */
export function transitionsEnd({ membership }: Bounds): Fairness[] {
  return membership?.steps === "apart" ? [weakEach(does("enter", "learn"))] : [];
}

/** Each writer allocates when it can. */
export function writerWorks({ recovery }: Bounds): Fairness[] {
  return [weak("writer.allocates"), ...recovery ? [weak("successor.allocates")] : []];
}

/** A recovery starts, and takes each step that it can but for a crash. */
export function recoveryWorks(bounds: Bounds): Fairness[] {
  if (bounds.recovery === undefined) return [];
  return [
    ...["starts", "computes", "opens"].map((step) => weak(`recovery.${step}`)),
    ...arrive(bounds, "fence", "writeBack", "truncate"),
    (hasFaults(bounds) ? strongEach : weakEach)("*.answers"),
  ];
}

/** Each record that can reach a copy does, and is sorted there. */
export function recordsArrive(bounds: Bounds): Fairness[] {
  return [...arrive(bounds, ...STORING), ...outagesEnd(bounds)];
}

/** Each record that a copy can learn from a peer it learns. */
export function gossipArrives(bounds: Bounds): Fairness[] {
  return [...arrive(bounds, "gossip"), ...outagesEnd(bounds)];
}

/** A copy that is down again and again takes part between: only strong fairness asks that of it. */
function arrive(bounds: Bounds, ...deeds: readonly Deed["does"][]): Fairness[] {
  return [(hasFaults(bounds) ? strongEach : weakEach)(does(...deeds))];
}

/** What is down comes back. */
function outagesEnd(bounds: Bounds): Fairness[] {
  return hasFaults(bounds) ? [weakEach(does("restart", "regainAz"))] : [];
}

function does(...deeds: readonly Deed["does"][]): (move: Move) => boolean {
  return (move) => deeds.includes((move as StorageMove).deed.does);
}
