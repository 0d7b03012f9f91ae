import { type Lsn, NO_LSN } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows } from "./fixtures.ts";

/** A snapshot that mixes two points may see half of a mini-transaction. */
export const oneViewReadsAtOnePoint: Invariant = claim({
  id: "one-view-reads-at-one-point",
  code: "P4",
  says:
    "All that is read through one read view is read as of its point, and a copy is asked for a " +
    "page only as of a point that VDL has reached and that lies inside no mini-transaction.",
  source: "S17 §4.2.3, S18 §3.1, §3.4",
  needs: [["read"], ["read-view", "vdl"]],
  on: ["read"],
  holds: shows(
    "write,vdl,read-view,read",
    "write lsn=1 pg=p0 prev=0 page=7 cpl",
    "vdl lsn=1",
    "read-view instance=w view=v1 at=1",
    "write lsn=2 pg=p0 prev=1 page=8 cpl",
    "vdl lsn=2",
    "read page=8 at=2 seg=a1 instance=w",
    "read page=7 at=1 instance=w view=v1",
    "read page=8 at=1 instance=w view=v1",
  ),
  breaks: shows(
    "read-view,read",
    "read-view instance=w view=v1 at=1",
    "read page=7 at=2 instance=w view=v1",
  ),
  check(view, event) {
    const inView = throughView(view, event);
    if (typeof inView !== "number") return inView;
    const asked = askedOfACopy(view, event);
    return typeof asked === "number" ? inView + asked : asked;
  },
});

type Read = EventOf<"read">;

function throughView({ readViews }: View, { page, at, instance, by, view }: Read): Finding {
  const reader = instance ?? by;
  const point = reader && view ? readViews.pointOf(reader, view) : undefined;
  if (point === undefined) return 0;
  if (point === at) return 1;
  return {
    why: `${reader} reads page ${page} as of ${at} through ${view}, a read view as of ${point}`,
    given: [`${reader} opened read view ${view} as of ${point}`],
    so: [
      "one read view shows the volume as of one point",
      `through ${view} two points are seen, ${point} and ${at}: a contradiction`,
    ],
    field: "at",
  };
}

function askedOfACopy(view: View, { page, at, seg }: Read): Finding {
  if (seg === undefined || !view.sees("vdl")) return 0;
  const { vdl } = view.points;
  // A VDL that was announced before the trace began is not known.
  if (vdl === NO_LSN && !view.log.isWhole) return 0;
  if (at > vdl) return aboveVdl(page, at, vdl);
  // Where no record is said to end one, nobody tells of mini-transactions.
  const isInside = view.log.knowsCpls && view.log.record(at)?.cpl === false;
  return isInside ? insideAnMtr(page, at) : 1;
}

function aboveVdl(page: string, at: Lsn, vdl: Lsn): Violation {
  return {
    why: `page ${page} is asked for as of ${at}, above VDL ${vdl}`,
    given: [`VDL is ${vdl}`],
    so: [
      `what lies above ${vdl} may have holes, and a recovery may annul it`,
      `a page as of ${at} may hold what will never have been: a contradiction`,
    ],
    field: "at",
  };
}

function insideAnMtr(page: string, at: Lsn): Violation {
  return {
    why: `page ${page} is asked for as of LSN ${at}, which ends no mini-transaction`,
    given: [`LSN ${at} is no CPL`],
    so: [
      "a mini-transaction is seen as a whole or not at all",
      `as of ${at} half of one is seen: a contradiction`,
    ],
    field: "at",
  };
}
