import { type Lsn, NO_LSN, type PgId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** One LSN, one record: everything else names records by their LSNs. */
export const lsnsIncrease: Invariant = claim({
  id: "lsns-increase",
  code: "L1",
  says: "Each LSN that is allocated is higher than every LSN of the volume before it, so none is " +
    "given twice, and higher than every SCL that a copy of its group has announced.",
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
    if (lsn > highest && lsn > NO_LSN) return announced(view, pg, lsn) ?? 1;
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

/** An SCL cannot speak for a record that does not exist yet. */
function announced(view: View, pg: PgId, lsn: Lsn): Violation | undefined {
  const early = view.config.group(pg)?.members.find(({ segment }) => view.copy(segment).scl >= lsn);
  if (early === undefined) return undefined;
  const { segment } = early;
  const { scl } = view.copy(segment);
  return {
    why: `LSN ${lsn} is allocated after ${segment} announced SCL ${scl}`,
    given: [`${segment} is a copy of group ${pg} and announced SCL ${scl} on an earlier line`],
    so: [
      `SCL ${scl} says that ${segment} holds every record of ${pg} up to ${scl}`,
      `LSN ${lsn} is one of them, and did not exist: a contradiction`,
    ],
    field: "lsn",
  };
}
