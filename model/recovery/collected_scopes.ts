/**
 * Worlds in which a volume is recovered of which copies have collected part of the log.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import type { Scope } from "../scopes.ts";

/** The scopes, by name, made of the smallest world. */
export const collectedScopes = (tiny: Bounds): Readonly<Record<string, Scope>> => ({
  "recovery-background": {
    says: "Copies coalesce, stage and collect at any moment of a recovery.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 1n,
      background: "paired",
      recovery: { attempts: 1, writer: "dead", workload: [] },
    },
  },
  "recovery-collected": {
    says:
      "The next writer goes on behind a log that was collected, and does again what did not survive.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", commits: "T1" }]],
      lal: 1n,
      background: "paired",
      recovery: {
        attempts: 1,
        writer: "dead",
        workload: [[{ pg: "p1", commits: "T1" }], [{ pg: "p1", commits: "T2" }]],
        absent: ["c1"],
      },
    },
  },
  "recovery-collected-twice": {
    says: "A recovery finds collected what the writer after an earlier one wrote.",
    bounds: {
      ...tiny,
      workload: [],
      lal: 1n,
      background: "paired",
      recovery: {
        attempts: 2,
        writer: "dead",
        workload: [[{ pg: "p1", commits: "T2" }]],
        absent: ["c1"],
      },
    },
  },
  "undo-collected": {
    says: "A change without its commit is collected before the next writer takes it back.",
    bounds: {
      ...tiny,
      workload: [[{ pg: "p1", txn: "T1" }]],
      lal: 1n,
      background: "paired",
      recovery: { attempts: 1, writer: "dead", workload: [], absent: ["c1"] },
    },
  },
});
