/**
 * What sounds true of a volume that grows, and is not.
 *
 * @module
 */
import type { Refuted } from "./refuted.ts";

/** The refuted claims. */
export const refutedOfGrowth: readonly Refuted[] = [
  {
    id: "every-instance-knows-every-group",
    says: "An instance that has the volume open knows every group of it.",
    claimedBy: "what a list of groups that is read at the start suggests",
    instead:
      "A group is added while instances are at work: who finds no group for a page asks again, and " +
      "does not take the page for one that is not there (derived from S18 §4.1).",
    scope: "growth",
    path: ["volume.creates", "writer.opens", "volume.grows.at.epoch.1"],
    holds: ({ points }) =>
      ["writer", "replica"].map((instance) => points.epoch(`geometry on ${instance}`))
        .every((epoch) => epoch === 0 || epoch === points.epoch("geometry")),
  },
];
