/**
 * Witnesses of families of volumes: what must happen in one somewhere.
 *
 * @module
 */
import { NO_LSN, type PageId, type VolumeId } from "../../model/terms.ts";
import type { EventKind, EventOf, TraceEvent } from "../../traces/event.ts";
import type { Families } from "../view/families.ts";
import type { Witness } from "../witness.ts";

/** A situation at an event of one kind, in what is known of all volumes. */
interface Situation<K extends EventKind> extends Omit<Witness, "on" | "seen"> {
  readonly on: K;
  seen(families: Families, event: EventOf<K>): boolean;
}

/** A situation that no storage system of one volume can show. */
function inFamily<K extends EventKind>({ on, seen, ...said }: Situation<K>): Witness {
  const isSeen = seen as (families: Families, event: TraceEvent) => boolean;
  return {
    ...said,
    on: [on],
    seen: ({ families }, event) => families !== undefined && isSeen(families, event),
  };
}

/** The witnesses of families. */
export const familyWitnesses: readonly Witness[] = [
  inFamily({
    id: "page-copied-on-write",
    says: "A volume gets a page of its own where it shared one.",
    scopes: ["clone", "clone-of-clone"],
    on: "page",
    seen: (families, { volume, page, physical }) =>
      isShared(families, volume!, page) && families.referrers(physical).length === 0,
  }),
  inFamily({
    id: "last-sharer-writes-in-place",
    says: "A clone changes a page in place that it has by cloning: all others have left it.",
    scopes: ["clone-of-clone"],
    on: "page",
    seen(families, { volume, page, physical, lsn }) {
      const { fork, pointers } = families.of(volume!);
      const old = pointers.get(page);
      return old?.physical === physical && fork !== undefined && old.lsn! <= fork.at &&
        lsn! > fork.at;
    },
  }),
  inFamily({
    id: "clone-reads-what-a-deleted-source-wrote",
    says: "A clone reads what its source wrote, after that was deleted.",
    scopes: ["clone", "clone-of-clone"],
    on: "read",
    seen(families, { volume, lsn }) {
      const { fork } = families.of(volume!);
      return fork !== undefined && families.of(fork.of).isDeleted && lsn! > NO_LSN &&
        lsn! <= fork.at;
    },
  }),
  inFamily({
    id: "full-copy-beyond-the-limit",
    says: "A clone is a full copy, since as many as may share pages do.",
    scopes: ["clone"],
    on: "clone",
    seen: (_, { full }) => full === true,
  }),
  inFamily({
    id: "same-lsn-in-two-volumes",
    says: "Two volumes of a family give the same LSN to a record each, of the same page.",
    scopes: ["clone-of-clone"],
    on: "write",
    seen: (families, { volume, page, lsn }) =>
      families.relatives(volume!).some((other) => families.of(other).wrote(page!, lsn)),
  }),
  inFamily({
    id: "page-freed-with-the-last-of-two-volumes",
    says: "A page is freed when two volumes are deleted, and no sooner.",
    scopes: ["clone", "clone-of-clone"],
    on: "free",
    seen: (families) =>
      [...families.volumes.values()].filter(({ isDeleted }) => isDeleted).length > 1,
  }),
  inFamily({
    id: "source-rewound-behind-its-clone",
    says: "A volume goes back to before another was cloned from it.",
    scopes: ["clone-rewound"],
    on: "backtrack",
    seen: (families, { volume, actual }) =>
      [...families.volumes.values()].some(({ fork }) => fork?.of === volume && actual < fork!.at),
  }),
];

function isShared(families: Families, volume: VolumeId, page: PageId): boolean {
  const old = families.of(volume).pointers.get(page);
  return old !== undefined && families.referrers(old.physical).length > 1;
}
