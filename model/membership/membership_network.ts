/**
 * What the network does in a group whose members change: only who counts is written to and asked,
 * and what was said in an older epoch may come late.
 *
 * @module
 */
import type { MembershipBounds } from "../bounds.ts";
import type { StorageMove } from "../deeds.ts";
import { type Epoch, FIRST_EPOCH, stampOf } from "../recovery/epochs.ts";
import { epochOf } from "./membership_answers.ts";
import { isMemberAt } from "./membership_moves.ts";
import { named } from "../named.ts";
import { ack, gossip, type Place, ship, writerIn } from "../network/network.ts";
import type { SegmentContext } from "../segment/segment.ts";
import type { Lsn, SegmentId } from "../terms.ts";

/** The same as in a group whose members stay: a record on its way in, and what is said of it. */
export function changingPipeline(
  site: Place,
  lsn: Lsn,
  { transitions, steps, replacements }: MembershipBounds,
  collects: boolean,
): StorageMove[] {
  const { segment, peers } = site;
  const epochs = Array.from({ length: transitions }, (_, nth) => FIRST_EPOCH + nth);
  const isNewcomer = replacements.some(({ newcomer }) => newcomer === segment);
  const shipped = among(ship(site, lsn, "store"), segment, "writer");
  return [
    collects && isNewcomer ? unlessDurable(shipped, lsn, site) : shipped,
    ...peers.map((peer) => among(gossip(site, peer, lsn), segment, peer))
      .map((move, nth) => collects ? whileKept(move, lsn, peers[nth]!) : move),
    ack(site, lsn),
    ...steps === "apart" ? epochs.map((epoch) => ackOf(epoch, site, lsn)) : [],
  ];
}

/** The way in of a record of the writer after a recovery. */
export function changingSuccessor(site: Place, lsn: Lsn): StorageMove[] {
  const { segment, peers } = site;
  return [
    among(ship(site, lsn, "store", "successor"), segment, "successor"),
    ...peers.map((peer) => among(gossip(site, peer, lsn, "successor"), segment, peer)),
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

/** A writer keeps no record that is durable: who comes later gets it from peers. */
function unlessDurable(move: StorageMove, lsn: Lsn, { pg }: Place): StorageMove {
  return {
    ...move,
    plan: (world) => writerIn(world).pgcl[pg]! < lsn ? move.plan(world) : undefined,
  };
}

/** What a peer has collected it cannot send; that an answer sent before is late is left out. */
function whileKept(move: StorageMove, lsn: Lsn, peer: SegmentId): StorageMove {
  return {
    ...move,
    plan: (world) => world.part(peer, keeps(`${lsn}`)) ? move.plan(world) : undefined,
  };
}

/** Is a record in the log of a copy still? */
const keeps = named((lsn) => ({ context }: { readonly context: SegmentContext }): boolean =>
  context.hotLog.some((record) => record.lsn === BigInt(lsn))
);

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
