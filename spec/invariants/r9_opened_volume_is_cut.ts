import type { SegmentId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "../view/config.ts";
import { isWriteQuorum } from "../view/epochs_of_members.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { copies, tooFew } from "./words.ts";

type Opening = EventOf<"open"> | EventOf<"promote"> | EventOf<"write">;

/**
 * A range that the next recovery may not hear of is a range in memory: what it annulled comes back
 * with the next crash.
 */
export const openedVolumeIsCut: Invariant = claim({
  id: "opened-volume-is-cut",
  code: "R9",
  says:
    "When a writer opens the volume after a recovery, or writes to it, a write quorum of every group " +
    "has learned what that recovery annuls.",
  source: "S17 §4.3 (ranges are stored durably), S18 §2.4 (that it comes before is derived)",
  needs: [["recovery"], ["truncate"], ["group"], ["open", "promote", "write"]],
  on: ["open", "promote", "write"],
  holds: shows(
    "write,volume-epoch,truncate,recovery,open",
    THREE_COPIES,
    "volume-epoch vepoch=2 instance=w2",
    "truncate seg=a1 vepoch=2 from=0 to=10",
    "truncate seg=b1 vepoch=2 from=0 to=10",
    "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10",
    "open instance=w2 role=writer vepoch=2",
  ),
  breaks: shows(
    "volume-epoch,truncate,recovery,open",
    THREE_COPIES,
    "volume-epoch vepoch=2 instance=w2",
    "truncate seg=a1 vepoch=2 from=0 to=10",
    "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10",
    "open instance=w2 role=writer vepoch=2",
  ),
  check(view, event) {
    const { isOpen, vepoch, vdl, end } = view.recoveries;
    if (isOpen || end <= vdl || !isSeenWhole(view, vepoch)) return 0;
    if (event.kind === "open") {
      if (event.role === "replica" || (event.vepoch ?? vepoch) < vepoch) return 0;
    }
    const group = view.config.groups.find((group) => !isCut(view, group));
    return group === undefined ? view.config.size : notCut(view, group, event);
  },
});

/** Where a trace starts in the middle of a recovery, copies may have learned before. */
function isSeenWhole({ points, log }: View, vepoch: number): boolean {
  return log.isWhole || points.epoch("volume") >= vepoch;
}

/** A copy that was told the same by an earlier recovery need not be told again. */
function knows(view: View, segment: SegmentId): boolean {
  const { vepoch, vdl, end } = view.recoveries;
  const { learned } = view.copy(segment);
  return learned !== undefined &&
    (learned.vepoch >= vepoch || learned.ranges.some(({ from, to }) => from <= vdl && to >= end));
}

function isCut(view: View, group: GroupConfig): boolean {
  return isWriteQuorum(group, (segment) => knows(view, segment));
}

function notCut(view: View, { pg, members }: GroupConfig, event: Opening): Violation {
  const { vepoch, vdl, end } = view.recoveries;
  const have = members.map(({ segment }) => segment).filter((segment) => knows(view, segment));
  const what = event.kind === "write"
    ? `LSN ${event.lsn} is written`
    : `${event.instance} opens the volume`;
  const who = have.length === 0 ? "no copy" : `only ${copies(have)}`;
  return {
    why: `${what}, but of group ${pg} ${who} learned what the recovery of volume epoch ` +
      `${vepoch} annuls`,
    given: [
      `that recovery annuls the LSNs above ${vdl} up to ${end}`,
      `the copies of ${pg} that have learned so: ${copies(have)}`,
    ],
    so: [
      `${tooFew(have, pg)}, so the next recovery may hear no copy that knows`,
      "it takes what is annulled for a part of the volume: a contradiction",
    ],
    field: event.kind === "write" ? "lsn" : "instance",
  };
}
