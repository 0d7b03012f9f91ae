import type { EventOf } from "../../traces/event.ts";
import type { Finding, Invariant } from "../invariant.ts";
import type { View } from "../view.ts";
import { firstMissable, readsOf, seesFilling } from "../view/ready.ts";
import { claim } from "./claim.ts";
import { JOINT, REPLACED, shows, THREE_COPIES } from "./fixtures.ts";
import { copies, letR } from "./words.ts";

const RECORD = "write lsn=1 pg=p0 prev=0 cpl";

/** Who is replaced may be read no more, and may have to be taken back until it is. */
export const replacedCopiesCountNoMore: Invariant = claim({
  id: "replaced-copies-count-no-more",
  code: "M5",
  says:
    "A PGCL counts no acknowledgement of a copy that is no member any more, nor one of an older " +
    "membership epoch than the writer was told of, and a copy is thrown away only when it is no " +
    "member and each record that was durable is found without it.",
  source: "S18 §4.1",
  needs: [["group"], ["pgcl", "discard"]],
  on: ["pgcl", "discard"],
  holds: shows(
    "write,store,discard",
    THREE_COPIES,
    RECORD,
    "store seg=a1 lsn=1",
    "store seg=b1 lsn=1",
    JOINT,
    REPLACED,
    "discard seg=c1",
  ),
  breaks: shows("write,store,discard", THREE_COPIES, "discard seg=c1"),
  check: (view, event) => event.kind === "pgcl" ? counts(view, event) : isNeeded(view, event),
});

function counts(view: View, { pg, lsn }: EventOf<"pgcl">): Finding {
  if (view.config.past(pg).length === 0 || view.log.chain(pg) === undefined) return 0;
  const record = view.firstUnacked(pg, lsn);
  if (record === undefined) return 1;
  const others = view.strangers(record);
  const late = view.answers.late(record.lsn);
  if (others.length + late.length === 0) return 0; // too few, and nobody besides: Q3
  return {
    why: `PGCL ${lsn} of group ${pg} counts LSN ${record.lsn}, which only ${
      copies(view.ackers(record))
    } acknowledged as members`,
    given: [
      letR(record),
      ...others.length > 0
        ? [`${copies(others)} acknowledged R, and left ${pg} on an earlier line`]
        : [],
      ...late.length > 0
        ? [`${copies(late)} acknowledged R in a membership epoch that the writer has left`]
        : [],
    ],
    so: [
      "what a copy says counts only while it is a member, in the epoch of who asks",
      `without them R is on no write quorum of ${pg} that the writer knows of: a contradiction`,
    ],
    field: "lsn",
  };
}

function isNeeded(view: View, { seg }: EventOf<"discard">): Finding {
  const home = view.config.home(seg);
  if (home !== undefined) {
    return {
      why: `${seg} is thrown away while it is a member of group ${home.pg}`,
      given: [`${seg} is a member of ${home.pg}`],
      so: [
        `a change that put ${seg} under suspicion may still be taken back, and then it counts`,
        `what ${seg} has made durable is gone by then: a contradiction`,
      ],
      field: "seg",
    };
  }
  if (!seesFilling(view)) return 1;
  for (const group of view.config.groups) {
    const missed = readsOf(group).map((rule) => firstMissable(view, group.pg, group, rule));
    const [first] = missed;
    if (first === undefined || missed.includes(undefined) || !view.holds(seg, first.record.lsn)) {
      continue;
    }
    return {
      why: `${seg} is thrown away, and LSN ${first.record.lsn} is not safe without it`,
      given: [
        letR(first.record),
        "R has been durable on a write quorum",
        `${seg} holds R, and of the members of ${group.pg} ${copies(first.holders)}`,
      ],
      so: [
        `a read quorum of ${group.pg} can be without R: the group is not repaired yet`,
        `${seg} was the copy to repair it from: a contradiction`,
      ],
      field: "seg",
    };
  }
  return 1;
}
