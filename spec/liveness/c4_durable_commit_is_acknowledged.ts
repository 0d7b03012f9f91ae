import { NO_LSN, type TxnId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { acksArrive } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { transactionsOf } from "./workload.ts";

/** The same promise is asked at rest of traces; here no rest is needed. */
export const durableCommitIsAcknowledgedAtLast: LivenessClaim = {
  id: "durable-commit-is-acknowledged-at-last",
  code: "C4",
  says:
    "A commit that was asked for is acknowledged at last once its mini-transaction and every lower " +
    "record have reached a write quorum.",
  source: "S17 §4.2.2, S18 §2.3",
  scopes: ["tiny", "mtr", "full-tail", "outage", "background", "two-of-three-each", "replica-lag"],
  catches: ["strictly-below-vdl", "vcl-is-the-least-pgcl", "commit-waits-for-replicas"],
  debts: ({ workload }) =>
    transactionsOf(workload).map((txn) => ({
      of: `the acknowledgement of ${txn}`,
      from: (view) => isDurable(view, txn),
      goal: (view) => view.commits.isAcked(txn),
    })),
  assumes: () => "each acknowledgement of a copy arrives that can arrive at all times",
  fairness: () => acksArrive,
};

/** Is the mini-transaction of a commit durable, with every lower record? */
function isDurable(view: View, txn: TxnId): boolean {
  const scn = view.commits.scnOf(txn);
  return scn !== undefined && scn <= (view.durableCpl() ?? NO_LSN);
}
