import { azsOf, lossOfAz, without } from "../../model/quorum/placement.ts";
import { meets } from "../../model/quorum/quorum.ts";
import type { Invariant } from "../invariant.ts";
import { GroupConfig } from "../view/config.ts";
import { claim } from "./claim.ts";
import { shows, SIX_COPIES } from "./fixtures.ts";
import { copies, tooFew } from "./words.ts";

/** Writes go on without an AZ: design goal (b) of S17 §2.1. */
export const azLossLeavesAWriteQuorum: Invariant = claim({
  id: "az-loss-leaves-a-write-quorum",
  code: "Q5",
  says:
    "After the loss of any one AZ the copies that are left still meet the write rule, unless an AZ " +
    "is given up already.",
  source: "S17 §2.1, S18 §1, §4.1",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", SIX_COPIES),
  // Writing to five of six: reads are easier, and one AZ is one copy too many to lose.
  breaks: shows("group", SIX_COPIES.replace("write=4/all read=3/all", "write=5/all read=2/all")),
  check(view, event) {
    const { pg, members, write } = event;
    if (new GroupConfig(pg, event, view.config.group(pg)).isDegraded) return 0;
    for (const az of azsOf(members)) {
      const lost = lossOfAz(members, az);
      const left = without(members, lost);
      if (meets(write, left, members)) continue;
      return {
        why: `The loss of AZ ${az} leaves group ${pg} without a write quorum`,
        given: [
          `${copies(lost)} ${lost.length === 1 ? "stands" : "stand"} in AZ ${az}`,
          `${copies(left)} ${left.length < 2 ? "is" : "are"} left without that AZ`,
        ],
        so: [
          tooFew(left, pg),
          "no write completes until the AZ is back, though one AZ is all that was lost: a " +
          "contradiction",
        ],
        field: "write",
      };
    }
    return azsOf(members).length;
  },
});
