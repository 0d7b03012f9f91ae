import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { BACKED_UP, shows } from "./fixtures.ts";
import { blockRestored, endsAtCpl } from "./restored.ts";

/** A snapshot is kept for later: for longer than the retention. */
export const snapshotStaysWhatItWas: Invariant = claim({
  id: "snapshot-stays-what-it-was",
  code: "T4",
  says:
    "A snapshot is the volume as of a CPL, and what is restored from it is just that, however old " +
    "it is.",
  source: "User Guide (Overview of backing up; Restoring from a snapshot)",
  needs: [["write"], ["snapshot"]],
  on: ["snapshot", "restore", "read"],
  holds: shows(
    "write,snapshot,restore",
    ...BACKED_UP,
    "snapshot name=s1 at=1",
    "restore of=db as=r1 at=1 snapshot=s1",
  ),
  breaks: shows(
    "write,snapshot,restore",
    ...BACKED_UP,
    "snapshot name=s1 at=1",
    "restore of=db as=r1 at=3 snapshot=s1",
  ),
  check(view, event) {
    switch (event.kind) {
      case "snapshot":
        return endsAtCpl(view, event.at, `snapshot ${event.name}`);
      case "restore":
        return restoredFrom(view, event);
      case "read":
        return isSnapshot(view, event) ? blockRestored(view, event) : 0;
    }
  },
});

function isSnapshot({ volumes }: View, { volume }: EventOf<"read">): boolean {
  return volume !== undefined && volumes.restored(volume)?.snapshot !== undefined;
}

function restoredFrom({ backups }: View, { at, snapshot }: EventOf<"restore">): Finding {
  const taken = snapshot === undefined ? undefined : backups.snapshots.get(snapshot);
  if (taken === undefined) return 0;
  return at === taken.at ? 1 : another(snapshot!, taken.at, at);
}

function another(name: string, taken: Lsn, at: Lsn): Violation {
  return {
    why: `snapshot ${name} is restored up to LSN ${at}, but was taken at LSN ${taken}`,
    given: [`snapshot ${name} is the volume up to LSN ${taken}`],
    so: [
      "a snapshot does not change, and what is restored from it is what it holds",
      `the new volume ends at LSN ${at}: a contradiction`,
    ],
    field: "at",
  };
}
