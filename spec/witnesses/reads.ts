/**
 * Witnesses of reads, and of blocks that are damaged.
 *
 * @module
 */
import type { View } from "../view.ts";
import type { Witness } from "../witness.ts";

/** The witnesses of reads. */
export const readWitnesses: readonly Witness[] = [
  {
    id: "older-version-read-from-a-copy",
    says: "A copy answers with a page as of a point, and has a later record of it.",
    scopes: ["reads-twice", "reads-background"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.seg !== undefined &&
      holdsOfPage(view, event.seg, event.page, event.at),
  },
  {
    id: "view-shows-what-was-before",
    says: "What is read through a read view lacks a record that VDL has passed since.",
    scopes: ["reads", "reads-twice", "reads-two-groups"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.view !== undefined &&
      (view.log.lastOfBlockAt(event.page, view.points.vdl) ?? 0n) > event.at,
  },
  {
    id: "answer-below-the-read-point",
    says: "A copy answers whose group has no record at the read point: its last one lies below.",
    scopes: ["reads-two-groups"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.seg !== undefined &&
      view.copy(event.seg).scl > 0n && view.copy(event.seg).scl < event.at,
  },
  {
    id: "dirty-page-stays",
    says: "A cached page is read whose last record VDL has not reached.",
    scopes: ["reads", "reads-twice"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.view !== undefined &&
      (view.log.lastOfBlock(event.page) ?? 0n) > view.points.vdl,
  },
  {
    id: "collected-and-read",
    says: "A copy answers with a block of which it has collected the log.",
    scopes: ["reads-background"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.seg !== undefined && view.copy(event.seg).collected > 0n,
  },
  {
    id: "old-writer-reads-while-the-next-one-recovers",
    says: "A copy that has not heard of the next epoch answers the old writer.",
    scopes: ["reads-recovery"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && event.vepoch === 1 && view.points.epoch("volume") > 1,
  },
  {
    id: "page-read-after-a-recovery",
    says: "The next writer reads a page with a record that the one before it wrote.",
    scopes: ["reads-recovery", "reads-after-recovery"],
    on: ["read"],
    seen: (view, event) =>
      event.kind === "read" && view.recoveries.vepoch > 0 && event.seg !== undefined &&
      event.lsn !== undefined && event.lsn > 0n,
  },
  {
    id: "block-repaired",
    says: "A damaged block is repaired from a peer.",
    scopes: ["scrub"],
    on: ["scrub"],
    seen: (_, event) => event.kind === "scrub" && event.result === "repaired",
  },
  {
    id: "two-of-three-blocks-damaged",
    says: "A block is damaged on two copies at once.",
    scopes: ["scrub"],
    on: ["damage"],
    seen: (view, event) => event.kind === "damage" && damagedCopies(view, event.page) === 1,
  },
];

function holdsOfPage(view: View, seg: string, page: string, above: bigint): boolean {
  const lsn = view.log.lastOfBlock(page);
  return lsn !== undefined && lsn > above && view.holds(seg, lsn);
}

function damagedCopies(view: View, page: string): number {
  return view.config.groups.flatMap(({ members }) => members)
    .filter(({ segment }) => view.copy(segment).damaged.has(page)).length;
}
