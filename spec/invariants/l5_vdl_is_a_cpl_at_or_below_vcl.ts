import type { Lsn } from "../../model/terms.ts";
import { NO_LSN } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** A volume that is cut at VDL holds whole mini-transactions only. */
export const vdlIsACplAtOrBelowVcl: Invariant = claim({
  id: "vdl-is-a-cpl-at-or-below-vcl",
  code: "L5",
  says: "VDL is a CPL, or lies before the first record, and is at most VCL.",
  source: "S17 §4.1, S18 §3.3",
  needs: [["write"], ["vdl"], ["vcl", "group"], ["vcl", "store", "scl", "ack"]],
  on: ["vdl"],
  holds: shows(
    "write,vcl,vdl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1 cpl",
    "write lsn=2 pg=p0 prev=1 mtr=m2",
    "vcl lsn=2",
    "vdl lsn=1",
  ),
  breaks: shows(
    "write,vcl,vdl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1 cpl",
    "write lsn=2 pg=p0 prev=1 mtr=m2",
    "vcl lsn=2",
    "vdl lsn=2",
  ),
  check(view, { lsn }) {
    const vcl = vclOf(view);
    if (vcl !== undefined && lsn > vcl) return aboveVcl(lsn, vcl);
    if (!view.log.isStarted) return 0;
    if (lsn <= view.log.floor) return 1;
    const record = view.log.record(lsn);
    if (record?.cpl) return vcl === undefined ? 0 : 1;
    return {
      why: record === undefined
        ? `VDL ${lsn} is the LSN of no record`
        : `VDL ${lsn} is the LSN of a record that is no CPL`,
      given: [
        record === undefined
          ? `no record of the volume has LSN ${lsn}`
          : `R is LSN ${lsn}, a record of group ${record.pg} that does not end its mini-transaction`,
      ],
      so: [
        `a recovery may cut the volume above VDL ${lsn}`,
        "what is left then ends inside a mini-transaction, which must apply whole or not at all: a " +
        "contradiction",
      ],
      field: "lsn",
    };
  },
});

/** VCL as it was announced; where it is not, what it may be at most. That of a recovery grows old. */
function vclOf(view: View): Lsn | undefined {
  const { vcl } = view.points;
  if (view.sees("vcl") && (vcl !== NO_LSN || view.log.isWhole)) return vcl;
  if (!view.log.isStarted) return undefined;
  return view.seesHolders() ? view.durablePoint() : undefined;
}

function aboveVcl(vdl: Lsn, vcl: Lsn): Violation {
  return {
    why: `VDL ${vdl} is above VCL ${vcl}`,
    given: [`VCL is ${vcl}: some record above it has not met its write quorum, or none is there`],
    so: [
      "VDL is the highest CPL at or below VCL",
      `${vdl} is above ${vcl}: a contradiction`,
    ],
    field: "lsn",
  };
}
