import type { Lsn } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { Annulled } from "../view/facts.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** Annulled once is annulled for ever: a range in memory only is forgotten by the next crash. */
export const laterRecoveriesHonourEarlierOnes: Invariant = claim({
  id: "later-recoveries-honour-earlier-ones",
  code: "R6",
  says:
    "The VCL and the VDL that a recovery computes are no LSNs that a recovery before it annulled, " +
    "however soon the one comes after the other.",
  source: "S17 §4.3 (ranges are versioned by epoch and stored durably), S18 §2.4",
  needs: [["recovery"]],
  on: ["recovery"],
  holds: shows(
    "write,recovery",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "recovery vepoch=3 responders=a2,b2,c2 vcl=1 vdl=1 from=1 to=11",
  ),
  breaks: shows(
    "recovery",
    SIX_COPIES,
    "recovery vepoch=2 responders=a1,b1,c1 vcl=1 vdl=1 from=1 to=11",
    "recovery vepoch=3 responders=a2,b2,c2 vcl=2 vdl=2 from=2 to=12",
  ),
  check({ recoveries }, { vcl, vdl }) {
    if (recoveries.vepoch === 0) return 0;
    for (const [point, lsn, field] of [["VDL", vdl, "vdl"], ["VCL", vcl, "vcl"]] as const) {
      const annulled = recoveries.annulling(lsn);
      if (annulled !== undefined) return counted(`${point} ${lsn}`, lsn, annulled, field);
    }
    return 1;
  },
});

function counted(
  point: string,
  lsn: Lsn,
  { from, to, vepoch }: Annulled,
  field: string,
): Violation {
  return {
    why: `The recovery computes ${point}, which the recovery of volume epoch ${vepoch} annulled`,
    given: [`the recovery of volume epoch ${vepoch} annulled the LSNs above ${from} up to ${to}`],
    so: [
      "the range is stored on a write quorum, so every read quorum knows it",
      `LSN ${lsn} is dead, and ${point} counts it: a contradiction`,
    ],
    field,
  };
}
