import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

type Recovery = EventOf<"recovery">;

/** S18 cuts above VCL, S17 above VDL: with mini-transactions of several records only VDL is safe. */
export const recoveryLeavesWholeMtrs: Invariant = claim({
  id: "recovery-leaves-whole-mtrs",
  code: "R2",
  says:
    "A recovery annuls all that lies above the VDL that it computes, which is a CPL, or lies before " +
    "the first record, and is at most the VCL that it computes.",
  source: "S17 §4.1, §4.3 (S18 §2.4 cuts above VCL: rejected)",
  needs: [["recovery"]],
  on: ["recovery"],
  holds: shows(
    "write,recovery",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1 cpl",
    "write lsn=2 pg=p0 prev=1 mtr=m2",
    "write lsn=3 pg=p0 prev=2 mtr=m2 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=2 vdl=1 from=1 to=11",
  ),
  breaks: shows(
    "write,recovery",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 mtr=m1 cpl",
    "write lsn=2 pg=p0 prev=1 mtr=m2",
    "write lsn=3 pg=p0 prev=2 mtr=m2 cpl",
    "recovery vepoch=2 responders=a1,b1,c1 vcl=2 vdl=1 from=2 to=12",
  ),
  check(view, event) {
    const { vcl, vdl, from } = event;
    if (vdl > vcl) return aboveVcl(event);
    if (from !== vdl) return cutElsewhere(event);
    return notACpl(view, vdl) ?? 1;
  },
});

function aboveVcl({ vcl, vdl }: Recovery): Violation {
  return {
    why: `The recovery computes VDL ${vdl}, above its VCL ${vcl}`,
    given: [`the recovery computes VCL ${vcl} and VDL ${vdl}`],
    so: [
      `some record at or below ${vdl} is missing, or none is there`,
      `VDL ${vdl} says that each of them is durable: a contradiction`,
    ],
    field: "vdl",
  };
}

function cutElsewhere({ vcl, vdl, from }: Recovery): Violation {
  const isAbove = from > vdl;
  return {
    why: `The recovery computes VDL ${vdl}, but annuls the LSNs above ${from}`,
    given: [
      `the recovery computes VCL ${vcl} and VDL ${vdl}`,
      `it annuls the LSNs above ${from}`,
    ],
    so: isAbove
      ? [
        `${vdl} is the last CPL that can be kept: what is left above it ends no mini-transaction`,
        "a mini-transaction must apply whole or not at all, and part of one is left: a contradiction",
      ]
      : [
        `every record up to VDL ${vdl} is durable`,
        `those above ${from} are thrown away all the same: a contradiction`,
      ],
    field: "from",
  };
}

/** Of what was written before anything was seen, nobody knows which records are CPLs. */
function notACpl({ log }: View, vdl: Lsn): Violation | undefined {
  const record = log.record(vdl);
  if (record?.cpl || vdl <= log.floor || log.mayPrecede(vdl)) return undefined;
  return {
    why: record === undefined
      ? `The recovery computes VDL ${vdl}, which is the LSN of no record that is left`
      : `The recovery computes VDL ${vdl}, which is the LSN of a record that is no CPL`,
    given: [
      record === undefined
        ? `no record of the volume has LSN ${vdl}, or a recovery annulled it`
        : `R is LSN ${vdl}, a record of group ${record.pg} that does not end its mini-transaction`,
    ],
    so: record === undefined
      ? ["VDL is the highest CPL up to VCL", "this one is no record at all: a contradiction"]
      : [
        `the volume is cut above ${vdl}, and ends with R`,
        "part of a mini-transaction is left, which must apply whole or not at all: a contradiction",
      ],
    field: "vdl",
  };
}
