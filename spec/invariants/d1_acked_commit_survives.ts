import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { copies, letR } from "./words.ts";

/** The storage half of durability: whatever may be lost at once leaves a copy to recover from. */
export const ackedCommitSurvives: Invariant = claim({
  id: "acked-commit-survives",
  code: "D1",
  says:
    "When a commit is acknowledged, each record up to its SCN is on copies that outlive every " +
    "loss the group must survive: an AZ and one copy more; one AZ where each holds one copy; one " +
    "copy while an AZ is given up; a disk that is lost already is part of that loss; no recovery " +
    "annuls it later, and no rollback takes it back.",
  source: "S17 §2.1, §4.2.2; S18 §1, §2.3",
  // A recovery tells by itself what it annuls.
  needs: [
    ["commit-acked"],
    ["group", "recovery"],
    ["write", "recovery"],
    ["store", "scl", "ack", "recovery"],
  ],
  on: ["commit-acked", "recovery", "write"],
  holds: shows(
    "write,store,commit-acked",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "store seg=b2 lsn=1",
    "store seg=c1 lsn=1",
    "commit-acked txn=t1 scn=1",
  ),
  breaks: shows(
    "write,store,commit-acked",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "store seg=b2 lsn=1",
    "commit-acked txn=t1 scn=1",
  ),
  check(view, event) {
    if (event.kind === "write") return isTakenBack(view, event);
    return event.kind === "recovery" ? isLeft(view, event) : outlives(view, event);
  },
});

/** Does what was acknowledged outlive whatever may be lost at once? */
function outlives(view: View, event: EventOf<"commit-acked">): Finding {
  const { txn, scn = view.commits.scnOf(txn) } = event;
  if (scn === undefined || !view.sees("write") || !view.seesHolders()) return 0;
  const lost = view.reach.firstPerishable(scn);
  if (lost === undefined) return isSeen(view, scn) && view.reach.isToldUpto(scn) ? 1 : 0;
  const { record, loss, holders, gone } = lost;
  const isLeft = holders.length > 0;
  return {
    why: `${txn} is acknowledged with SCN ${scn}, but ` +
      (isLeft
        ? `the loss of ${copies(loss.copies)} takes LSN ${record.lsn} away for good`
        : `no copy holds LSN ${record.lsn}`),
    given: [
      letR(record),
      `the SCN of ${txn} is ${scn}: R is ${record.lsn === scn ? "its own record" : "below it"}`,
      `the members of ${record.pg} that hold R: ${copies(holders)}`,
      ...gone.length > 0 ? [`the members that had R and lost it: ${copies(gone)}`] : [],
      ...isLeft ? [`${copies(loss.copies)} may be lost at once`] : [],
    ],
    so: [
      `${isLeft ? "after that loss " : ""}no copy holds R, and no recovery can find it`,
      `without R, SCN ${scn} is not in the volume that is recovered`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "scn",
  };
}

/** Is a record with this SCN among those that were looked at? */
function isSeen({ log }: View, scn: Lsn): boolean {
  return log.isStarted && scn > log.start && scn <= log.highest;
}

/** Does a recovery leave what was acknowledged? The last one stands for those below it. */
function isLeft(view: View, { vdl, from, to }: EventOf<"recovery">): Finding {
  const { lastAcked } = view.commits;
  if (lastAcked === undefined) return 0;
  const { txn, scn } = lastAcked;
  if (scn <= from) return 1;
  const cut = scn <= to ? scn : firstIn(view, from, to);
  if (cut === undefined) return 0;
  return {
    why: `The recovery annuls LSN ${cut}, ${cut === scn ? "the" : "below the"} SCN of ${txn}, ` +
      "which was acknowledged",
    given: [
      `${txn} was acknowledged with SCN ${scn} on an earlier line`,
      `the recovery computes VDL ${vdl} and annuls the LSNs above ${from} up to ${to}`,
    ],
    so: [
      `LSN ${cut} is not in the volume any more, and what ${txn} committed is not either`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "from",
  };
}

/** Does a compensation record take back what was acknowledged, and what no backtrack took back? */
function isTakenBack(view: View, { lsn, txn, undoes }: EventOf<"write">): Finding {
  if (undoes === undefined || txn === undefined || !view.commits.isAcked(txn)) return 0;
  if (view.transactions.get(txn)?.commit === undefined) return 0;
  return {
    why: `LSN ${lsn} takes LSN ${undoes} back, a change of ${txn}, which was acknowledged`,
    given: [`${txn} was acknowledged on an earlier line`, `LSN ${undoes} is a change of ${txn}`],
    so: [
      `with LSN ${lsn} what ${txn} committed is not in the volume any more`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "undoes",
  };
}

/** The first record above one LSN and up to another. */
function firstIn({ log }: View, from: Lsn, to: Lsn): Lsn | undefined {
  for (const { lsn } of log.records()) if (lsn > from) return lsn <= to ? lsn : undefined;
  return undefined;
}
