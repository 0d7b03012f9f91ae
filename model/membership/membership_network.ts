/**
 * What the network does in a group whose members change: only who counts is written to and asked,
 * and what was said in an older epoch may come late.
 *
 * @module
 */
import type { MembershipBounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import { type Epoch, FIRST_EPOCH, stampOf } from "../recovery/epochs.ts";
import { epochOf, isMemberAt } from "./membership_moves.ts";
import { ack, gossip, type Place, ship } from "../network/network.ts";
import type { SegmentContext } from "../segment/segment.ts";
import type { Lsn, SegmentId } from "../terms.ts";

/** The same as in a group whose members stay: a record on its way in, and what is said of it. */
export function changingPipeline(
  site: Place,
  lsn: Lsn,
  { transitions, steps }: MembershipBounds,
): StorageMove[] {
  const { segment, peers } = site;
  const epochs = Array.from({ length: transitions }, (_, nth) => FIRST_EPOCH + nth);
  return [
    among(ship(site, lsn, "store"), segment, "writer"),
    ...peers.map((peer) => among(gossip(site, peer, lsn), segment, peer)),
    ack(site, lsn),
    ...steps === "apart" ? epochs.map((epoch) => ackOf(epoch, site, lsn)) : [],
  ];
}

/** Only to a copy that is a member in the epoch of who sends. */
function among(move: StorageMove, segment: SegmentId, from: string): StorageMove {
  return {
    ...move,
    plan(world) {
      const epoch = world.part(from, epochOf);
      return world.part("membership", isMemberAt(`${segment} ${epoch}`))
        ? move.plan(world)
        : undefined;
    },
  };
}

/** What a copy said in an epoch that it has left since. */
function ackOf(epoch: Epoch, { segment, pg }: Place, lsn: Lsn): StorageMove {
  const saying = ({ context }: { readonly context: SegmentContext }) => {
    const said = context.left[epoch];
    return said?.held.includes(lsn) ? said.scl : undefined;
  };
  return {
    name: `${segment}.acks.${lsn}.of.membership.${epoch}`,
    deed: { does: "ack", segment, pg, lsn },
    plan(world) {
      const scl = world.part(segment, saying);
      if (scl === undefined) return undefined;
      return [{ to: "writer", event: { type: "ack", segment, pg, lsn, scl, ...stampOf(epoch) } }];
    },
  };
}
