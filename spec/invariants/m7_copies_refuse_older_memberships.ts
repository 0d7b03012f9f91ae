import type { EventOf } from "../../traces/event.ts";
import type { PgId, SegmentId } from "../../model/terms.ts";
import type { Invariant, Violation } from "../invariant.ts";
import type { View } from "../view.ts";
import { claim } from "./claim.ts";
import { shows, THREE_COPIES } from "./fixtures.ts";

const REQUESTS = ["receive", "store", "gossip", "baseline"] as const;

type Request = EventOf<typeof REQUESTS[number]>;

/** What a copy had when it entered an epoch was counted then: more of an older one nobody looks for. */
export const copiesRefuseOlderMemberships: Invariant = claim({
  id: "copies-refuse-older-memberships",
  code: "M7",
  says:
    "A copy that has entered a membership epoch of its group receives, stores and fetches nothing any " +
    "more on a request of an older one, and sends nothing to a peer on one.",
  source: "S18 §4.1",
  needs: [["membership-epoch"], [...REQUESTS]],
  on: [...REQUESTS],
  hearsStale: true,
  holds: shows(
    "membership-epoch,store",
    "membership-epoch pg=p0 mepoch=1",
    THREE_COPIES,
    "membership-epoch pg=p0 mepoch=2 seg=a1",
    "store seg=b1 lsn=1 mepoch=1  # b1 has not entered epoch 2 yet",
    "store seg=a1 lsn=1 mepoch=2",
  ),
  breaks: shows(
    "membership-epoch,store",
    THREE_COPIES,
    "membership-epoch pg=p0 mepoch=2 seg=a1",
    "store seg=a1 lsn=1 mepoch=1",
  ),
  check(view, event) {
    const { seg, mepoch } = event;
    const pg = groupOf(view, event);
    if (mepoch === undefined || pg === undefined) return 0;
    const entered = (copy: SegmentId) => view.points.epoch(`membership of ${pg} on ${copy}`);
    const copies = "from" in event ? [seg, event.from] : [seg];
    const copy = copies.find((copy) => entered(copy) > mepoch);
    if (copy !== undefined) return taken(event, { copy, epoch: entered(copy), mepoch });
    return copies.some((copy) => entered(copy) > 0) ? 1 : 0;
  },
});

/** A copy that is no member yet, or not any more, has a peer or a record that tells its group. */
function groupOf({ config, log }: View, event: Request): PgId | undefined {
  const home = config.home(event.seg) ?? ("from" in event ? config.home(event.from) : undefined);
  return home?.pg ?? log.record(event.kind === "baseline" ? event.upto : event.lsn)?.pg;
}

interface Late {
  readonly copy: SegmentId;
  readonly epoch: number;
  readonly mepoch: number;
}

function taken(event: Request, { copy, epoch, mepoch }: Late): Violation {
  return {
    why: `${
      doing(event)
    } on a request of membership epoch ${mepoch}, after ${copy} entered ${epoch}`,
    given: [
      `${copy} has entered membership epoch ${epoch} of its group`,
      `the request is of membership epoch ${mepoch}`,
    ],
    so: [
      `what ${copy} had as it entered epoch ${epoch} was taken for all that it has of older ones`,
      "a record may reach a write quorum of older members that nobody looks for any more: a " +
      "contradiction",
    ],
    field: "mepoch",
  };
}

function doing(event: Request): string {
  switch (event.kind) {
    case "gossip":
      return `${event.seg} fetches LSN ${event.lsn} from ${event.from}`;
    case "baseline":
      return `${event.seg} takes a baseline from ${event.from}`;
    default:
      return `${event.seg} ${event.kind}s LSN ${event.lsn}`;
  }
}
