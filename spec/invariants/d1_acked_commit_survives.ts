import type { Invariant } from "../invariant.ts";
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
    "copy while an AZ is given up; a disk that is lost already is part of that loss.",
  source: "S17 §2.1, §4.2.2; S18 §1, §2.3",
  needs: [["group"], ["commit-acked"], ["write"], ["store", "scl", "ack"]],
  on: ["commit-acked"],
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
  check(view, { txn, scn = view.commits.scnOf(txn) }) {
    if (scn === undefined) return 0;
    const lost = view.reach.firstPerishable(scn);
    if (lost === undefined) return 1;
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
        ...gone.length > 0 ? [`the members that lost their disks with R: ${copies(gone)}`] : [],
        ...isLeft ? [`${copies(loss.copies)} may be lost at once`] : [],
      ],
      so: [
        `${isLeft ? "after that loss " : ""}no copy holds R, and no recovery can find it`,
        `without R, SCN ${scn} is not in the volume that is recovered`,
        `the client of ${txn} was told that its commit is durable: a contradiction`,
      ],
      field: "scn",
    };
  },
});
