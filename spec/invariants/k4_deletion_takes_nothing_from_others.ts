import type { VolumeId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { Families } from "../view/families.ts";
import { claim } from "./claim.ts";
import { CLONED_PAGE, shows } from "./fixtures.ts";

/** A clone outlives what it was cloned from, and the other way round. */
export const deletionTakesNothingFromOthers: Invariant = claim({
  id: "deletion-takes-nothing-from-others",
  code: "K4",
  says:
    "After a volume was deleted, each physical page at which another volume of its family points " +
    "stays, and is read there with all that it held before.",
  source: "User Guide (Cloning a volume)",
  needs: [["clone"], ["page"], ["delete-volume"], ["free", "read"]],
  on: ["free", "read"],
  holds: shows(
    "write,clone,page,read,free,delete-volume",
    ...CLONED_PAGE,
    "page page=7 physical=B lsn=2 volume=v1",
    "delete-volume name=v1",
    "free physical=B",
    "read page=7 at=1 lsn=1 volume=v2",
  ),
  breaks: shows(
    "write,clone,page,free,delete-volume",
    ...CLONED_PAGE,
    "delete-volume name=v1",
    "free physical=A",
  ),
  check({ families }, event) {
    if (families === undefined) return 0;
    return event.kind === "free" ? freed(families, event) : read(families, event);
  },
});

/** A volume of the same family that was deleted. */
function deletedBeside(families: Families, volume: VolumeId): VolumeId | undefined {
  return families.family(families.rootOf(volume))
    .find((other) => other !== volume && families.of(other).isDeleted);
}

function freed(families: Families, { physical }: EventOf<"free">): Finding {
  const [volume] = families.referrers(physical);
  if (volume === undefined) {
    return [...families.volumes.values()].some(({ isDeleted }) => isDeleted) ? 1 : 0;
  }
  const deleted = deletedBeside(families, volume);
  if (deleted === undefined) return 0;
  return {
    why: `${deleted} is deleted, and physical page ${physical} is freed, at which ${volume} points`,
    given: [`${deleted} was deleted`, `a page of ${volume} points at ${physical}`],
    so: [
      `${volume} keeps all its pages when ${deleted} is deleted`,
      `${physical} is one of them, and is gone: a contradiction`,
    ],
    field: "physical",
  };
}

function read(families: Families, { volume, page, at, lsn }: EventOf<"read">): Finding {
  if (volume === undefined || lsn === undefined) return 0;
  const held = families.of(volume).pointers.get(page)?.lsn;
  if (held === undefined || at < held) return 0;
  const deleted = deletedBeside(families, volume);
  if (deleted === undefined) return 0;
  if (lsn >= held) return 1;
  return {
    why: `page ${page} of ${volume} is read as of LSN ${lsn}, but was as of LSN ${held} before ` +
      `${deleted} was deleted`,
    given: [`page ${page} of ${volume} points at what holds LSN ${held}`, `${deleted} was deleted`],
    so: [
      `${volume} keeps what its pages hold when ${deleted} is deleted`,
      `at read point ${at} it lacks LSN ${held}: a contradiction`,
    ],
    field: "lsn",
  };
}
