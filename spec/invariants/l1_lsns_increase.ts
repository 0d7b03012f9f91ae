import { NO_LSN } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** One LSN, one record: everything else names records by their LSNs. */
export const lsnsIncrease: Invariant = claim({
  id: "lsns-increase",
  code: "L1",
  says: "Each LSN that is allocated is higher than every LSN of the volume before it, so none is " +
    "given twice.",
  source: "S17 §4.1, S18 §2.1, §2.4",
  needs: [["write"]],
  on: ["write"],
  holds: shows(
    "write",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=3 pg=p0 prev=1 cpl",
  ),
  breaks: shows(
    "write",
    SIX_COPIES,
    "write lsn=3 pg=p0 prev=0 cpl",
    "write lsn=3 pg=p0 prev=0 cpl",
  ),
  check(view, { lsn, pg }) {
    const { highest } = view.log;
    if (lsn > highest && lsn > NO_LSN) return 1;
    const holder = view.log.record(lsn);
    return {
      why: holder === undefined
        ? `LSN ${lsn} is allocated after LSN ${highest}`
        : `LSN ${lsn} is allocated again: it already names a record of group ${holder.pg}`,
      given: [
        `the highest LSN of the volume so far is ${highest}`,
        `LSN ${lsn} is given to a record of group ${pg}`,
      ],
      so: [
        `a new LSN is above ${highest}`,
        `${lsn} is not: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
