import { type Group, meets } from "../../model/quorum/quorum.ts";
import type { PgId, SegmentId } from "../../model/terms.ts";
import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { isJoint } from "../view/memberships.ts";
import { firstMissable, type Missable, readsOf, seesFilling } from "../view/ready.ts";
import { claim } from "./claim.ts";
import { JOINT, REPLACED, shows, THREE_COPIES } from "./fixtures.ts";
import { copies, letR } from "./words.ts";

const DURABLE = [
  "write lsn=1 pg=p0 prev=0 cpl",
  "store seg=b1 lsn=1",
  "store seg=c1 lsn=1",
];

/** A copy that is new has nothing to tell, and must not be taken for one that knows of nothing. */
export const newMembershipHasWhatWasDurable: Invariant = claim({
  id: "new-membership-has-what-was-durable",
  code: "M3",
  says:
    "A membership that is new stands alone, and is read from by a recovery, only once each read quorum " +
    "of it finds every record that was durable: its newcomers are hydrated, and its survivors have " +
    "what those who left had.",
  source: "S18 §4.1 (that an unhydrated copy does not count: derived)",
  needs: [["group"], ["write"], ["store", "scl"]],
  on: ["group", "recovery"],
  holds: shows(
    "write,store,gossip",
    THREE_COPIES,
    ...DURABLE,
    JOINT,
    "gossip seg=c2 from=c1 lsn=1",
    REPLACED,
  ),
  breaks: shows("write,store,gossip", THREE_COPIES, ...DURABLE, JOINT, REPLACED),
  check(view, event) {
    if (!seesFilling(view) || !view.sees("write")) return 0;
    return event.kind === "group" ? standsAlone(view, event) : isReadFrom(view, event);
  },
});

/** Somebody must be able to read: of several memberships, one. */
function standsAlone(view: View, event: EventOf<"group">): Finding {
  const { pg, members } = event;
  const old = view.config.group(pg);
  if (old === undefined || !isChanged(old, event)) return 0;
  let missed: Missable | undefined;
  for (const rule of readsOf(event)) {
    missed = firstMissable(view, pg, { members }, rule);
    if (missed === undefined) return 1;
  }
  return missed === undefined ? 0 : lost(pg, missed, `Group ${pg} changes to ${named(event)}`);
}

function isChanged(old: Group, next: Group): boolean {
  const names = ({ members }: Group) => members.map(({ segment }) => segment).sort().join();
  return names(old) !== names(next) || isJoint(old) !== isJoint(next);
}

/** Where one membership stands, R7 asks for a read quorum. */
function isReadFrom(view: View, { responders, vepoch }: EventOf<"recovery">): Finding {
  let met = 0;
  for (const group of view.config.groups) {
    if (!isJoint(group)) continue;
    const { pg, members } = group;
    const read = readsOf(group).filter((rule) => meets(rule, responders, members));
    const missed = read.map((rule) => firstMissable(view, pg, group, rule, vepoch));
    if (missed.some((each) => each === undefined)) met++;
    else if (missed[0] !== undefined) {
      const heard = responders.filter((copy) => group.has(copy));
      return lost(pg, missed[0], `The recovery hears ${copies(heard)} of group ${pg}`, heard);
    }
  }
  return met;
}

function named({ members }: Group): string {
  return copies(members.map(({ segment }) => segment));
}

function lost(
  pg: PgId,
  { record, holders }: Missable,
  what: string,
  heard: readonly SegmentId[] = [],
): Violation {
  return {
    why: `${what}, and a read quorum of the new membership may miss LSN ${record.lsn}`,
    given: [
      letR(record),
      "R, with every record of the group below it, has been durable on a write quorum",
      `the members that hold R: ${copies(holders)}`,
    ],
    so: heard.length > 0
      ? [
        `${copies(heard)} are a read quorum only of a membership that has not got what was durable`,
        `another one may be all that hold R, so that nobody can tell whether R is lost: a contradiction`,
      ]
      : [
        `members of ${pg} that meet the read rule can all be without R`,
        "a recovery that hears them alone goes ahead without R: a contradiction",
      ],
    field: heard.length > 0 ? "responders" : "members",
  };
}
