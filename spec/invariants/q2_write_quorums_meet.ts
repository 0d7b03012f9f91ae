import type { SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import { SETS_OF } from "../view/sight.ts";
import { disjointPairs, minimalSets } from "../view/sets.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { setOf } from "./words.ts";

/** Two write quorums without a common copy let two writers go on side by side. */
export const writeQuorumsMeet: Invariant = claim({
  id: "write-quorums-meet",
  code: "Q2",
  says: "Any two write quorums of a group share a copy, within one configuration and from one " +
    "configuration to the next.",
  source: "S17 §2.1 (Vw > V/2), S18 §4.1",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", SIX_COPIES),
  // The read rule is as strict as it must be for Q1, so that this is the one thing wrong.
  breaks: shows("group", SIX_COPIES.replace("write=4/all read=3/all", "write=3/all read=4/all")),
  check(view, { pg, members, write }) {
    if (members.length > SETS_OF) return 0;
    const writes = minimalSets(write, members);
    const [apart] = disjointPairs(writes, writes);
    if (apart !== undefined) return share(pg, "at any time", ...apart);
    const old = view.config.group(pg);
    if (old === undefined || old.members.length > SETS_OF) return writes.length ** 2;
    const before = minimalSets(old.write, old.members);
    const [torn] = disjointPairs(before, writes);
    if (torn !== undefined) return share(pg, "by the rules of before this line", ...torn);
    return (writes.length + before.length) * writes.length;
  },
});

function share(
  pg: string,
  when: string,
  one: readonly SegmentId[],
  other: readonly SegmentId[],
): Violation {
  return {
    why: `In group ${pg}, ${setOf(one)} and ${
      setOf(other)
    } are write quorums without a common copy`,
    given: [
      `W1 = ${setOf(one)} meets the write rule of ${pg} ${when}`,
      `W2 = ${setOf(other)} meets the write rule of ${pg} from this line on`,
    ],
    so: [
      "a writer that only W1 knows of can complete writes on W1",
      "a writer that only W2 knows of can complete writes on W2, and no copy refuses either",
      "two histories are durable at once: a contradiction",
    ],
    field: "write",
  };
}
