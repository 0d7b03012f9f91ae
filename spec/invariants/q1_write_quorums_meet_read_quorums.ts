import type { Group } from "../../model/quorum/quorum.ts";
import type { Member, SegmentId } from "../../model/terms.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import type { GroupConfig } from "../view/config.ts";
import { isJoint, membershipsOf } from "../view/memberships.ts";
import { isSeenBy, SETS_OF } from "../view/sight.ts";
import { disjointPairs, minimalSets } from "../view/sets.ts";
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
    "copy or by what its copies hold, unless it is of a membership that is only to come.",
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
    if (!isNotReadYet(old, next)) return missedByNext(old.pg, write, read);
    left++;
  }
  return before.length * reads.length - left;
}

/**
 * While several memberships stand, a new one is read from only once it has what was durable, which
 * M3 asks of those who read: nothing is asked of its reads here, and they are not counted. But there
 * must be one to read from that stood before.
 */
function isNotReadYet(old: Group, next: Group): boolean {
  const stood = membershipsOf(old).map(nameOf);
  return isJoint(next) && membershipsOf(next).some((each) => stood.includes(nameOf(each)));
}

function nameOf(members: readonly Member[]): string {
  return members.map(({ segment }) => segment).sort().join();
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
