import type { EventOf } from "../../traces/event.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { Annulled } from "../view/facts.ts";
import { annullingOf, isByFormerWriter, isLateAnswer, isLateRead } from "../view/stale.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

const OF_COPIES = ["store", "gossip", "coalesce", "stage", "scl"] as const;
const OF_WRITERS = ["ack", "pgcl", "vcl", "vdl", "read"] as const;

type OfCopy = EventOf<typeof OF_COPIES[number]>;
type OfWriter = EventOf<typeof OF_WRITERS[number]>;

/**
 * A copy that was away during a recovery may still have what was annulled, and get more of it: what
 * it does with that before it learns of the new epoch is its own affair, and counts nowhere.
 */
export const annulledRecordsStayDead: Invariant = claim({
  id: "annulled-records-stay-dead",
  code: "R1",
  says: "After a recovery no annulled LSN is stored, fetched, applied, staged or reported as SCL " +
    "by a copy that takes part in its epoch, acknowledged to the writer of now, in a page that is " +
    "read, or passed by any VDL or by a PGCL or VCL of that writer.",
  source: "S17 §4.3, S18 §2.4 (Figure 4)",
  needs: [["recovery"], [...OF_COPIES, ...OF_WRITERS]],
  on: [...OF_COPIES, ...OF_WRITERS],
  hearsStale: true,
  holds: shows(
    "write,store,ack,volume-epoch,recovery",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "store seg=a1 lsn=1",
    "volume-epoch vepoch=2 seg=a1",
    "volume-epoch vepoch=2 seg=b1",
    "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11",
    "store seg=c1 lsn=2  # c1 has not heard of epoch 2",
    "ack seg=a1 lsn=1 scl=1",
  ),
  breaks: shows(
    "write,store,ack,recovery",
    THREE_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "write lsn=2 pg=p0 prev=1 cpl",
    "recovery vepoch=2 responders=a1,b1 vcl=1 vdl=1 from=1 to=11",
    "store seg=c1 lsn=2",
    "ack seg=c1 lsn=2 scl=0",
  ),
  check(view, event) {
    const { vepoch } = view.recoveries;
    if (vepoch === 0 || isExcused(view, event)) return 0;
    if (event.kind === "read" && event.lsn === undefined) return 0;
    const annulled = annullingOf(view, event);
    if (isOfCopy(event)) {
      if (annulled === undefined) return takesPart(view, event, vepoch) ? 1 : 0;
      return takesPart(view, event, annulled.vepoch) ? risen(event, annulled) : 0;
    }
    return annulled === undefined ? 1 : risen(event, annulled);
  },
});

function isOfCopy(event: OfCopy | OfWriter): event is OfCopy {
  return (OF_COPIES as readonly string[]).includes(event.kind);
}

/**
 * May a writer that another took the place of say so? It may hear late answers, and find a PGCL or a
 * VCL by them; a VDL that the recovery did not find it cannot find either.
 */
function isExcused(view: View, event: OfCopy | OfWriter): boolean {
  switch (event.kind) {
    case "ack":
      return isLateAnswer(view, event);
    case "pgcl":
    case "vcl":
      return isByFormerWriter(view, event);
    case "read":
      return isLateRead(view, event);
    default:
      return false;
  }
}

/** Does a copy, or the peer that it fetches from, take part in an epoch? */
function takesPart(view: View, event: OfCopy, vepoch: number): boolean {
  if ("vepoch" in event && event.vepoch! >= vepoch) return true;
  const copies = event.kind === "gossip" ? [event.seg, event.from] : [event.seg];
  return copies.some((copy) => view.points.epoch(`volume on ${copy}`) >= vepoch);
}

function risen(event: OfCopy | OfWriter, { from, to, vepoch }: Annulled): Violation {
  const lsn = "upto" in event ? event.upto : event.lsn!;
  return {
    why: `${doing(event)}, annulled by the recovery of volume epoch ${vepoch}`,
    given: [
      `the recovery of volume epoch ${vepoch} annulled the LSNs above ${from} up to ${to}`,
      `LSN ${event.kind === "ack" && lsn <= from ? event.scl : lsn} is one of them`,
    ],
    so: [
      "an annulled record is no part of the volume, whoever has it and whenever it arrives",
      "here it is taken for one: a contradiction",
    ],
    field: "upto" in event ? "upto" : "lsn",
  };
}

function doing(event: OfCopy | OfWriter): string {
  switch (event.kind) {
    case "ack":
      return `${event.seg} acknowledges LSN ${event.lsn} with SCL ${event.scl}`;
    case "pgcl":
      return `PGCL ${event.lsn} of group ${event.pg} is announced`;
    case "vcl":
    case "vdl":
      return `${event.kind.toUpperCase()} ${event.lsn} is announced`;
    case "scl":
      return `${event.seg} announces SCL ${event.lsn}`;
    case "gossip":
      return `${event.seg} fetches LSN ${event.lsn} from ${event.from}`;
    case "coalesce":
      return `${event.seg} applies LSN ${event.lsn}`;
    case "stage":
      return `${event.seg} stages its log up to LSN ${event.upto}`;
    case "read":
      return `page ${event.page} is read with LSN ${event.lsn}`;
    case "store":
      return `${event.seg} stores LSN ${event.lsn}`;
  }
}
