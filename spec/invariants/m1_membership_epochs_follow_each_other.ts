import type { Quorum } from "../../model/quorum/quorum.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { JOINT, shows, THREE_COPIES } from "./fixtures.ts";

/** Of two who have seen the same members, only one may change them: the other asks again. */
export const membershipEpochsFollowEachOther: Invariant = claim({
  id: "membership-epochs-follow-each-other",
  code: "M1",
  says:
    "Each change of the members or rules of a group raises its membership epoch by one, so that who " +
    "presents an older one than the one that stands changes nothing.",
  source: "S18 §4.1 (that the epoch rises at each transition: Figure 5)",
  needs: [["membership-epoch"], ["group"]],
  on: ["membership-epoch", "group"],
  holds: shows(
    "membership-epoch",
    "membership-epoch pg=p0 mepoch=1",
    THREE_COPIES,
    "membership-epoch pg=p0 mepoch=2",
    JOINT,
  ),
  breaks: shows(
    "membership-epoch",
    "membership-epoch pg=p0 mepoch=1",
    THREE_COPIES,
    "membership-epoch pg=p0 mepoch=1",
  ),
  check: (view, event) => event.kind === "group" ? isRaised(view, event) : isNext(view, event),
});

/** What a copy or an instance learns is none of this: they may skip epochs. */
function isNext(view: View, event: EventOf<"membership-epoch">): Finding {
  const { pg, mepoch, seg, instance } = event;
  const before = view.points.epoch(`membership of ${pg}`);
  if (seg !== undefined || instance !== undefined || before === 0) return 0;
  if (mepoch === before + 1) return 1;
  return {
    why: `The membership epoch of group ${pg} goes from ${before} to ${mepoch}`,
    given: [
      `membership epoch ${before} of ${pg} was raised on an earlier line`,
      `this line raises membership epoch ${mepoch}`,
    ],
    so: mepoch <= before
      ? [
        `who raises ${mepoch} has presented epoch ${mepoch - 1}, and ${before} stood already`,
        `what changed in epoch ${before} is overwritten by one who has not seen it: a contradiction`,
      ]
      : [
        "each transition raises the epoch by one, so one in between is missing",
        `whoever keeps to epoch ${before + 1} cannot be told from who skipped it: a contradiction`,
      ],
    field: "mepoch",
  };
}

/** A `group` line that says what stood before changes nothing. */
function isRaised(view: View, event: EventOf<"group">): Finding {
  const { pg, members, write, read } = event;
  const before = view.config.group(pg);
  if (before === undefined) return 0;
  const said = ({ members, write, read }: Pick<typeof event, "members" | "write" | "read">) =>
    JSON.stringify([
      members.map(({ segment, az, kind }) => `${segment}@${az}:${kind}`).sort(),
      saidOf(write),
      saidOf(read),
    ]);
  if (said(before) === said({ members, write, read })) return 0;
  const epoch = view.points.epoch(`membership of ${pg}`);
  if (epoch > view.config.since(pg)) return 1;
  return {
    why: `Group ${pg} changes in membership epoch ${epoch}, which others have already`,
    given: [
      `the line of ${pg} before this one stands in membership epoch ${epoch}, too`,
      "this line tells other members or rules",
    ],
    so: [
      `two that both keep to membership epoch ${epoch} count by different rules`,
      "no copy can refuse the one that has not heard of the change: a contradiction",
    ],
    field: "members",
  };
}

/** A rule in words that are the same in whichever order it names its copies and parts. */
function saidOf(rule: Quorum): string {
  if ("count" in rule) {
    return JSON.stringify([rule.count, typeof rule.of === "string" ? rule.of : rule.of.toSorted()]);
  }
  const [sign, parts] = "and" in rule ? ["and", rule.and] : ["or", rule.or];
  return JSON.stringify([sign, ...parts.map(saidOf).sort()]);
}
