import type { Lsn } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { epochName } from "../view/epoch_name.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";

const KINDS = [
  "scl",
  "pgcl",
  "vcl",
  "vdl",
  "pgmrpl",
  "volume-epoch",
  "membership-epoch",
  "geometry-epoch",
] as const;

type Announcement = EventOf<typeof KINDS[number]>;

/** What was promised once stays promised: the log never runs backwards within one history. */
export const pointsNeverGoBack: Invariant = claim({
  id: "points-never-go-back",
  code: "L8",
  says: "SCL of a copy, PGCL, VCL, VDL, PGMRPL and every epoch never fall, but for a recovery, a " +
    "backtrack or a lost disk; nor does an instance that opens the volume bring PGMRPL back.",
  source: "S18 §6, §2.4; S17 §4.1",
  needs: [KINDS],
  on: KINDS,
  holds: shows("vdl", SIX_COPIES, "vdl lsn=7", "vdl lsn=7", "vdl lsn=9"),
  breaks: shows("vdl", SIX_COPIES, "vdl lsn=7", "vdl lsn=5"),
  check(view, event) {
    const before = pointBefore(view, event) || floorOf(view, event);
    if (!before) return 0;
    const { field, now } = announced(event);
    if (now >= before) return 1;
    const name = nameOf(event);
    return {
      why: `${name} falls from ${before} to ${now}`,
      given: [`${name} was announced as ${before}`, `this line announces ${now}`],
      so: [
        `${name} ${before} is a promise that others have relied on`,
        `${now} takes part of it back: a contradiction`,
      ],
      field,
    };
  },
});

/** What the line announces, and in which field. */
function announced(event: Announcement): { field: string; now: Lsn | number } {
  if ("vepoch" in event) return { field: "vepoch", now: event.vepoch };
  if ("mepoch" in event) return { field: "mepoch", now: event.mepoch };
  if ("gepoch" in event) return { field: "gepoch", now: event.gepoch };
  return { field: "lsn", now: event.lsn };
}

/** What was announced before; 0 where nothing was. */
function pointBefore(view: View, event: Announcement): Lsn | number {
  switch (event.kind) {
    case "scl":
      return view.copy(event.seg).scl;
    case "pgcl":
      return view.points.pgcl(event.pg);
    case "vcl":
      return view.points.vcl;
    case "vdl":
      return view.points.vdl;
    case "pgmrpl":
      return view.points.pgmrplOf(event.pg, event.instance);
    default:
      return view.points.epoch(epochName(event));
  }
}

/** Who opened the volume reads nothing below the PGMRPL of then: storage may not have it any more. */
function floorOf({ points, log }: View, event: Announcement): Lsn | undefined {
  if (event.kind !== "pgmrpl" || event.instance === undefined) return undefined;
  return log.isWhole ? points.floorOf(event.pg, event.instance) : undefined;
}

function nameOf(event: Announcement): string {
  switch (event.kind) {
    case "scl":
      return `the SCL of ${event.seg}`;
    case "pgcl":
    case "pgmrpl":
      return `the ${event.kind.toUpperCase()} of group ${event.pg}`;
    case "vcl":
    case "vdl":
      return event.kind.toUpperCase();
    default:
      return `the epoch of ${epochName(event)}`;
  }
}
