import type { Lsn, SegmentId, TxnId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { isWriteQuorum } from "../view/epochs_of_members.ts";
import { sclOf } from "../view/scls.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";
import { copies, letR, onOnly, tooFew } from "./words.ts";

/** Four acknowledgements of its own record are not enough: recovery stops at the first hole. */
export const ackLeavesNoLowerRecordBehind: Invariant = claim({
  id: "ack-leaves-no-lower-record-behind",
  code: "C2",
  says:
    "When a commit is acknowledged, its record and every lower record of the volume, of whatever " +
    "group and transaction, have been durable on a write quorum.",
  source: "S17 §4.2.2, S18 §2.3, User Guide (Best practices with Aurora MySQL)",
  needs: [["group"], ["commit-acked"], ["write", "scl"], ["store", "scl", "ack"]],
  on: ["commit-acked", "write"],
  holds: shows(
    "write,store,commit-acked",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 cpl",
    "write lsn=2 pg=p2 prev=0 txn=t1 cpl commit",
    "store seg=a2 lsn=2",
    "store seg=b2 lsn=2",
    "store seg=b1 lsn=1",
    "store seg=c1 lsn=1",
    "commit-acked txn=t1 scn=2",
  ),
  breaks: shows(
    "write,store,commit-acked",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 cpl",
    "write lsn=2 pg=p2 prev=0 txn=t1 cpl commit",
    "store seg=a2 lsn=2",
    "store seg=b2 lsn=2",
    "store seg=b1 lsn=1",
    "commit-acked txn=t1 scn=2",
  ),
  check(view, event) {
    if (event.kind === "write") return writtenLate(view, event);
    const { txn, scn = view.commits.scnOf(txn) } = event;
    if (scn === undefined) return 0;
    if (!view.sees("write")) return byScl(view, txn, scn);
    if (!view.log.isStarted) return 0;
    if (scn > view.log.highest) return neverWritten(txn, scn, view.log.highest);
    const record = view.firstUnreached(undefined, scn);
    return record === undefined ? 1 : leftBehind(view, txn, scn, record);
  },
});

/** A commit record that comes after its own acknowledgement was on no copy then. */
function writtenLate(view: View, { lsn, txn, commit }: EventOf<"write">): Finding {
  if (!commit || txn === undefined || !view.commits.isAcked(txn)) return 0;
  return {
    why: `the commit record of ${txn} is written after ${txn} was acknowledged`,
    given: [`an earlier line acknowledges ${txn}`, `LSN ${lsn} is its commit record`],
    so: [
      "a record that does not exist is durable on no copy",
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "lsn",
  };
}

function leftBehind(view: View, txn: TxnId, scn: Lsn, record: LogRecord): Violation {
  const holders = view.holders(record);
  const isOwn = record.lsn === scn;
  const what = isOwn ? "its own record" : `LSN ${record.lsn}, a lower record of the volume,`;
  return {
    why: `${txn} is acknowledged with SCN ${scn} while ${what} is durable ${onOnly(holders)}`,
    given: [
      letR(record),
      ...isOwn ? [] : [`the SCN of ${txn} is ${scn}, which is above R`],
      `the members of ${record.pg} on which R has ever been durable: ${copies(holders)}`,
    ],
    so: [
      `${tooFew(holders, record.pg)}, so a recovery need not find R`,
      isOwn
        ? "a recovery that does not find R cuts the volume below it"
        : `a recovery that does not find R cuts the volume below it, and SCN ${scn} with it`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "scn",
  };
}

function neverWritten(txn: TxnId, scn: Lsn, highest: Lsn): Violation {
  return {
    why: `${txn} is acknowledged with SCN ${scn}, but no record has that LSN yet`,
    given: [`the highest LSN that was allocated is ${highest}`],
    so: [
      `the commit record of ${txn} is not written, so it is durable nowhere`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "scn",
  };
}

/** Without sight of the writes: what an SCL covers is all there is below it. */
function byScl(view: View, txn: TxnId, scn: Lsn): Finding {
  const point = view.durablePoint();
  if (point === undefined) return 0;
  const group = view.config.groups[0]!;
  const told = (segment: SegmentId) => view.reports.highestTold(segment);
  const holds = (segment: SegmentId) =>
    sclOf(view, segment) >= scn || view.copy(segment).had !== undefined && told(segment)! >= scn;
  if (isWriteQuorum(group, holds)) return 1;
  // A copy that told nothing yet may have held it before anything was seen.
  if (isWriteQuorum(group, (copy) => holds(copy) || told(copy) === undefined)) return 0;
  const members = group.members.map(({ segment }) => segment);
  const holders = members.filter(holds);
  const others = members.filter((copy) => !holds(copy) && told(copy) !== undefined);
  return {
    why: `${txn} is acknowledged with SCN ${scn} while it is reported durable ${onOnly(holders)}`,
    given: [
      `the SCN of ${txn} is ${scn}`,
      `the members that have reported an SCL of ${scn} or more: ${copies(holders)}`,
      `those that have reported a lower one: ${copies(others)}`,
      `the highest SCL that a write quorum of ${group.pg} has reached is ${point}`,
    ],
    so: [
      `without ${
        copies(others)
      } no write rule of ${group.pg} is met, so a recovery need not find ` +
      `SCN ${scn}`,
      `the client of ${txn} was told that its commit is durable: a contradiction`,
    ],
    field: "scn",
  };
}
