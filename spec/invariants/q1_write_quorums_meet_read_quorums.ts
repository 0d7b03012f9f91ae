import { disjointPairs, minimalSets } from "../../model/quorum_sets.ts";
import type { Group } from "../../model/quorum.ts";
import type { SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isSeenBy, leavesNobody, SETS_OF } from "../view/sight.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { setOf } from "./words.ts";

/** A read that misses a write quorum loses what was durable: recovery would not find it. */
export const writeQuorumsMeetReadQuorums: Invariant = claim({
  id: "write-quorums-meet-read-quorums",
  code: "Q1",
  says:
    "Every write quorum of a group meets every read quorum of the same configuration, and what " +
    "was durable before a change is seen by every read quorum of the next configuration.",
  source: "S17 §2.1 (Vr + Vw > V), S18 §4.1",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", SIX_COPIES),
  breaks: shows("group", SIX_COPIES.replace("read=3/all", "read=2/all")),
  check(view, event) {
    if (event.members.length > SETS_OF) return 0;
    const reads = minimalSets(event.read, event.members);
    const writes = minimalSets(event.write, event.members);
    const [miss] = disjointPairs(writes, reads);
    if (miss !== undefined) return missed(event.pg, ...miss);
    const old = view.config.group(event.pg);
    if (old === undefined || old.members.length > SETS_OF) return writes.length * reads.length;
    const before = minimalSets(old.write, old.members);
    const lost = disjointPairs(before, reads).find(([, read]) => !excused(view, old, event, read));
    if (lost !== undefined) return missedByNext(event.pg, ...lost);
    return (writes.length + before.length) * reads.length;
  },
});

/**
 * While no member has left, a newcomer counts for reads only once it is hydrated, which is for
 * those to judge who read. Else the read set must see all that was durable.
 */
function excused(
  view: View,
  old: Group & { readonly pg: string },
  next: Group,
  read: readonly SegmentId[],
): boolean {
  const isNew = (copy: SegmentId) => !old.members.some(({ segment }) => segment === copy);
  return leavesNobody(old, next) && read.some(isNew) || isSeenBy(view, old.pg, read);
}

function missed(pg: string, write: readonly SegmentId[], read: readonly SegmentId[]): Violation {
  return {
    why: `In group ${pg}, write quorum ${setOf(write)} and read quorum ${
      setOf(read)
    } share no copy`,
    given: [
      `W = ${setOf(write)} meets the write rule of ${pg}`,
      `Q = ${setOf(read)} meets its read rule`,
    ],
    so: [
      "a record stored on W alone is durable",
      "a recovery that hears from Q alone may go ahead, and no copy of Q has the record",
      "a durable record is lost: a contradiction",
    ],
    field: "read",
  };
}

function missedByNext(
  pg: string,
  write: readonly SegmentId[],
  read: readonly SegmentId[],
): Violation {
  return {
    why: `Group ${pg} changes so that read quorum ${setOf(read)} can miss what ` +
      `${setOf(write)} made durable before`,
    given: [
      `W = ${setOf(write)} met the write rule of ${pg} before this line`,
      `Q = ${setOf(read)} meets its read rule from this line on`,
      "some record that was durable before is on no copy of Q",
    ],
    so: [
      "a recovery that hears from Q alone may go ahead, and no copy of Q has that record",
      "a durable record is lost by the change: a contradiction",
    ],
    field: "read",
  };
}
