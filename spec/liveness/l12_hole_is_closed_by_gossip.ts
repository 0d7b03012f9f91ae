import type { Lsn, PgId, SegmentId } from "../../model/terms.ts";
import type { View } from "../view.ts";
import { gossipArrives, hasFaults } from "./fair.ts";
import type { LivenessClaim } from "./liveness_claim.ts";
import { recordsOf } from "./workload.ts";

/** What the network loses costs nothing as long as one peer has it, and all below it. */
export const holeIsClosedByGossip: LivenessClaim = {
  id: "hole-is-closed-by-gossip",
  code: "L12",
  says: "Each record up to the SCL of one copy of a group every other copy of it holds at last.",
  source: "S17 §3.3 (step 4), S18 §2.1, §2.2",
  scopes: ["tiny", "mtr", "full-tail", "outage", "background"],
  catches: ["gossip-with-one-peer"],
  debts: (bounds) =>
    recordsOf(bounds).map(({ segment, lsn, pg }) => ({
      of: `record ${lsn} on ${segment}`,
      from: (view) => isUpToAPeer(view, segment, pg, lsn),
      goal: (view) => view.copy(segment).holds(lsn),
    })),
  assumes: (bounds) =>
    hasFaults(bounds)
      ? "each record that a copy can learn from a peer again and again it learns, and what is down " +
        "comes back; the writer may send it nothing"
      : "each record that a copy can learn from a peer at all times it learns; the writer may send " +
        "it nothing",
  fairness: gossipArrives,
};

function isUpToAPeer(view: View, segment: SegmentId, pg: PgId, lsn: Lsn): boolean {
  const members = view.config.group(pg)?.members ?? [];
  return members.some((peer) => peer.segment !== segment && view.copy(peer.segment).scl >= lsn);
}
