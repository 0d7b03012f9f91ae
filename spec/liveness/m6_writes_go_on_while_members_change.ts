import { acksArrive, recordsArrive } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { transactionsOf } from "./workload.ts";

/** A change may stop halfway for ever: quorums that meet those of both memberships need no end of it. */
export const writesGoOnWhileMembersChange: LivenessClaim = {
  id: "writes-go-on-while-members-change",
  code: "M6",
  says: "A commit whose record is written before or while the members of its group change is " +
    "acknowledged at last, whatever becomes of the change.",
  source: "S18 §4.1",
  scopes: ["repair"],
  catches: ["members-never-learned"],
  debts: ({ workload, membership }) =>
    membership === undefined ? [] : transactionsOf(workload).map((txn) => ({
      of: `the acknowledgement of ${txn}`,
      from: (view) => view.commits.scnOf(txn) !== undefined,
      goal: (view) => view.commits.isAcked(txn),
    })),
  assumes: () => "each record and each acknowledgement arrives that can arrive at all times",
  fairness: (bounds) => [...recordsArrive(bounds), ...acksArrive],
};
