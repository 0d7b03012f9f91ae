import type { Lsn, SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** A page is the fold of the log over its block: the coalescing half of it. */
export const recordsAreAppliedOnceInOrder: Invariant = claim({
  id: "records-are-applied-once-in-order",
  code: "P1",
  says:
    "A copy applies to its blocks only records that it holds, each once, and, where blocks are " +
    "named, each after the one before it of the same block.",
  source: "S17 §3.2, §3.3 (step 5); S18 §2.1, §2.2",
  needs: [["group"], ["write"], ["store", "scl"], ["coalesce"]],
  on: ["coalesce"],
  holds: shows(
    "write,store,coalesce",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "store seg=a1 lsn=1",
    "coalesce seg=a1 lsn=1",
    "store seg=a1 lsn=2",
    "coalesce seg=a1 lsn=2",
  ),
  breaks: shows(
    "write,store,coalesce",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "coalesce seg=a1 lsn=1",
    "coalesce seg=a1 lsn=1",
  ),
  check(view, { seg, lsn }) {
    const chain = view.chainOf(seg);
    const { applied } = view.copy(seg);
    if (chain === undefined || !applied.isKnown(chain)) return 0;
    if (applied.has(lsn) && lsn > chain.start) return appliedAgain(seg, lsn);
    const record = view.log.record(lsn);
    if (record === undefined && lsn <= chain.floor) return 0;
    if (record?.pg !== view.config.home(seg)!.pg || !view.holds(seg, lsn)) return notHeld(seg, lsn);
    const before = firstUnapplied(view, seg, record);
    return before === undefined ? 1 : outOfOrder(seg, lsn, before);
  },
});

/** The record of the same block that had to be applied before this one and was not. */
function firstUnapplied(view: View, seg: SegmentId, { pprev }: LogRecord): Lsn | undefined {
  return pprev === undefined || view.copy(seg).applied.has(pprev) ? undefined : pprev;
}

function appliedAgain(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `${seg} applies LSN ${lsn} a second time`,
    given: [`${seg} applied LSN ${lsn} before`],
    so: [
      "a block is the fold of its records, each applied once",
      `${seg} applies one of them twice: a contradiction`,
    ],
    field: "lsn",
  };
}

function notHeld(seg: SegmentId, lsn: Lsn): Violation {
  return {
    why: `${seg} applies LSN ${lsn}, which it does not hold`,
    given: [`no record of its group with LSN ${lsn} is durable on ${seg}`],
    so: [
      "a copy makes blocks from the records that it holds",
      `${seg} cannot have LSN ${lsn} from there: a contradiction`,
    ],
    field: "lsn",
  };
}

function outOfOrder(seg: SegmentId, lsn: Lsn, before: Lsn): Violation {
  return {
    why: `${seg} applies LSN ${lsn} before LSN ${before}`,
    given: [
      `LSN ${before} is the record before LSN ${lsn} of the same block`,
      `${seg} has not applied LSN ${before}`,
    ],
    so: [
      "a record changes what the record before it left",
      `LSN ${lsn} is applied to a block without LSN ${before}: a contradiction`,
    ],
    field: "lsn",
  };
}
