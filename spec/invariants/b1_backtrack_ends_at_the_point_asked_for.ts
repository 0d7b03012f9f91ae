import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { REWOUND, shows } from "./fixtures.ts";
import { readAsRewound } from "./rewound.ts";

type Backtrack = EventOf<"backtrack">;

/** Who goes back to a point wants what was there, whole, and nothing of what came later. */
export const backtrackEndsAtThePointAskedFor: Invariant = claim({
  id: "backtrack-ends-at-the-point-asked-for",
  code: "B1",
  says:
    "A backtrack leads to a whole mini-transaction that was written, and none is nearer at which " +
    "a commit had ended all that was under way: a commit that is asked for is there, and what is read " +
    "once it went back shows every record up to there and none that was undone.",
  source: "User Guide (Backtracking an Aurora DB cluster); that the target counts is derived",
  needs: [["write"], ["backtrack"]],
  on: ["backtrack", "read"],
  hearsStale: true,
  holds: shows(
    "write,backtrack,read",
    ...REWOUND,
    "backtrack target=2 actual=2",
    "read page=x at=2 lsn=1",
    "read page=y at=2 lsn=2",
  ),
  breaks: shows("write,backtrack", ...REWOUND, "backtrack target=2 actual=1"),
  check(view, event) {
    if (event.kind === "read") return readAsRewound(view, event, "back");
    const wrong = neverWritten(view, event) ?? torn(view, event) ?? passedOver(view, event);
    return wrong ?? (lastAt(view, event.actual) === undefined ? 0 : 1);
  },
});

function neverWritten({ log }: View, { actual }: Backtrack): Violation | undefined {
  if (!log.isStarted || actual <= log.highest) return undefined;
  return {
    why: `a backtrack leads to LSN ${actual}, which was never given`,
    given: [`the highest LSN so far is ${log.highest}`, `the volume is said to be as of ${actual}`],
    so: [
      "a volume can be made what it was, not what it will be",
      `it never was as of LSN ${actual}: a contradiction`,
    ],
    field: "actual",
  };
}

/** Does it lead into a mini-transaction? */
function torn(view: View, { actual }: Backtrack): Violation | undefined {
  const last = lastAt(view, actual);
  if (last === undefined || last.cpl || !view.log.knowsCpls) return undefined;
  return {
    why: `a backtrack leads to LSN ${actual}, into a mini-transaction`,
    given: [
      `LSN ${last.lsn} is the last record at or below LSN ${actual}`,
      `LSN ${last.lsn} is no CPL: its mini-transaction goes on`,
    ],
    so: [
      "a mini-transaction is there as a whole or not at all",
      `half of one is there: a contradiction`,
    ],
    field: "actual",
  };
}

/** The last record at or below a point of the history that can be reached; undefined where it is not known. */
function lastAt({ log, branches }: View, lsn: Lsn): LogRecord | undefined {
  if (branches.discardedAt(lsn) !== undefined || lsn <= log.floor) return undefined;
  const isUpTo = (record: LogRecord) => record.lsn <= lsn;
  const { undone } = branches;
  if (undone !== undefined && lsn > undone.from) {
    if (!undone.isWhole) return undefined;
    const last = undone.records.findLast(isUpTo);
    if (last !== undefined) return last;
  }
  return log.record(lsn) ?? [...log.records()].findLast(isUpTo);
}

/** The first point between what was asked for and what was reached that would have done, too. */
function passedOver(view: View, { target, actual }: Backtrack): Violation | undefined {
  if (target === undefined || target === actual || lastAt(view, actual) === undefined) return;
  const { branches } = view;
  const between = target < actual
    ? branches.settledIn(target, actual - 1n)
    : branches.settledIn(actual + 1n, target);
  const point = between.find((lsn) => lsn >= (branches.window?.at ?? NO_LSN));
  if (point === undefined) return undefined;
  const isLess = actual < target;
  return {
    why: `a backtrack to LSN ${target} leads to LSN ${actual}, past LSN ${point}`,
    given: [
      `LSN ${point} is the commit record of a transaction, and no other was under way there`,
      `it lies between what was asked for, LSN ${target}, and what was reached, LSN ${actual}` +
      (point === target ? ", and is what was asked for" : ""),
    ],
    so: [
      isLess
        ? `every commit up to LSN ${target} is wanted, and that of LSN ${point} is lost`
        : `no commit after LSN ${target} is wanted, and there is more than up to LSN ${point}`,
      `the volume could be as of LSN ${point}, which is nearer: a contradiction`,
    ],
    field: "actual",
  };
}
