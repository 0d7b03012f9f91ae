import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { copies, letR, tooFew } from "./words.ts";

/** A duplicate, or the word of a retired copy, is no further copy of the record. */
export const pgclCountsDistinctCurrentMembers: Invariant = claim({
  id: "pgcl-counts-distinct-current-members",
  code: "Q3",
  says:
    "A PGCL is announced only when, for each record of the group up to it, distinct and current " +
    "members that meet the write rule have acknowledged it to the writer.",
  source: "S17 §2.1, S18 §2.3, §4.1",
  needs: [["group"], ["write"], ["ack"], ["pgcl"]],
  on: ["pgcl"],
  holds: shows(
    "write,ack,pgcl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "ack seg=a1 lsn=1 scl=1",
    "ack seg=b1 lsn=1 scl=1",
    "ack seg=b2 lsn=1 scl=1",
    "ack seg=c1 lsn=1 scl=1",
    "pgcl pg=p0 lsn=1",
  ),
  breaks: shows(
    "write,ack,pgcl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "ack seg=a1 lsn=1 scl=1",
    "ack seg=b1 lsn=1 scl=1",
    "ack seg=b1 lsn=1 scl=1",
    "ack seg=c1 lsn=1 scl=1",
    "pgcl pg=p0 lsn=1",
  ),
  check(view, { pg, lsn }) {
    const record = view.firstUnacked(pg, lsn);
    if (record === undefined) return view.log.chain(pg) === undefined ? 0 : 1;
    const ackers = view.ackers(record);
    const strangers = view.strangers(record);
    return {
      why: `PGCL ${lsn} of group ${pg} counts LSN ${record.lsn}, which ` +
        (ackers.length === 0 ? "no member acknowledged" : `only ${copies(ackers)} acknowledged`),
      given: [
        letR(record),
        `the members that have acknowledged R to the writer: ${copies(ackers)}`,
        ...strangers.length > 0 ? [`${copies(strangers)} did too, and is no member of ${pg}`] : [],
      ],
      so: [
        `PGCL ${lsn} says that R is durable on a write quorum of ${pg}`,
        "a copy counts once however often it answers, and only while it is a member",
        `${tooFew(ackers, pg)}: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
