import type { Lsn, PgId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import * as from from "./origins.ts";

type Stored = EventOf<"store"> | EventOf<"gossip">;

/** What a copy has from nowhere is counted towards a write quorum like all it has. */
export const copyStoresWhatReachedIt: Invariant = claim({
  id: "copy-stores-what-reached-it",
  code: "L11",
  says:
    "A copy makes durable only records that were written before, and to its own group, and only " +
    "while it is up: what a crash took from its memory once it was received again, and what it " +
    "fetches from a peer if that is another copy of the group and has held it.",
  source: "S17 §3.3 (steps 1, 2 and 4), S18 §2.1, §2.2",
  needs: [["group"], ["store", "gossip"]],
  on: ["store", "gossip", "write"],
  holds: shows(
    "write,store,gossip",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "gossip seg=b1 from=a1 lsn=1",
  ),
  breaks: shows(
    "write,store,gossip",
    SIX_COPIES,
    "write lsn=1 pg=p0 prev=0 cpl",
    "store seg=a1 lsn=1",
    "gossip seg=b1 from=c1 lsn=1",
  ),
  check(view, event) {
    if (event.kind === "write") return storedBefore(view, event) ?? 0;
    const { seg, lsn } = event;
    const { isDown, lost } = view.copy(seg);
    // A crashed copy is up again only when that is seen. One that is out of reach may go on.
    if (isDown && view.sees("restart")) return from.aCopyThatIsDown(seg, lsn);
    if (event.kind === "gossip") return isFetched(view, event);
    return lost?.has(lsn) ? from.lostMemory(seg, lsn) : isWritten(view, event);
  },
});

/** Stores that come before the first record is seen are judged when it is. */
function storedBefore(view: View, { lsn, pg }: EventOf<"write">): Violation | undefined {
  if (view.log.isStarted) return undefined;
  const early = view.config.group(pg)?.members.find(({ segment }) =>
    view.copy(segment).held.has(lsn)
  );
  return early && from.beforeItsWrite(early.segment, lsn);
}

/** Was the record written to the group of the copy? */
function isWritten(view: View, { seg, lsn }: Stored): Finding {
  if (!view.sees("write")) return 0;
  const home = view.config.home(seg);
  const record = view.log.record(lsn);
  if (record !== undefined) {
    if (home === undefined) return 0;
    return record.pg === home.pg ? 1 : from.anotherGroup(seg, lsn, home.pg, record.pg);
  }
  return isUnknown(view, lsn, home?.pg) ? 0 : from.nobody(seg, lsn, view.log.highest);
}

/** It may have been written before anything was seen, be forgotten, or be annulled since. */
function isUnknown({ log }: View, lsn: Lsn, pg: PgId | undefined): boolean {
  if (log.record(lsn) !== undefined) return false;
  return log.mayPrecede(lsn, pg) || lsn <= log.floor || lsn <= log.annulled;
}

/** Did the peer hold the record? What it stored itself was judged then, so the log is not asked. */
function isFetched(view: View, event: EventOf<"gossip">): Finding {
  const { seg, from: peer, lsn } = event;
  const [home, other] = [view.config.home(seg), view.config.home(peer)];
  if (peer === seg) return from.itself(seg, lsn);
  if (home !== undefined && other !== undefined && home.pg !== other.pg) {
    return from.stranger(seg, lsn, peer, home.pg);
  }
  if (view.sees("store") && view.copy(peer).everHeld(lsn)) return 1;
  const written = isWritten(view, event);
  if (typeof written !== "number" || !view.sees("store")) return written;
  return isUnknown(view, lsn, home?.pg) ? 0 : from.peerWithoutIt(seg, lsn, peer);
}
