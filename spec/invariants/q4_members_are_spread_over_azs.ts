import { azsOf, lossOfAz } from "../../model/quorum/placement.ts";
import type { Member, SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { membershipsOf } from "../view/memberships.ts";
import { claim } from "./claim.ts";
import { FULL_AND_TAIL, shows, SIX_COPIES } from "./fixtures.ts";
import { copies } from "./words.ts";

/** The placement that makes an AZ a unit of failure the quorums were chosen for. */
export const membersAreSpreadOverAzs: Invariant = claim({
  id: "members-are-spread-over-azs",
  code: "Q4",
  says:
    "The members of a group are distinct copies of no other group, no AZ holds more than two of " +
    "them, and where there are tail segments each AZ holds exactly one full one.",
  source: "S17 §2.1, §2.2; S18 §4.2 (the placement of full segments is derived)",
  needs: [["group"]],
  on: ["group"],
  holds: shows("group", FULL_AND_TAIL),
  breaks: shows("group", SIX_COPIES.replace("b1@B", "b1@A")),
  check(view, event) {
    const { pg, members } = event;
    const twice = members.find(({ segment }, i) =>
      members.findIndex((member) => member.segment === segment) < i
    );
    if (twice !== undefined) return namedTwice(pg, twice.segment);
    const shared = members.find(({ segment }) => isElsewhere(view, pg, segment));
    if (shared !== undefined) {
      return standsElsewhere(pg, shared.segment, view.config.home(shared.segment)!.pg);
    }
    let met = 0;
    for (const membership of membershipsOf(event)) {
      for (const az of azsOf(membership)) {
        const wrong = tooMany(pg, az, membership) ?? notOneFull(pg, az, membership);
        if (wrong !== undefined) return wrong;
        met++;
      }
    }
    return met;
  },
});

function isElsewhere(view: View, pg: string, segment: SegmentId): boolean {
  const home = view.config.home(segment);
  return home !== undefined && home.pg !== pg;
}

function namedTwice(pg: string, segment: SegmentId): Violation {
  return {
    why: `Group ${pg} names copy ${segment} twice`,
    given: [`the members of ${pg} name ${segment} more than once`],
    so: [
      "a quorum counts a copy once",
      "the group has fewer copies than it names: a contradiction",
    ],
    field: "members",
  };
}

function standsElsewhere(pg: string, segment: SegmentId, other: string): Violation {
  return {
    why: `Copy ${segment} is a member of group ${other} and of group ${pg}`,
    given: [`${segment} is a member of ${other}`, `this line makes it a member of ${pg} too`],
    so: [
      "a segment is one copy of one protection group",
      `what ${segment} reports could be meant for either group: a contradiction`,
    ],
    field: "members",
  };
}

function tooMany(pg: string, az: string, members: readonly Member[]): Violation | undefined {
  const inAz = lossOfAz(members, az);
  if (inAz.length <= 2) return undefined;
  return {
    why: `AZ ${az} holds ${inAz.length} members of group ${pg}: ${copies(inAz)}`,
    given: [`${copies(inAz)} stand in AZ ${az}`],
    so: [
      "an AZ fails as a whole, and its loss may take two copies of a group at most",
      `the loss of ${az} takes ${inAz.length}: a contradiction`,
    ],
    field: "members",
  };
}

function notOneFull(pg: string, az: string, members: readonly Member[]): Violation | undefined {
  if (members.every(({ kind }) => kind === "full")) return undefined;
  const fulls = members.filter((member) => member.az === az && member.kind === "full")
    .map(({ segment }) => segment);
  if (fulls.length === 1) return undefined;
  return {
    why: `AZ ${az} holds ${
      fulls.length === 0 ? "no" : "more than one"
    } full segment of group ${pg}`,
    given: [`the full segments of ${pg} in AZ ${az}: ${copies(fulls)}`],
    so: [
      "blocks are kept on full segments only, one in each AZ, so that AZ+1 leaves one of them",
      "with two in one AZ, or none, AZ+1 can take them all: a contradiction",
    ],
    field: "members",
  };
}
