/**
 * What the network may do: deliver late, twice, in any order, from any past moment, or never.
 *
 * Nothing in flight is stored. While the writer lives, whatever it sent can be derived: a record
 * of its log may reach any copy of its group at any time, or never. An acknowledgement tells a fact
 * that stays true, so it may arrive as of now, or as it stood when the record had just become
 * durable, even from a copy that has crashed since. What lies between those two moments leads to no
 * other state: the writer joins what it is told.
 *
 * @module
 */
import type { StorageMove } from "./deeds.ts";
import type { World } from "./explore/system.ts";
import { holds, type SegmentContext } from "./segment.ts";
import type { Lsn, PgId, SegmentId } from "./terms.ts";
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
  return {
    name: `${segment}.${does}s.${lsn}`,
    deed: { does, segment, lsn },
    plan(world) {
      const record = writerIn(world).log.find((record) => record.lsn === lsn);
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
 * The same, late: with the least SCL that the copy can have had when the record was durable. All
 * that is sorted was sorted before a record that still waits for it came, so that one is never
 * late: where gossip makes an exception, the same acknowledgement could have come in time.
 */
export function lateAck({ segment, pg }: Place, lsn: Lsn, scl: Lsn): StorageMove {
  return {
    name: `${segment}.acks.${lsn}.late`,
    deed: { does: "ack", segment, pg, lsn },
    plan(world) {
      const copy = segmentIn(world, segment);
      if (!hasSorted(copy, lsn) || scl === copy.scl) return undefined;
      return [{ to: "writer", event: { type: "ack", segment, pg, lsn, scl } }];
    },
  };
}

/** A copy fetches a record that it lacks from a peer that has it in its hot log. */
export function gossip({ segment }: Place, peer: SegmentId, lsn: Lsn): StorageMove {
  return {
    name: `${segment}.learns.${lsn}.from.${peer}`,
    deed: { does: "gossip", segment, lsn },
    plan(world) {
      const copy = world.state(segment);
      if (copy.matches("crashed") || holds(copy.context, lsn)) return undefined;
      const from = world.state(peer);
      const { hotLog, scl }: SegmentContext = from.context;
      const record = hotLog.find((record) => record.lsn === lsn);
      if (record === undefined || !from.matches("online")) return undefined;
      return [{ to: segment, event: { type: "gossip", from: peer, record, peerScl: scl } }];
    },
  };
}

function hasSorted({ hotLog, collected }: SegmentContext, lsn: Lsn): boolean {
  return lsn <= collected || hotLog.some((record) => record.lsn === lsn);
}
