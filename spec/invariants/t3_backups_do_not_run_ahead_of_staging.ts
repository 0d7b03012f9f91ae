import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";

/** The backup store has what was sent to it, and nothing else. */
export const backupsDoNotRunAheadOfStaging: Invariant = claim({
  id: "backups-do-not-run-ahead-of-staging",
  code: "T3",
  says:
    "By the time that a latest restorable time is announced, each record up to the last commit of " +
    "that time is staged by a copy of its group; so is what a snapshot or a restore has; and the " +
    "latest restorable time is no earlier than the earliest one.",
  source: "S17 §3.3 (step 6), User Guide (Overview of backing up; LatestRestorableTime)",
  needs: [["group"], ["write"], ["stage"], ["restorable", "snapshot", "restore"]],
  on: ["restorable", "snapshot", "restore"],
  holds: shows(
    "write,stage,restorable",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 txn=t1 cpl commit time=10",
    "write lsn=2 pg=p2 prev=0 txn=t2 cpl commit time=20",
    "stage seg=a1 upto=1",
    "restorable earliest=10 latest=15",
  ),
  breaks: shows(
    "write,stage,restorable",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 txn=t1 cpl commit time=10",
    "write lsn=2 pg=p2 prev=0 txn=t2 cpl commit time=20",
    "stage seg=a1 upto=1",
    "restorable earliest=10 latest=25",
  ),
  check(view, event) {
    switch (event.kind) {
      case "restorable":
        return announced(view, event);
      case "snapshot":
        return isStaged(view, event.at, `snapshot ${event.name}`);
      case "restore":
        return event.snapshot === undefined ? isStaged(view, event.at, "the restore") : 0;
    }
  },
});

function announced(view: View, { earliest, latest }: EventOf<"restorable">): Finding {
  if (latest === undefined) return 0;
  if (earliest !== undefined && latest < earliest) return endsBeforeItBegins(earliest, latest);
  const { last } = view.backups.around(latest);
  if (last === undefined) return 0;
  const finding = isStaged(view, last.lsn, `the volume as of the latest restorable time ${latest}`);
  return typeof finding === "number" ? finding : { ...finding, field: "latest" };
}

function isStaged({ backups }: View, upto: Lsn, what: string): Finding {
  const first = backups.firstUnstaged;
  if (first === undefined || first.lsn > upto) return 1;
  const { lsn, pg } = first;
  return {
    why: `${what} has LSN ${lsn}, which no copy has staged`,
    given: [
      `${what} has every record up to LSN ${upto}`,
      `no copy of group ${pg} has staged its log up to LSN ${lsn}`,
    ],
    so: [
      "what is restored is made of what the backup store has",
      `it does not have LSN ${lsn} <= ${upto}: a contradiction`,
    ],
    field: "at",
  };
}

function endsBeforeItBegins(earliest: bigint, latest: bigint): Violation {
  return {
    why: `the latest restorable time ${latest} is before the earliest one, ${earliest}`,
    given: [`the volume is announced as restorable from ${earliest} to ${latest}`],
    so: [
      "a time to which it can be restored is neither before the one nor after the other",
      "no time is both: a contradiction",
    ],
    field: "latest",
  };
}
