import { sitesOf } from "../../model/segment/sites.ts";
import { NO_LSN } from "../../model/terms.ts";
import { gossipArrives, hasFaults, recordsArrive, recoveryWorks, writerWorks } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** Who stays behind for ever can serve no read, and counts in no recovery by SCLs. */
export const copyIsCompleteAtLast: LivenessClaim = {
  id: "copy-is-complete-at-last",
  code: "L2",
  says: "From some time on, when nothing new is written, the SCL of each copy is the last record " +
    "of its group.",
  source: "S18 §2.3, S17 §3.3 (step 4), §4.2.1",
  scopes: ["tiny", "mtr", "full-tail", "outage", "recovery"],
  catches: ["scl-is-exclusive", "link-into-the-annulled"],
  debts: (bounds) =>
    sitesOf(bounds).map(({ segment, pg }) => ({
      of: `the end of the log on ${segment}`,
      goal: (view) => view.copy(segment).scl === (view.log.chain(pg)?.end ?? NO_LSN),
    })),
  assumes: (bounds) =>
    "writers allocate when they can, " +
    (bounds.recovery === undefined ? "" : "a recovery takes each step that it can, ") +
    (hasFaults(bounds)
      ? "what is down comes back, and each record arrives that can arrive again and again, from a " +
        "writer or a peer"
      : "and each record arrives that can arrive at all times, from a writer or a peer"),
  fairness: (bounds) => [
    ...writerWorks(bounds),
    ...recordsArrive(bounds),
    ...gossipArrives(bounds),
    ...recoveryWorks(bounds),
  ],
};
