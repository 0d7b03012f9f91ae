import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { above, copies, letR, onOnly, tooFew } from "./words.ts";

/** What the writer believes of a group must be true on its disks. */
export const pgclHasReachedAWriteQuorum: Invariant = claim({
  id: "pgcl-has-reached-a-write-quorum",
  code: "L3",
  says:
    "Each record of a group up to its PGCL has been durable on a write quorum, possibly another " +
    "one for each record.",
  source: "S18 §2.3, Figure 3",
  needs: [["group"], ["write"], ["store", "scl"], ["pgcl"]],
  on: ["pgcl"],
  holds: shows(
    "write,store,pgcl",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "store seg=b1 lsn=2",
    "store seg=c1 lsn=2  # c1 has no LSN 1: the two records are on two quorums",
    "pgcl pg=p0 lsn=2",
  ),
  breaks: shows(
    "write,store,pgcl",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "pgcl pg=p0 lsn=1",
  ),
  check(view, { pg, lsn }) {
    if (view.log.chain(pg) === undefined && lsn <= view.log.highest) return 0;
    if (!view.log.isStarted) return 0;
    if (lsn > view.log.highest) return above(`PGCL ${lsn} of group ${pg}`, lsn, view.log.highest);
    const record = view.firstUnreached(pg, lsn);
    if (record === undefined) return 1;
    const holders = view.holders(record);
    return {
      why: `PGCL ${lsn} of group ${pg} covers LSN ${record.lsn}, which is durable ` +
        onOnly(holders),
      given: [letR(record), `the members on which R has ever been durable: ${copies(holders)}`],
      so: [
        `PGCL ${lsn} says that a write quorum of ${pg} has had R`,
        `${tooFew(holders, pg)}: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
