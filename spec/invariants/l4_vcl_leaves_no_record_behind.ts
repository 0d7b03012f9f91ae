import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";
import { above, copies, letR, onOnly, tooFew } from "./words.ts";

/** VCL speaks for every group: it is neither the least PGCL nor the greatest. */
export const vclLeavesNoRecordBehind: Invariant = claim({
  id: "vcl-leaves-no-record-behind",
  code: "L4",
  says:
    "Each record up to VCL, in every group of the volume, has been durable on a write quorum of " +
    "its group.",
  source: "S17 §4.1, S18 §2.3",
  needs: [["group"], ["write"], ["store", "scl"], ["vcl"]],
  on: ["vcl"],
  holds: shows(
    "write,store,vcl",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 cpl",
    "write lsn=2 pg=p2 prev=0 cpl",
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    "vcl lsn=1",
  ),
  breaks: shows(
    "write,store,vcl",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 cpl",
    "write lsn=2 pg=p2 prev=0 cpl",
    "store seg=a2 lsn=2",
    "store seg=b2 lsn=2",
    "vcl lsn=2",
  ),
  check(view, { lsn }) {
    if (!view.log.isStarted) return 0;
    if (lsn > view.log.highest) return above(`VCL ${lsn}`, lsn, view.log.highest);
    const record = view.firstUnreached(undefined, lsn);
    if (record === undefined) return 1;
    const holders = view.holders(record);
    return {
      why: `VCL ${lsn} passes LSN ${record.lsn} of group ${record.pg}, which is durable ` +
        onOnly(holders),
      given: [letR(record), `the members on which R has ever been durable: ${copies(holders)}`],
      so: [
        `VCL ${lsn} says that every record of the volume up to ${lsn} has met its write quorum`,
        `R is one of them, and ${tooFew(holders, record.pg)}: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
