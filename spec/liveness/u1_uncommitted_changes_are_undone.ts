import { weak } from "../../model/explore/mod.ts";
import type { LivenessClaim } from "./liveness_claim.ts";

/** The same promise is asked at rest of traces; here no rest is needed. */
export const uncommittedChangesAreUndoneAtLast: LivenessClaim = {
  id: "uncommitted-changes-are-undone-at-last",
  code: "U1",
  says: "Whatever a recovery finds of a transaction that did not commit is taken back at last.",
  source: "S17 §4.3, S18 §2.4",
  scopes: ["undo-alone"],
  catches: ["undo-skipped"],
  debts: ({ recovery, workload }) =>
    recovery === undefined || workload.flat().every(({ txn }) => txn === undefined) ? [] : [{
      of: "the end of what was under way",
      from: (view) => view.transactions.firstOwed() !== undefined,
      goal: (view) => view.transactions.firstOwed() === undefined,
    }],
  assumes: () => "the writer after a recovery undoes when it can",
  fairness: () => [weak("successor.undoes")],
};
