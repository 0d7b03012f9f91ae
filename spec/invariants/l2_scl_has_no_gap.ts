import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

/** An SCL over a gap counts a missing record towards a write quorum. */
export const sclHasNoGap: Invariant = claim({
  id: "scl-has-no-gap",
  code: "L2",
  says:
    "A copy holds every record of its group up to the SCL that it reports, and when nothing is in " +
    "flight any more the SCL that it announced is the last record of its unbroken chain.",
  source: "S18 §2.3, S17 §4.2.1",
  needs: [["group"], ["write"], ["store"], ["scl", "ack"]],
  on: ["scl", "ack", "end"],
  holds: shows(
    "write,store,scl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=3 pg=p0 prev=1 cpl  # LSN 2 may have gone to another group: that is no gap",
    "store seg=a1 lsn=3",
    "store seg=a1 lsn=1",
    "scl seg=a1 lsn=1  # LSN 3 is durable, and not sorted yet",
    "scl seg=a1 lsn=3",
    "end",
  ),
  breaks: shows(
    "write,store,scl",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=3 pg=p0 prev=1 cpl",
    "store seg=a1 lsn=3",
    "scl seg=a1 lsn=3",
  ),
  check(view, event) {
    switch (event.kind) {
      case "scl":
        return reported(view, event.seg, event.lsn, "lsn");
      case "ack":
        return reported(view, event.seg, event.scl, "scl");
      case "end":
        return view.sees("scl") ? atRest(view) : 0;
    }
  },
});

function reported(view: View, seg: SegmentId, scl: Lsn, field: string): Finding {
  const end = endOf(view, seg, scl);
  if (end === undefined) return 0;
  // A report may be older than the loss of the disk that held what it tells of.
  if (scl <= end || view.copy(seg).had?.has(scl)) return 1;
  return tooHigh(view, seg, scl, end, field);
}

/** Until then a copy may have records that are durable and that it has not put in order yet. */
function atRest(view: View): Finding {
  let met = 0;
  for (const { members } of view.config.groups) {
    for (const { segment, az } of members) {
      const { scl } = view.copy(segment);
      if (scl === NO_LSN) continue;
      const end = endOf(view, segment, scl);
      if (end === undefined || view.faults.isDown(segment, az)) continue;
      if (scl < end) return tooLow(segment, scl, end);
      met++;
    }
  }
  return met;
}

/** The end of the chain that a copy holds, if it can be told and compared with an SCL. */
function endOf(view: View, seg: SegmentId, scl: Lsn): Lsn | undefined {
  if (view.config.home(seg) === undefined) return undefined;
  const chain = view.chainOf(seg);
  return chain !== undefined && scl < chain.start ? undefined : view.chainEnd(seg);
}

function tooHigh(view: View, seg: SegmentId, scl: Lsn, end: Lsn, field: string): Violation {
  const missing = view.firstMissing(seg);
  const above = view.log.record(scl);
  if (missing === undefined || missing.lsn > scl) {
    return {
      why: `${seg} reports SCL ${scl}, but its chain ends at ${end}`,
      given: [`${seg} holds its chain up to LSN ${end}`, `${seg} reports SCL ${scl}`],
      so: [
        "an SCL is the LSN of the last record of the chain",
        `no record of the group is above ${end} and at or below ${scl}: a contradiction`,
      ],
      field,
    };
  }
  return {
    why: `${seg} reports SCL ${scl}, but does not hold LSN ${missing.lsn}`,
    given: [
      `R is LSN ${missing.lsn}, a record of group ${missing.pg} with back-link ${missing.prev}`,
      ...above && above !== missing ? [`S is LSN ${scl}, with back-link ${above.prev}`] : [],
      `${seg} holds its chain up to LSN ${end}`,
    ],
    so: [
      `SCL ${scl} says that ${seg} holds every record of its group up to ${scl}`,
      "R is one of them",
      `R is not durable on ${seg}: a contradiction`,
    ],
    field,
  };
}

function tooLow(seg: SegmentId, scl: Lsn, end: Lsn): Violation {
  return {
    why: `${seg} is left with SCL ${scl}, but holds its chain up to ${end}`,
    given: [
      `every record of its group up to LSN ${end} is durable on ${seg}`,
      `the SCL that ${seg} announced last is ${scl}`,
      "nothing is in flight any more",
    ],
    so: [
      "an SCL is inclusive: it is the last record of the unbroken chain",
      `that is LSN ${end}, and the SCL will stay ${scl}: a contradiction`,
    ],
  };
}
