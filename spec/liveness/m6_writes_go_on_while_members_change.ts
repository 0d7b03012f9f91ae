import { acksArrive, recordsArrive, transitionsEnd } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { transactionsOf } from "./workload.ts";

/**
 * A change may stop between two transitions for ever: a quorum of every membership needs no end of
 * it. Within one it may not: copies of the new epoch refuse who cannot know it yet.
 */
export const writesGoOnWhileMembersChange: LivenessClaim = {
  id: "writes-go-on-while-members-change",
  code: "M6",
  says: "A commit whose record is written before or while the members of its group change is " +
    "acknowledged at last, whatever becomes of the change.",
  source: "S18 §4.1",
  scopes: ["replacement", "repair", "second-fault"],
  catches: ["members-never-learned"],
  debts: ({ workload, membership }) =>
    membership === undefined ? [] : transactionsOf(workload).map((txn) => ({
      of: `the acknowledgement of ${txn}`,
      from: (view) => view.commits.scnOf(txn) !== undefined,
      goal: (view) => view.commits.isAcked(txn),
    })),
  assumes: () =>
    "each record and each acknowledgement arrives that can arrive at all times, a transition that " +
    "was begun reaches each copy, and a writer that is refused asks who the members are",
  fairness: (bounds) => [...recordsArrive(bounds), ...acksArrive, ...transitionsEnd(bounds)],
};
