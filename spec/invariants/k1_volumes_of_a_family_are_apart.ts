import type { Lsn, PageId, VolumeId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { Families } from "../view/families.ts";
import { claim } from "./claim.ts";
import { CLONED, shows } from "./fixtures.ts";

/** A clone is worth nothing if it changes, or is changed by, what it was cloned from. */
export const volumesOfAFamilyAreApart: Invariant = claim({
  id: "volumes-of-a-family-are-apart",
  code: "K1",
  says:
    "What is written to a volume after one was cloned from the other shows in no other: it is " +
    "not read there, and is in no physical page at which a page of the other points.",
  source: "User Guide (Cloning a volume)",
  needs: [["write"], ["clone"], ["page", "read"]],
  on: ["page", "read"],
  holds: shows(
    "write,vdl,clone,read",
    ...CLONED,
    "write lsn=2 pg=p0 prev=1 page=7 cpl volume=v1",
    "read page=7 at=2 lsn=2 volume=v1",
    "read page=7 at=1 lsn=1 volume=v2",
  ),
  breaks: shows(
    "write,vdl,clone,read",
    ...CLONED,
    "write lsn=2 pg=p0 prev=1 page=7 cpl volume=v1",
    "read page=7 at=2 lsn=2 volume=v2",
  ),
  check(view, event) {
    const { families } = view;
    if (families === undefined || event.volume === undefined || event.lsn === undefined) return 0;
    const relatives = families.relatives(event.volume);
    if (relatives.length === 0) return 0;
    const own = families.of(event.volume).has(event.page, event.lsn);
    if (own === false) {
      const author = relatives.find((other) => families.of(other).wrote(event.page, event.lsn!));
      return author === undefined ? 0 : foreign(event, event.volume, author);
    }
    // Of a volume whose deletion nobody saw, the pointers are old.
    if (event.kind === "page" && view.sees("delete-volume")) {
      const other = changedToo(families, event, event.volume);
      if (other !== undefined) return inPlace(event, event.volume, other);
    }
    return own === true ? 1 : 0;
  },
});

type Shown = EventOf<"page"> | EventOf<"read">;

/**
 * Another volume that points at the physical page, and has no such record: where they have parted
 * before, each counts on by itself, and the same LSN is of another record.
 */
function changedToo(
  families: Families,
  { page, physical, lsn }: EventOf<"page">,
  volume: VolumeId,
): VolumeId | undefined {
  return families.referrers(physical).find((other) =>
    other !== volume && pointsAt(families, other, page, physical) &&
    (isLater(lsn!, families.partedAt(volume, other)) ||
      families.of(other).has(page, lsn!) === false)
  );
}

function isLater(lsn: Lsn, parted: Lsn | undefined): boolean {
  return parted !== undefined && lsn > parted;
}

function pointsAt(families: Families, volume: VolumeId, page: PageId, physical: string): boolean {
  return families.of(volume).pointers.get(page)?.physical === physical;
}

function foreign({ kind, page, lsn }: Shown, volume: VolumeId, author: VolumeId): Violation {
  return {
    why: `page ${page} of ${volume} ${kind === "read" ? "is read with" : "holds"} LSN ${lsn}, ` +
      `which was written to ${author}`,
    given: [
      `LSN ${lsn} of page ${page} was written to ${author}`,
      `${volume} has no record ${lsn} of page ${page}: neither its own, nor from before it was cloned`,
    ],
    so: [
      `what is written to ${author} after they parted is not in ${volume}`,
      `page ${page} of ${volume} shows it: a contradiction`,
    ],
    field: "lsn",
  };
}

function inPlace(
  { page, physical, lsn }: EventOf<"page">,
  volume: VolumeId,
  other: VolumeId,
): Violation {
  return {
    why: `${volume} changes physical page ${physical} in place, at which ${other} points, too`,
    given: [
      `page ${page} of ${other} points at ${physical}`,
      `${physical} now holds LSN ${lsn} of ${volume}, and ${other} has no record ${lsn} of page ${page}`,
    ],
    so: [
      `a page that two volumes point at is copied before one of them changes it`,
      `page ${page} of ${other} shows what was written to ${volume}: a contradiction`,
    ],
    field: "physical",
  };
}
