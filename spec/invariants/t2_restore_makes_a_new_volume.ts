import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { BACKED_UP, shows } from "./fixtures.ts";

/** Who restores in order to look at the past still wants the present. */
export const restoreMakesANewVolume: Invariant = claim({
  id: "restore-makes-a-new-volume",
  code: "T2",
  says:
    "A restore makes a volume that was not there, and its source goes on to show every record that " +
    "it had before.",
  source: "User Guide (Restoring a DB cluster to a specified time; Restoring from a snapshot)",
  needs: [["write"], ["restore"]],
  on: ["restore", "read"],
  holds: shows(
    "write,restore,read",
    ...BACKED_UP,
    "restore of=db as=r1 at=2 time=25",
    "read page=x at=3 lsn=3",
  ),
  breaks: shows(
    "write,restore",
    ...BACKED_UP,
    "restore of=db as=db at=2 time=25",
  ),
  check: (view, event) => event.kind === "read" ? sourceRead(view, event) : isNew(view, event),
});

function isNew(view: View, { of, as }: EventOf<"restore">): Finding {
  const { volumes } = view;
  if (as !== of && !volumes.has(as)) return 1;
  // Where no deletion can be seen, the volume that had the name may be gone.
  if (as !== of && !view.sees("delete-volume")) return 0;
  const there = as === of
    ? `${as} is the volume that is restored`
    : volumes.restored(as) === undefined
    ? `${as} was written to before`
    : `${as} was restored before`;
  return {
    why: `a restore of ${of} goes into ${as}, which is there already`,
    given: [there],
    so: [
      "a restore makes a new volume and changes no other",
      `${as} is not new, and what it held is overwritten: a contradiction`,
    ],
    field: "as",
  };
}

/** A block of a volume is read of which another was made. */
function sourceRead({ backups }: View, event: EventOf<"read">): Finding {
  const { page, at, lsn } = event;
  const { restoredAt } = backups;
  if (lsn === undefined || restoredAt === NO_LSN) return 0;
  const due = backups.blockAt(page, at < restoredAt ? at : restoredAt);
  if (due === undefined) return 0;
  return lsn >= due ? 1 : wentBack(event, lsn, due);
}

function wentBack({ page, at }: EventOf<"read">, lsn: Lsn, due: Lsn): Violation {
  return {
    why: `block ${page} is as of LSN ${lsn} after a restore of the volume, and not of ${due}`,
    given: [
      `LSN ${due} changed block ${page} before another volume was restored from this one`,
      `the block is read at read point ${at}`,
    ],
    so: [
      `a restore changes nothing in its source, which has LSN ${due} still`,
      `what is read is as of LSN ${lsn}: a contradiction`,
    ],
    field: "lsn",
  };
}
