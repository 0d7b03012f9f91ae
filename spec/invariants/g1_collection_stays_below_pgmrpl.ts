import { type Lsn, NO_LSN, type PgId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { ReadPoint } from "../view/points.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** What a reader may still ask for is kept. */
export const collectionStaysBelowPgmrpl: Invariant = claim({
  id: "collection-stays-below-pgmrpl",
  code: "G1",
  says:
    "A copy collects its log no further than the PGMRPL of its group, the least of all instances " +
    "that have not crashed since: of each what it announced or, as long as it announced none, " +
    "what the PGMRPL was when it opened the volume; nor further than the earliest state to which " +
    "the volume can be rewound.",
  source: "S17 §4.2.3, S18 §3.4 (that backtracks count is derived)",
  needs: [["group"], ["collect"], ["pgmrpl", "rewindable"]],
  on: ["collect"],
  holds: shows(
    "collect,pgmrpl",
    THREE_COPIES,
    "pgmrpl pg=p0 lsn=7 instance=w",
    "pgmrpl pg=p0 lsn=5 instance=r1",
    "collect seg=a1 upto=5",
  ),
  breaks: shows(
    "collect,pgmrpl",
    THREE_COPIES,
    "pgmrpl pg=p0 lsn=7 instance=w",
    "pgmrpl pg=p0 lsn=5 instance=r1",
    "collect seg=a1 upto=7",
  ),
  check(view, event) {
    const { seg, upto } = event;
    const home = view.config.home(seg);
    if (home === undefined) return 0;
    const earliest = view.mayHaveBranched ? view.branches.window?.at : undefined;
    if (earliest !== undefined && upto > earliest) return notInTheWindow(event, earliest);
    const pgmrpl = view.sees("pgmrpl") ? view.points.pgmrpl(home.pg) : undefined;
    if (pgmrpl === undefined) return earliest === undefined ? 0 : 1;
    if (upto <= pgmrpl.lsn) return 1;
    // A point that was announced before the trace began is not known.
    if (pgmrpl.lsn === NO_LSN && !view.log.isWhole) return 0;
    return tooFar(event, home.pg, pgmrpl);
  },
});

function notInTheWindow({ seg, upto }: EventOf<"collect">, earliest: Lsn): Violation {
  return {
    why: `${seg} collects up to LSN ${upto}, above LSN ${earliest}, to which one may still go back`,
    given: [
      `the earliest state to which the volume can be rewound is that of LSN ${earliest}`,
      `${seg} keeps nothing that is needed only up to LSN ${upto}`,
    ],
    so: [
      `a backtrack to LSN ${earliest} needs the blocks as of ${earliest}`,
      `${seg} can no longer make them: a contradiction`,
    ],
    field: "upto",
  };
}

function tooFar(
  { seg, upto }: EventOf<"collect">,
  pg: PgId,
  { lsn, silent }: ReadPoint,
): Violation {
  return {
    why: `${seg} collects up to LSN ${upto}, above the PGMRPL ${lsn} of group ${pg}` +
      (silent === undefined ? "" : ` that ${silent} found when it opened the volume`),
    given: [
      silent === undefined
        ? `the lowest read point that an instance may still use in ${pg} is ${lsn}`
        : `${silent} opened the volume when the PGMRPL of ${pg} was ${lsn}, and has announced none`,
      `${seg} keeps nothing that is needed only up to LSN ${upto}`,
    ],
    so: [
      silent === undefined
        ? `a read at read point ${lsn} needs the blocks as of ${lsn}`
        : `${silent} may read at any read point from ${lsn} on, and needs the blocks as of ${lsn}`,
      `${seg} can no longer make them: a contradiction`,
    ],
    field: "upto",
  };
}
