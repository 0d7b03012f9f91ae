import { NO_LSN } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import { isUnaware } from "../view/stale.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/** Nothing is written back: who drops a page reads it again from storage, as of VDL. */
export const droppedPagesAreDurable: Invariant = claim({
  id: "dropped-pages-are-durable",
  code: "P2",
  says:
    "An instance drops a page from its cache only when VDL has reached the last record of it, or " +
    "a recovery or a backtrack has annulled that.",
  source: "S17 §4.2.3 (its reasons; the printed test is the wrong way round), S18 §3.1",
  needs: [["cache"], ["vdl"]],
  on: ["cache"],
  holds: shows(
    "write,vdl,cache",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "vdl lsn=1",
    "cache instance=w page=7 lsn=1 result=dropped",
  ),
  breaks: shows(
    "write,vdl,cache",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "cache instance=w page=7 lsn=1 result=dropped",
  ),
  check(view, { instance, page, lsn, result }) {
    if (result === "kept" || isUnaware(view, instance)) return 0;
    // Who crashed has nothing to lose, until it opens the volume.
    if (view.faults.starting.has(instance)) return 0;
    if (view.recoveries.annulling(lsn) !== undefined) return 0;
    const { vdl } = view.points;
    if (lsn <= vdl) return 1;
    // Between VDL and what is written after a cut, a backtrack has left nothing.
    if (lsn <= view.log.annulled) return 0;
    // A VDL that was announced before the trace began is not known.
    if (vdl === NO_LSN && !view.log.isWhole) return 0;
    return {
      why: `${instance} drops page ${page} with LSN ${lsn}, which is above VDL ${vdl}`,
      given: [`VDL is ${vdl}`, `the last record of page ${page} in the cache is LSN ${lsn}`],
      so: [
        `who needs page ${page} again asks storage for it as of VDL`,
        `LSN ${lsn} is not in that, and nowhere else in a page: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
