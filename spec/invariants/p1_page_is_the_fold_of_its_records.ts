import type { Lsn, SegmentId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { pageRead } from "./pages.ts";

/** A page is the fold of the log over its block, on a copy and in what is read. */
export const pageIsTheFoldOfItsRecords: Invariant = claim({
  id: "page-is-the-fold-of-its-records",
  code: "P1",
  says:
    "A copy applies to its blocks only records that it holds, each once, and, where blocks are " +
    "named, each after the one before it of the same block; and a page that is read holds all of " +
    "its records up to the read point and, if a copy answers with it, none above and no other " +
    "value than another copy has for these records.",
  source: "S17 §3.2, §3.3 (step 5), §4.2.3; S18 §2.1, §2.2",
  needs: [["write"], ["coalesce", "read"]],
  on: ["coalesce", "read"],
  holds: shows(
    "write,store,coalesce,read",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "write lsn=2 pg=p0 prev=1 page=7 cpl",
    "store seg=a1 lsn=1",
    "coalesce seg=a1 lsn=1",
    "store seg=a1 lsn=2",
    "coalesce seg=a1 lsn=2",
    "read page=7 at=1 seg=a1 lsn=1 value=one",
    "read page=7 at=2 seg=a1 lsn=2 value=two",
  ),
  breaks: shows(
    "write,read",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "read page=7 at=1 lsn=0",
  ),
  check: (view, event) =>
    event.kind === "read" ? pageRead(view, event) : recordApplied(view, event),
});

function recordApplied(view: View, { seg, lsn }: EventOf<"coalesce">): Finding {
  const chain = view.chainOf(seg);
  const { applied } = view.copy(seg);
  if (chain === undefined || !view.seesHolders() || !applied.isKnown(chain)) return 0;
  if (applied.has(lsn) && lsn > chain.start) {
    // Blocks that went back with the volume may be made again.
    const isBack = view.mayHaveBranched && view.branches.led?.way === "forth";
    return isBack ? 0 : appliedAgain(seg, lsn);
  }
  const record = view.log.record(lsn);
  if (record === undefined && lsn <= chain.floor) return 0;
  if (record?.pg !== view.config.home(seg)!.pg || !view.holds(seg, lsn)) return notHeld(seg, lsn);
  const before = firstUnapplied(view, seg, record);
  return before === undefined ? 1 : outOfOrder(seg, lsn, before);
}

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
