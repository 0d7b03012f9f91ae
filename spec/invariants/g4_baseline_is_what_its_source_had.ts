import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { LogRecord } from "../view/log.ts";
import { claim } from "./claim.ts";
import { JOINT, shows, THREE_COPIES } from "./fixtures.ts";
import { isFullPeer } from "./peers.ts";
import { letR } from "./words.ts";

const RECORD = "write lsn=1 pg=p0 prev=0 cpl";

/** Blocks do not tell what was left out of them, and cannot be taken back below their point. */
export const baselineIsWhatItsSourceHad: Invariant = claim({
  id: "baseline-is-what-its-source-had",
  code: "G4",
  says:
    "A copy takes a baseline from a full peer that has held every record of their group up to its " +
    "point, and none of a point that VDL cannot have reached.",
  source: "S17 §2.2, S18 §2.1, §4.2 (up to which point: derived)",
  needs: [["group"], ["write"], ["store"], ["baseline"]],
  on: ["baseline"],
  holds: shows(
    "write,store,baseline",
    THREE_COPIES,
    RECORD,
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    JOINT,
    "baseline seg=c2 from=a1 upto=1",
  ),
  breaks: shows(
    "write,store,baseline",
    THREE_COPIES,
    RECORD,
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    JOINT,
    "baseline seg=c2 from=c1 upto=1",
  ),
  check(view, event) {
    const { seg, from } = event;
    if (!isFullPeer(view, seg, from)) return noSource(event);
    const missing = firstLacking(view, event);
    if (missing !== undefined) return leftOut(event, missing);
    const early = firstAboveVdl(view, event);
    if (early !== undefined) return mayBeAnnulled(view, event, early);
    return isKnown(view, event) ? 1 : 0;
  },
});

type Baseline = EventOf<"baseline">;

/** Is anything known that was written up to the point? */
function isKnown(view: View, { from, upto }: Baseline): boolean {
  const chain = view.chainOf(from);
  const lowest = chain?.edge ?? chain?.first;
  return lowest !== undefined && lowest.lsn <= upto && view.held(from).isKnown(chain!);
}

/** The first record up to the point that the source never held, as far as can be told. */
function firstLacking(view: View, { from, upto }: Baseline): LogRecord | undefined {
  const chain = view.chainOf(from);
  if (chain === undefined || !view.held(from).isKnown(chain)) return undefined;
  let at = view.held(from).firstMissing(chain);
  // It may have lost since what it had when it was asked.
  while (at !== undefined && view.everHeld(from, at.lsn)) at = at.next;
  return at !== undefined && at.lsn <= upto ? at : undefined;
}

/** The first record of the group, up to the point, that a recovery could still annul. */
function firstAboveVdl(view: View, { from, upto }: Baseline): LogRecord | undefined {
  const vdl = view.durableCpl() ?? view.durablePoint();
  if (vdl === undefined || upto <= vdl) return undefined;
  let at = view.chainOf(from)?.first;
  while (at !== undefined && at.lsn <= vdl) at = at.next;
  return at !== undefined && at.lsn <= upto ? at : undefined;
}

function noSource({ seg, from, upto }: Baseline): Violation {
  return {
    why: `${seg} takes a baseline up to ${upto} from ${from}, which is no full segment beside it`,
    given: [`${from} is a tail segment, of another group, or ${seg} itself`],
    so: [
      `the blocks of the group of ${seg} are on its full peers`,
      `${from} has none of them: a contradiction`,
    ],
    field: "from",
  };
}

function leftOut({ seg, from, upto }: Baseline, record: LogRecord): Violation {
  return {
    why:
      `${seg} takes a baseline up to ${upto} from ${from}, which does not hold LSN ${record.lsn}`,
    given: [letR(record), `R is at or below ${upto}`, `${from} has never held R`],
    so: [
      `a baseline up to ${upto} says that ${seg} has all that was written to its group up to there`,
      `the blocks of ${from} were made without R: a contradiction`,
    ],
    field: "from",
  };
}

function mayBeAnnulled(view: View, { seg, from, upto }: Baseline, record: LogRecord): Violation {
  const vdl = view.durableCpl() ?? view.durablePoint();
  return {
    why: `${seg} takes a baseline up to ${upto} from ${from}, and VDL cannot be above ${vdl}`,
    given: [
      letR(record),
      `R is above ${vdl}, the highest point up to which whole MTRs have been durable`,
    ],
    so: [
      "a recovery may annul what lies above VDL, and R with it",
      `${seg} has R in its blocks and in no log, and cannot take it out again: a contradiction`,
    ],
    field: "upto",
  };
}
