import { NO_LSN } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/** What a reader may still ask for is kept. */
export const collectionStaysBelowPgmrpl: Invariant = claim({
  id: "collection-stays-below-pgmrpl",
  code: "G1",
  says:
    "A copy collects its log no further than the PGMRPL of its group, the least that any instance " +
    "announced which has not crashed since.",
  source: "S17 §4.2.3, S18 §3.4",
  needs: [["group"], ["collect"], ["pgmrpl"]],
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
  check(view, { seg, upto }) {
    const home = view.config.home(seg);
    if (home === undefined) return 0;
    const pgmrpl = view.points.pgmrpl(home.pg);
    if (pgmrpl === undefined) return 0;
    if (upto <= pgmrpl) return 1;
    // A point that was announced before the trace began is not known.
    if (pgmrpl === NO_LSN && !view.log.isWhole) return 0;
    return {
      why: `${seg} collects up to LSN ${upto}, above the PGMRPL ${pgmrpl} of group ${home.pg}`,
      given: [
        `the lowest read point that an instance may still use in ${home.pg} is ${pgmrpl}`,
        `${seg} keeps nothing that is needed only up to LSN ${upto}`,
      ],
      so: [
        `a read at read point ${pgmrpl} needs the blocks as of ${pgmrpl}`,
        `${seg} can no longer make them: a contradiction`,
      ],
      field: "upto",
    };
  },
});
