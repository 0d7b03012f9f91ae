import type { Lsn } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** The other half of the promise: nobody waits for ever. Asked at rest, when all has arrived. */
export const durableCommitIsAcknowledged: Invariant = claim({
  id: "durable-commit-is-acknowledged",
  code: "C4",
  says:
    "When nothing is in flight any more, each commit whose record and all lower ones reached a " +
    "write quorum, and that was asked for of a writer that is still there, has been acknowledged.",
  source: "S17 §4.2.2, S18 §2.3, S17 §4.2.1 (whole mini-transactions under LAL: derived)",
  needs: [
    ["end"],
    ["group"],
    ["write"],
    ["store", "scl", "ack"],
    ["commit-requested"],
    ["commit-acked"],
  ],
  on: ["end"],
  holds: shows(
    "write,store,commit-requested,commit-acked",
    THREE_COPIES,
    "commit-requested txn=t1",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "commit-requested txn=t2",
    "write lsn=2 pg=p0 prev=1 txn=t2 cpl commit",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "store seg=b1 lsn=2  # on one copy only: t2 waits, and rightly so",
    "commit-acked txn=t1",
    "end",
  ),
  breaks: shows(
    "write,store,commit-requested,commit-acked",
    THREE_COPIES,
    "commit-requested txn=t1",
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "end",
  ),
  check(view) {
    const point = view.durablePoint();
    if (point === undefined) return 0;
    const mayWrite = (node: string) => view.instances.mayWrite(node, view.config);
    for (const [txn, { scn, requested, abandoned = false }] of view.commits.open) {
      if (!requested || abandoned || scn === undefined || scn > point) continue;
      if (isAwaited(view, scn, point) || view.faults.nodes().some(mayWrite)) continue;
      return {
        why: `${txn} was never acknowledged, though SCN ${scn} and all below it are durable`,
        given: [
          `the client of ${txn} asked for its commit, with SCN ${scn}`,
          `every record of the volume up to ${point} has been durable on a write quorum`,
          "nothing is in flight any more",
        ],
        so: [
          `nothing that ${txn} could wait for is still to come`,
          `its client waits for ever: a contradiction`,
        ],
      };
    }
    return view.commits.owedCount;
  },
});

/** Does the mini-transaction of a record have a last record that is not durable? */
function isAwaited(view: View, scn: Lsn, point: Lsn): boolean {
  let at = view.log.record(scn);
  while (at !== undefined && !at.cpl) at = at.vnext;
  return at !== undefined && at.lsn > point;
}
