import type { Lsn } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** A cut at a CPL leaves whole mini-transactions only if no CPL stands inside one. */
export const mtrEndsWithItsOnlyCpl: Invariant = claim({
  id: "mtr-ends-with-its-only-cpl",
  code: "L10",
  says:
    "Where mini-transactions are named, the records of one follow each other in the log without " +
    "one of another between them, and the last of them, and no other, is a CPL.",
  source: "S17 §4.1, S18 §3.3",
  needs: [["write"]],
  on: ["write"],
  holds: shows(
    "write",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1",
    "write lsn=2 pg=p0 prev=1 mtr=m1 cpl",
    "write lsn=3 pg=p0 prev=2 mtr=m2 cpl",
  ),
  breaks: shows(
    "write",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1 cpl",
    "write lsn=2 pg=p0 prev=1 mtr=m1 cpl",
  ),
  check({ log: { mtrs } }, { lsn, mtr }) {
    if (mtr === undefined) return 0;
    if (mtrs.open !== undefined) return mtrs.open === mtr ? 1 : between(lsn, mtr, mtrs.open);
    return mtrs.has(mtr) ? behindCpl(lsn, mtr) : 1;
  },
});

function between(lsn: Lsn, mtr: string, open: string): Violation {
  return {
    why: `LSN ${lsn} belongs to mini-transaction ${mtr}, but no CPL has ended ${open} before it`,
    given: [
      `the last record before LSN ${lsn} belongs to ${open} and is no CPL`,
      `LSN ${lsn} belongs to ${mtr}`,
    ],
    so: [
      `a CPL of ${mtr} is a point at which a recovery may cut the volume`,
      `a part of ${open} lies below it without its end, and ${open} must apply whole or not at all: ` +
      "a contradiction",
    ],
    field: "mtr",
  };
}

function behindCpl(lsn: Lsn, mtr: string): Violation {
  return {
    why: `LSN ${lsn} belongs to mini-transaction ${mtr}, which a CPL has ended already`,
    given: [`a CPL before LSN ${lsn} ended ${mtr}`, `LSN ${lsn} belongs to ${mtr}`],
    so: [
      "VDL may stand at that CPL, and a recovery may cut the volume there",
      `what is left then is a part of ${mtr}, which must apply whole or not at all: a contradiction`,
    ],
    field: "mtr",
  };
}
