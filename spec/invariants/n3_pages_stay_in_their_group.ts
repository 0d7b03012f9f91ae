import type { Invariant } from "../invariant.ts";
import { claim } from "./claim.ts";
import { shows, TWO_GROUPS } from "./fixtures.ts";

/** Who reads a page asks one group for it: all of its records must be there. */
export const pagesStayInTheirGroup: Invariant = claim({
  id: "pages-stay-in-their-group",
  code: "N3",
  says: "All records of a page are written to one group, however much the volume grows.",
  source: "S17 §2.2, S18 §2.1 (that no page moves: derived)",
  needs: [["geometry-epoch"], ["write"]],
  on: ["write"],
  holds: shows(
    "write,geometry-epoch",
    "geometry-epoch gepoch=1",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 page=7 cpl",
    "write lsn=2 pg=p2 prev=0 page=8 cpl",
    "write lsn=3 pg=p1 prev=1 page=7 cpl",
  ),
  breaks: shows(
    "write,geometry-epoch",
    "geometry-epoch gepoch=1",
    TWO_GROUPS,
    "write lsn=1 pg=p1 prev=0 page=7 cpl",
    "write lsn=2 pg=p2 prev=0 page=7 cpl",
  ),
  check({ geometry }, { lsn, pg, page }) {
    const home = page === undefined ? undefined : geometry.pages.get(page);
    if (home === undefined) return 0;
    if (home === pg) return 1;
    return {
      why: `LSN ${lsn} changes page ${page} in group ${pg}, and it lies in ${home}`,
      given: [`an earlier record of page ${page} was written to ${home}`],
      so: [
        `a copy of ${home} makes page ${page} of the records of ${home}, and one of ${pg} of those of ${pg}`,
        `neither has all records of page ${page}: a contradiction`,
      ],
      field: "pg",
    };
  },
});
