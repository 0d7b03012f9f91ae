import { azPlusOne, without } from "../../model/quorum/placement.ts";
import { meets } from "../../model/quorum/quorum.ts";
import type { Member, SegmentId } from "../../model/terms.ts";
import type { Invariant } from "../invariant.ts";
import { GroupConfig, isForAzPlusOne } from "../view/config.ts";
import { claim } from "./claim.ts";
import { FULL_AND_TAIL, shows, SIX_COPIES } from "./fixtures.ts";
import { copies, tooFew } from "./words.ts";

/** No data is lost, and repair is possible, after AZ+1: design goal (a) of S17 §2.1. */
export const azPlusOneLeavesAReadQuorum: Invariant = claim({
  id: "az-plus-one-leaves-a-read-quorum",
  code: "Q6",
  says:
    "Where AZs hold two copies of a group, the loss of any AZ and any one copy more leaves copies " +
    "that meet the read rule, a full segment among them.",
  source: "S17 §2.1, S18 §1, §4.2",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", FULL_AND_TAIL),
  // Reading needs four: writes could then do with three, and AZ+1 leaves three.
  breaks: shows("group", SIX_COPIES.replace("read=3/all", "read=4/all")),
  check(view, event) {
    const { pg, members, read } = event;
    const { isDegraded } = new GroupConfig(pg, event, view.config.group(pg));
    if (isDegraded || !isForAzPlusOne(event)) return 0;
    const losses = azPlusOne(members);
    for (const lost of losses) {
      const left = without(members, lost);
      if (meets(read, left, members) && hasFull(left, members)) continue;
      return {
        why:
          `The loss of ${copies(lost)}, AZ+1, leaves group ${pg} without a read quorum that has ` +
          "the blocks",
        given: [
          `${copies(lost)} are all members of ${pg} in one AZ and one more`,
          `${copies(left)} ${left.length < 2 ? "is" : "are"} left without them`,
        ],
        so: [
          meets(read, left, members)
            ? `no full segment is among ${copies(left)}, so no copy has the blocks`
            : tooFew(left, pg, "read"),
          "the group can neither be recovered nor repaired after AZ+1: a contradiction",
        ],
        field: "read",
      };
    }
    return losses.length;
  },
});

function hasFull(left: readonly SegmentId[], members: readonly Member[]): boolean {
  return members.some(({ segment, kind }) => kind === "full" && left.includes(segment));
}
