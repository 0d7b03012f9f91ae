import { type Lsn, NO_LSN, type SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** A record may go when its effect is in a block and its copy in the backup store. */
export const collectionFollowsCoalesceAndStage: Invariant = claim({
  id: "collection-follows-coalesce-and-stage",
  code: "G2",
  says:
    "A copy collects its log only as far as it has staged it to the backup store and, if it keeps " +
    "blocks, applied it to them.",
  source: "S18 §2.1, §3.4; S17 §3.3 (steps 5 to 7)",
  needs: [["group"], ["write"], ["collect"], ["coalesce"], ["stage"]],
  on: ["collect"],
  holds: shows(
    "write,store,coalesce,stage,collect",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "coalesce seg=a1 lsn=1",
    "stage seg=a1 upto=1",
    "collect seg=a1 upto=1",
  ),
  breaks: shows(
    "write,store,coalesce,stage,collect",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "stage seg=a1 upto=1",
    "collect seg=a1 upto=1",
  ),
  check(view, { seg, upto }) {
    const { staged } = view.copy(seg);
    // A stage that was announced before the trace began is not known.
    const isKnown = staged !== NO_LSN || view.log.isWhole;
    if (isKnown && upto > staged) return notStaged(seg, upto, staged);
    const unapplied = firstUnapplied(view, seg);
    if (unapplied !== undefined && unapplied <= upto) return notApplied(seg, upto, unapplied);
    return isKnown ? 1 : 0;
  },
});

/** The first record that a copy has not applied; a tail segment has no blocks to apply it to. */
function firstUnapplied(view: View, seg: SegmentId): Lsn | undefined {
  const member = view.config.home(seg)?.members.find(({ segment }) => segment === seg);
  const chain = view.chainOf(seg);
  const { applied } = view.copy(seg);
  if (member?.kind !== "full" || chain === undefined || !applied.isKnown(chain)) return undefined;
  return applied.firstMissing(chain)?.lsn;
}

function notStaged(seg: SegmentId, upto: Lsn, staged: Lsn): Violation {
  return {
    why: `${seg} collects up to LSN ${upto}, but has staged its log up to ${staged} only`,
    given: [`${seg} has staged its log up to LSN ${staged}`],
    so: [
      `a restore to a point between ${staged} and ${upto} needs what lies between them`,
      `${seg} gives it up before the backup store has it: a contradiction`,
    ],
    field: "upto",
  };
}

function notApplied(seg: SegmentId, upto: Lsn, unapplied: Lsn): Violation {
  return {
    why: `${seg} collects up to LSN ${upto}, but has not applied LSN ${unapplied}`,
    given: [`${seg} has not applied LSN ${unapplied} to a block`],
    so: [
      `the log of ${seg} is the only place where it has LSN ${unapplied}`,
      `collecting up to ${upto} throws LSN ${unapplied} away: a contradiction`,
    ],
    field: "upto",
  };
}
