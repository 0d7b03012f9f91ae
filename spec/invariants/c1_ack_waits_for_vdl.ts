import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { vdlAsFarAsKnown } from "./vdl_known.ts";

/** The rule by which a commit is answered, without asking anybody. */
export const ackWaitsForVdl: Invariant = claim({
  id: "ack-waits-for-vdl",
  code: "C1",
  says:
    "A commit is acknowledged only once VDL has reached its SCN: the VDL that was announced or, " +
    "where none is, the one that the copies have proved by then.",
  source: "S17 §4.2.2, S18 §2.3",
  needs: [["commit-acked"], ["vdl", "write"], ["vdl", "group"], ["vdl", "store", "scl", "ack"]],
  on: ["commit-acked"],
  holds: shows(
    "write,vdl,commit-acked",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 cpl commit",
    "vdl lsn=1",
    "commit-acked txn=t1 scn=1",
  ),
  breaks: shows(
    "write,vdl,commit-acked",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 txn=t1 commit  # a commit record inside a mini-transaction",
    "write lsn=2 pg=p0 prev=1 cpl",
    "commit-acked txn=t1 scn=1",
  ),
  check(view, { txn, scn = view.commits.scnOf(txn) }) {
    const vdl = vdlAsFarAsKnown(view);
    if (scn === undefined || vdl === undefined) return 0;
    if (scn <= vdl) return 1;
    const isAnnounced = view.sees("vdl");
    return {
      why: `${txn} is acknowledged with SCN ${scn} while VDL is ${vdl}`,
      given: [
        `the SCN of ${txn} is ${scn}`,
        isAnnounced
          ? `the VDL announced last is ${vdl}`
          : `the highest CPL up to which every record is known to be durable is ${vdl}`,
      ],
      so: [
        `a recovery now may cut the volume above ${vdl}`,
        `the commit record of ${txn} is above ${vdl}, so the cut would take it`,
        `the client of ${txn} was told that its commit is durable: a contradiction`,
      ],
      field: "scn",
    };
  },
});
