import type { Invariant } from "../invariant.ts";
import { isUnaware } from "../view/stale.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

/**
 * A cache may outlive its engine, and a replica brings its own when it is promoted. What a writer
 * that is gone changed in it is not durable for that.
 */
export const keptPagesHoldNothingAnnulled: Invariant = claim({
  id: "kept-pages-hold-nothing-annulled",
  code: "E4",
  says: "After a recovery an instance keeps a cached page only as far as it holds no record that " +
    "the recovery annulled.",
  source:
    "User Guide (Storage and reliability: the cache survives), S17 §4.3 (what it may keep is " +
    "derived)",
  needs: [["recovery"], ["cache"]],
  on: ["cache"],
  holds: shows(
    "write,recovery,open,cache",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "write lsn=2 pg=p0 prev=1 page=8 cpl",
    "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11",
    "cache instance=w page=7 lsn=1 result=kept",
    "cache instance=w page=8 lsn=2 result=dropped",
    "open instance=w role=writer vepoch=2",
  ),
  breaks: shows(
    "write,recovery,cache",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "recovery vepoch=2 responders=a1,b1 vcl=0 vdl=0 from=0 to=10",
    "cache instance=w page=7 lsn=1 result=kept",
  ),
  check(view, { instance, page, lsn, result }) {
    const { recoveries } = view;
    if (recoveries.vepoch === 0 || result === "dropped" || isUnaware(view, instance)) return 0;
    const annulled = recoveries.annulling(lsn);
    if (annulled === undefined) return 1;
    const { from, to, vepoch } = annulled;
    return {
      why: `${instance} keeps page ${page} with LSN ${lsn}, annulled by the recovery of volume ` +
        `epoch ${vepoch}`,
      given: [
        `the recovery of volume epoch ${vepoch} annulled the LSNs above ${from} up to ${to}`,
        `the last record of page ${page} in the cache is LSN ${lsn}, one of them`,
      ],
      so: [
        "an annulled record is no part of the volume: no copy gives such a page to anybody",
        `${instance} serves what was never there: a contradiction`,
      ],
      field: "lsn",
    };
  },
});
