import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { RestorePoint } from "../view/backup_facts.ts";
import { claim } from "./claim.ts";
import { BACKED_UP, shows } from "./fixtures.ts";
import { blockRestored, endsAtCpl } from "./restored.ts";

/** Who goes back to a time wants what was there then. */
export const restoreHasTheCommitsOfItsTime: Invariant = claim({
  id: "restore-has-the-commits-of-its-time",
  code: "T1",
  says:
    "A restore to a time has every record up to a CPL, and with them every commit up to that time " +
    "and none after it, and no time is asked for that lies before the earliest one that was " +
    "restorable at any time.",
  source:
    "User Guide (Restoring a DB cluster to a specified time; Overview of backing up), S17 §4.1",
  needs: [["write"], ["restore"]],
  on: ["restore", "read"],
  holds: shows(
    "write,restore",
    ...BACKED_UP,
    "restore of=db as=r1 at=2 time=25",
  ),
  breaks: shows(
    "write,restore",
    ...BACKED_UP,
    "restore of=db as=r1 at=3 time=25",
  ),
  check(view, event) {
    if (event.kind === "read") return isSnapshot(view, event) ? 0 : blockRestored(view, event);
    return event.snapshot === undefined ? restoredTo(view, event) : 0;
  },
});

function isSnapshot({ volumes }: View, { volume }: EventOf<"read">): boolean {
  return volume !== undefined && volumes.restored(volume)?.snapshot !== undefined;
}

function restoredTo(view: View, { at, time }: EventOf<"restore">): Finding {
  const torn = endsAtCpl(view, at, "the restore");
  if (typeof torn !== "number") return torn;
  if (time === undefined) return torn;
  const early = isTooEarly(view, time);
  if (early !== undefined) return early;
  const { last, next } = view.backups.around(time);
  if (next !== undefined && at >= next.lsn) return hasMore(at, time, next);
  if (last !== undefined && at < last.lsn) return hasLess(at, time, last);
  return last === undefined && next === undefined ? torn : 1;
}

/**
 * What is announced as restorable may have grown since: only its earlier end is a limit. That may
 * have moved since the restore was asked for: a time that was restorable once is not too early.
 */
function isTooEarly({ backups: { window, earliest } }: View, time: bigint): Violation | undefined {
  // Who tells only the later end does not say that there is no earlier one.
  if (window === undefined || window.earliest === undefined && window.latest !== undefined) {
    return undefined;
  }
  if (earliest !== undefined && time >= earliest) return undefined;
  return {
    why: earliest === undefined
      ? `a volume is restored to time ${time}, though none is restorable`
      : `a volume is restored to time ${time}, before the earliest restorable time ${earliest}`,
    given: [
      earliest === undefined
        ? "the volume was announced as restorable to no time"
        : `the earliest time to which the volume could ever be restored is ${earliest}`,
    ],
    so: [
      `what is kept does not tell what the volume was at time ${time}`,
      `somebody takes the new volume for that: a contradiction`,
    ],
    field: "time",
  };
}

function hasMore(at: bigint, time: bigint, { lsn, time: later }: RestorePoint): Violation {
  return {
    why: `a restore to time ${time} goes up to LSN ${at} and has the commit of time ${later}`,
    given: [
      `the commit record with LSN ${lsn} is of time ${later}`,
      `the new volume has every record up to LSN ${at}`,
    ],
    so: [
      `the volume of time ${time} has no commit of time ${later}`,
      `LSN ${lsn} <= ${at} is in the new volume: a contradiction`,
    ],
    field: "at",
  };
}

function hasLess(at: bigint, time: bigint, { lsn, time: earlier }: RestorePoint): Violation {
  return {
    why: `a restore to time ${time} ends at LSN ${at} and lacks the commit of time ${earlier}`,
    given: [
      `the commit record with LSN ${lsn} is of time ${earlier}`,
      `the new volume has no record above LSN ${at}`,
    ],
    so: [
      `the volume of time ${time} has the commit of time ${earlier}`,
      `LSN ${lsn} > ${at} is not in the new volume: a contradiction`,
    ],
    field: "at",
  };
}
