import { acksArrive, hasFaults, recordsArrive, writerWorks } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** What all of the write path is for. Whatever waits for something that never comes breaks it. */
export const noClientWaitsForEver: LivenessClaim = {
  id: "no-client-waits-for-ever",
  code: "C5",
  says: "From some time on, when nothing new is asked for, no client waits for its commit.",
  source: "S17 §4.2.1-4.2.2, S18 §2.2-2.3",
  scopes: ["tiny", "mtr", "full-tail", "outage", "background", "two-of-three-each", "replica-lag"],
  catches: [
    "strictly-below-vdl",
    "vcl-is-the-least-pgcl",
    "lal-record-by-record",
    "commit-waits-for-replicas",
  ],
  debts: () => [{
    of: "an answer to every client",
    goal: (view) => view.commits.open.size === 0,
  }],
  assumes: (bounds) =>
    hasFaults(bounds)
      ? "the writer allocates when it can, what is down comes back, each record arrives that can " +
        "arrive again and again, and each acknowledgement that can arrive at all times"
      : "the writer allocates when it can, and each record and each acknowledgement arrives that " +
        "can arrive at all times",
  fairness: (bounds) => [...writerWorks(bounds), ...recordsArrive(bounds), ...acksArrive],
};
