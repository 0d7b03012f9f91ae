import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "../view/config.ts";
import { isWriteQuorum } from "../view/epochs_of_members.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";
import { copies, tooFew } from "./words.ts";

type Opening = EventOf<"recovery"> | EventOf<"open">;

/**
 * Two writers at once tear the log apart. Once a write quorum has the epoch of the one, no write
 * quorum is left that takes what the other sends (that each copy keeps to it: R3).
 */
export const oneWriterHasEachEpoch: Invariant = claim({
  id: "one-writer-has-each-epoch",
  code: "R4",
  says:
    "Each recovery and each opening for writing has a volume epoch that none before it had, and that " +
    "a write quorum of every group has installed by then.",
  source: "S18 §2.4",
  needs: [["recovery", "open"]],
  on: ["recovery", "open"],
  hearsStale: true,
  holds: shows(
    "volume-epoch,recovery,open",
    THREE_COPIES,
    "volume-epoch vepoch=2 instance=w2",
    "volume-epoch vepoch=2 seg=a1 instance=w2",
    "volume-epoch vepoch=2 seg=b1 instance=w2",
    "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10",
    "open instance=w2 role=writer vepoch=2",
  ),
  breaks: shows(
    "volume-epoch,recovery,open",
    THREE_COPIES,
    "volume-epoch vepoch=2 instance=w2",
    "volume-epoch vepoch=2 seg=a1 instance=w2",
    "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10",
  ),
  check(view, event) {
    const { vepoch } = event;
    if (vepoch === undefined || event.kind === "open" && event.role === "replica") return 0;
    if (isTaken(view, event, vepoch)) return shared(event, vepoch);
    if (!isToldOfInstalls(view, vepoch)) return isCompared(view) ? 1 : 0;
    const group = view.config.groups.find((group) => !isInstalled(view, group, vepoch));
    return group === undefined ? view.config.size + 1 : tooFewHave(view, group, event, vepoch);
  },
});

function isTaken({ recoveries, instances }: View, event: Opening, vepoch: number): boolean {
  if (instances.vepoch === vepoch) return true;
  return event.kind === "recovery" && recoveries.has(vepoch);
}

/** Was there an epoch before to compare with? */
function isCompared({ recoveries, instances }: View): boolean {
  return recoveries.vepoch > 0 || instances.vepoch > 0;
}

function shared({ kind }: Opening, vepoch: number): Finding {
  const what = kind === "open" ? "The volume is opened" : "A recovery ends";
  return {
    why: `${what} with volume epoch ${vepoch}, which another had before`,
    given: [`an earlier line has a recovery or an opening of volume epoch ${vepoch}`],
    so: [
      `a copy that has installed epoch ${vepoch} takes what either of the two sends`,
      "so both can complete a write quorum, where one was to be fenced: a contradiction",
    ],
    field: "vepoch",
  };
}

/** Where a trace starts in the middle, a copy may have installed an epoch before anything was seen. */
function isToldOfInstalls({ config, points, log }: View, vepoch: number): boolean {
  const copies = config.groups.flatMap(({ members }) => members);
  return (points.epoch("volume") >= vepoch || log.isWhole) &&
    copies.some(({ segment }) => points.epoch(`volume on ${segment}`) > 0);
}

function isInstalled({ points }: View, group: GroupConfig, vepoch: number): boolean {
  return isWriteQuorum(group, (segment) => points.epoch(`volume on ${segment}`) >= vepoch);
}

function tooFewHave(
  { points }: View,
  { pg, members }: GroupConfig,
  { kind }: Opening,
  vepoch: number,
): Violation {
  const have = members.map(({ segment }) => segment)
    .filter((segment) => points.epoch(`volume on ${segment}`) >= vepoch);
  const what = kind === "open" ? "The volume is opened" : "A recovery ends";
  return {
    why: `${what} with volume epoch ${vepoch}, but of group ${pg} ` +
      (have.length === 0 ? "no copy has installed it" : `only ${copies(have)} installed it`),
    given: [`the copies of ${pg} that have installed volume epoch ${vepoch}: ${copies(have)}`],
    so: [
      `${tooFew(have, pg)}, and the others take what a writer of an older epoch sends`,
      "so that writer may complete a write quorum, and have a commit acknowledged that the recovery " +
      "did not see: a contradiction",
    ],
    field: "vepoch",
  };
}
