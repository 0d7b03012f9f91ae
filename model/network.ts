/**
 * What the network may do: deliver late, twice, in any order, from any past moment, or never.
 *
 * Nothing in flight is stored. While the writer lives, whatever was sent can be derived: a record of
 * its log may reach any copy of its group at any time, and a record that a copy has sorted may reach
 * any of its peers, even if the copy is down since. An acknowledgement tells what a copy had when it
 * was sent: what it has now, or what it can have had before (`late.ts`).
 *
 * @module
 */
import type { StorageMove } from "./deeds.ts";
import type { World } from "./explore/system.ts";
import { hasSorted, holds, type SegmentContext } from "./segment.ts";
import type { Lsn, PgId, RedoRecord, SegmentId } from "./terms.ts";
import type { WriterContext } from "./writer.ts";

/** A place in the network: a copy, its group, and the other copies of the group. */
export interface Place {
  readonly segment: SegmentId;
  readonly pg: PgId;
  readonly peers: readonly SegmentId[];
}

/** What a segment has in a state of the world. */
export function segmentIn(world: World, segment: SegmentId): SegmentContext {
  return world.state(segment).context;
}

/** What the writer knows in a state of the world. */
export function writerIn(world: World): WriterContext {
  return world.state("writer").context;
}

/** A record of the log reaches a copy: into its incoming queue, or all the way to its hot log. */
export function ship({ segment }: Place, lsn: Lsn, does: "receive" | "store"): StorageMove {
  const logged = recordOfLog(lsn);
  return {
    name: `${segment}.${does}s.${lsn}`,
    deed: { does, segment, lsn },
    plan(world) {
      const record = world.part("writer", logged);
      return record && [{ to: segment, event: { type: does, record } }];
    },
  };
}

/** The writer learns that a copy holds a record, with the SCL of the copy as of now. */
export function ack({ segment, pg }: Place, lsn: Lsn): StorageMove {
  return {
    name: `${segment}.acks.${lsn}`,
    deed: { does: "ack", segment, pg, lsn },
    plan(world) {
      const copy = world.state(segment);
      const sent = copy.matches("crashed")
        ? holds(copy.context, lsn)
        : copy.can({ type: "acknowledge", lsn });
      const { scl } = copy.context;
      return sent ? [{ to: "writer", event: { type: "ack", segment, pg, lsn, scl } }] : undefined;
    },
  };
}

/**
 * A copy learns a record that it lacks from a peer that had it in its hot log. The answer may come
 * when the peer has crashed since, or has collected the record. It tells the SCL of now, for no
 * published rule reads that.
 */
export function gossip({ segment }: Place, peer: SegmentId, lsn: Lsn): StorageMove {
  const logged = recordOfLog(lsn);
  const offered = ({ context }: { readonly context: SegmentContext }) =>
    hasSorted(context, lsn)
      ? { record: context.hotLog.find((record) => record.lsn === lsn), peerScl: context.scl }
      : undefined;
  return {
    name: `${segment}.learns.${lsn}.from.${peer}`,
    deed: { does: "gossip", segment, lsn },
    plan(world) {
      const copy = world.state(segment);
      if (copy.matches("crashed") || holds(copy.context, lsn)) return undefined;
      const offer = world.part(peer, offered);
      const record = offer && (offer.record ?? world.part("writer", logged));
      return record &&
        [{ to: segment, event: { type: "gossip", from: peer, record, peerScl: offer.peerScl } }];
    },
  };
}

/** A record of a log, as a part of what the writer knows. */
function recordOfLog(lsn: Lsn) {
  return ({ context }: { readonly context: WriterContext }): RedoRecord | undefined =>
    context.log.find((record) => record.lsn === lsn);
}
