import { disjointPairs, minimalSets } from "../../model/quorum_sets.ts";
import type { Group } from "../../model/quorum.ts";
import type { SegmentId } from "../../model/terms.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "../view/config.ts";
import { isSeenBy, leavesNobody, SETS_OF } from "../view/sight.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { setOf } from "./words.ts";

/** A read that misses a write quorum loses what was durable: recovery would not find it. */
export const writeQuorumsMeetReadQuorums: Invariant = claim({
  id: "write-quorums-meet-read-quorums",
  code: "Q1",
  says:
    "Every write quorum of a group meets every read quorum of the same configuration, and every " +
    "read quorum of the next configuration sees what was durable before the change: by a common " +
    "copy or by what its copies hold, unless a newcomer is among them while no member has left.",
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
    const within = writes.length * reads.length;
    const old = view.config.group(event.pg);
    if (old === undefined || old.members.length > SETS_OF) return within;
    const across = seenAcross(view, old, event, reads);
    return typeof across === "number" ? within + across : across;
  },
});

/** The pairs of an old write quorum and a new read quorum of which the second sees all of the first. */
function seenAcross(
  view: View,
  old: GroupConfig,
  next: Group,
  reads: readonly (readonly SegmentId[])[],
): Finding {
  const before = minimalSets(old.write, old.members);
  let left = 0;
  for (const [write, read] of disjointPairs(before, reads)) {
    if (isSeenBy(view, old.pg, read)) continue;
    if (!isForReaders(old, next, read)) return missedByNext(old.pg, write, read);
    left++;
  }
  return before.length * reads.length - left;
}

/**
 * While no member has left, a newcomer counts for reads only once it is hydrated, which is for
 * those to judge who read: nothing is asked of such a set here, and it is not counted.
 */
function isForReaders(old: Group, next: Group, read: readonly SegmentId[]): boolean {
  const isNew = (copy: SegmentId) => !old.members.some(({ segment }) => segment === copy);
  return leavesNobody(old, next) && read.some(isNew);
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
