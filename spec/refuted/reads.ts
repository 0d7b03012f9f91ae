/**
 * What sounds true of reads and is not.
 *
 * @module
 */
import type { Refuted } from "./refuted.ts";

/** Refuted claims about reads. */
export const refutedOfReads: readonly Refuted[] = [
  {
    id: "page-above-vdl-can-be-dropped",
    says: "A page can be dropped from the cache if its page LSN is at or above VDL.",
    claimedBy: "the eviction test as S17 §4.2.3 prints it",
    instead:
      "At or below VDL: who drops a page reads it again as of VDL (the reasons that S17 §4.2.3 " +
      "gives; S18 §3.1).",
    scope: "reads-twice",
    path: ["volume.creates", "writer.allocates"],
    holds: ({ log, points }) =>
      [...log.blocks].every(([page, last]) =>
        last < points.vdl || log.lastOfBlockAt(page, points.vdl) === last
      ),
  },
  {
    id: "complete-copy-reaches-vdl",
    says: "A copy that has all that VDL has passed has an SCL at or above VDL.",
    claimedBy: "S17 §4.2.3, where a segment is eligible whose SCL is greater than the read point",
    instead:
      "VDL may be an LSN of another group: SCL is compared with the last record of its own group " +
      "at or below the read point (derived from S17 §4.2.3, S18 §2.2, §3.4).",
    scope: "reads-two-groups",
    path: [
      "volume.creates",
      "writer.allocates",
      "a1.stores.1",
      "b1.stores.1",
      "a2.stores.2",
      "b2.stores.2",
      "a1.acks.1",
      "b1.acks.1",
      "a2.acks.2",
      "b2.acks.2",
    ],
    holds: (view) =>
      view.config.groups.flatMap(({ members }) => members).every(({ segment }) => {
        const { vdl } = view.points;
        const missing = view.firstMissing(segment);
        return missing !== undefined && missing.lsn <= vdl ||
          view.chainEnd(segment) === undefined ||
          view.copy(segment).scl >= vdl;
      }),
  },
];
