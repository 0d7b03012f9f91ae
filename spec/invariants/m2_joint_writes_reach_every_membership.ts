import { meets } from "../../model/quorum/quorum.ts";
import type { Finding, Invariant } from "../invariant.ts";
import { isJoint, writesOf } from "../view/memberships.ts";
import { minimalSets } from "../view/sets.ts";
import { SETS_OF } from "../view/sight.ts";
import { claim } from "./claim.ts";
import { JOINT, shows } from "./fixtures.ts";
import { setOf } from "./words.ts";

/** Whichever membership stands in the end must have all that was written meanwhile. */
export const jointWritesReachEveryMembership: Invariant = claim({
  id: "joint-writes-reach-every-membership",
  code: "M2",
  says:
    "While several memberships of a group stand, whatever meets its write rule meets the write rule of " +
    "each of them.",
  source: "S18 §4.1, Figure 5",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", JOINT),
  breaks: shows("group", JOINT.replace("&", "|")),
  check(_, event): Finding {
    const { pg, members, write } = event;
    if (!isJoint(event) || members.length > SETS_OF) return 0;
    const parts = writesOf(event);
    const sets = minimalSets(write, members);
    for (const set of sets) {
      const missed = parts.findIndex((part) => !meets(part, set, members));
      if (missed < 0) continue;
      return {
        why: `In group ${pg}, write quorum ${
          setOf(set)
        } does for one membership and not for another`,
        given: [
          `W = ${setOf(set)} meets the write rule of ${pg}`,
          `it does not meet part ${
            missed + 1
          } of that rule, of another membership that may stand in ` +
          "the end",
        ],
        so: [
          "a record stored on W alone is durable now",
          "when the other membership stands alone, a read quorum of it may miss the record: a " +
          "contradiction",
        ],
        field: "write",
      };
    }
    return sets.length * parts.length;
  },
});
