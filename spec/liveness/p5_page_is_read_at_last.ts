import { strongEach, weakEach } from "../../model/explore/mod.ts";
import { gossipArrives, hasFaults, recordsArrive } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** Who waits for a page does nothing else: a copy that never answers stops it for good. */
export const pageIsReadAtLast: LivenessClaim = {
  id: "page-is-read-at-last",
  code: "P5",
  says: "Whoever opens a read view reads every page through it at last.",
  source: "S17 §4.2.3, S18 §3.1",
  scopes: ["reads-twice", "reads", "reads-two-groups", "reads-background"],
  catches: ["scl-against-the-volume-point", "lowest-point-without-open-reads"],
  debts: ({ reads }) =>
    reads === undefined ? [] : [{
      of: "the pages of a read view",
      from: (view) => view.readViews.instances.length > 0,
      goal: (view) => view.readViews.instances.length === 0,
    }],
  assumes: (bounds) =>
    "the instance reads, asks and closes its view if it can again and again, each record arrives, " +
    (hasFaults(bounds)
      ? "what is down comes back, and a copy that can answer again and again answers"
      : "and a copy that can answer at all times answers"),
  fairness: (bounds) => [
    ...recordsArrive(bounds),
    ...gossipArrives(bounds),
    strongEach("reader.reads.*"),
    strongEach("reader.asks.*"),
    weakEach("reader.closes.*"),
    (hasFaults(bounds) ? strongEach : weakEach)("*.serves.*"),
  ],
};
