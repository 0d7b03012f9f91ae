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
import type { StorageMove } from "../deeds.ts";
import type { LocalState, World } from "../explore/system.ts";
import { named } from "../named.ts";
import { stampOf } from "../recovery/epochs.ts";
import { sentBefore } from "../recovery/former.ts";
import { hasSorted, holds, type SegmentContext } from "../segment/segment.ts";
import type { Lsn, PgId, RedoRecord, SegmentId } from "../terms.ts";
import { pgmrplOf, type WriterContext } from "../writer/writer.ts";

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

/** An instance that writes, or wrote: the first one of a volume, or the one that took its place. */
export type Scribe = "writer" | "successor";

/** What the writer knows in a state of the world. */
export function writerIn(world: World): WriterContext {
  return world.state("writer").context;
}

/** The PGMRPL of a writer in a state of the world. */
export function pgmrplIn(world: World, pg: PgId, by: Scribe = "writer"): Lsn {
  return pgmrplOf(world.state(by).context, pg);
}

/** A record of the log reaches a copy: into its incoming queue, or all the way to its hot log. */
export function ship(
  { segment, pg }: Place,
  lsn: Lsn,
  does: "receive" | "store",
  by: Scribe = "writer",
): StorageMove {
  const sent = sentBefore(lsn, pg);
  return {
    name: `${segment}.${does}s.${lsn}`,
    deed: { does, segment, lsn },
    plan(world) {
      const { log, epoch, stamp } = world.part(by, requestsOf);
      const record = log.find((record) => record.lsn === lsn && record.pg === pg);
      if (record !== undefined) {
        return [{ to: segment, event: { type: does, record, epoch, ...stamp } }];
      }
      const late = by === "successor" ? world.part(by, sent) : undefined;
      return late && [{ to: segment, event: { type: does, ...late } }];
    },
  };
}

/**
 * A writer learns that a copy holds a record, with the SCL of the copy as of now, or as of when the
 * copy left the epoch of that writer.
 */
export function ack({ segment, pg }: Place, lsn: Lsn, to: Scribe = "writer"): StorageMove {
  const event = { type: "ack", segment, pg, lsn } as const;
  const sayings = sayingsOn(`${lsn}`);
  return {
    name: `${segment}.acks.${lsn}`,
    deed: { does: "ack", segment, pg, lsn },
    plan(world) {
      const { epoch, informed, farewell, holdsIt, scl, stamp } = world.part(segment, sayings);
      if (epoch !== world.part(to, epochOfWriter)) {
        const { held, ...then } = farewell;
        // The chain of what it has collected since is not in it by name.
        return to === "writer" && (held.includes(lsn) || lsn <= then.scl)
          ? [{ to, event: { ...event, ...then } }]
          : undefined;
      }
      if (informed !== epoch) return undefined;
      return holdsIt ? [{ to, event: { ...event, scl, ...stamp } }] : undefined;
    },
  };
}

/**
 * A copy learns a record that it lacks from a peer that had it in its hot log. The answer may come
 * when the peer has crashed since, or has collected the record. It tells the SCL of now, for no
 * published rule reads that.
 */
export function gossip(
  { segment, pg }: Place,
  peer: SegmentId,
  lsn: Lsn,
  by: Scribe = "writer",
): StorageMove {
  const logged = recordOfLog(lsn, pg);
  const sent = sentBefore(lsn, pg);
  const sentBy = (world: World) => world.part(by, logged) ?? world.part(by, sent)?.record;
  const offered = ({ context }: { readonly context: SegmentContext }) =>
    // Who does not know yet what its epoch annulled spreads nothing.
    hasSorted(context, lsn) && context.informed === context.epoch
      ? {
        record: context.hotLog.find((record) => record.lsn === lsn),
        peerScl: context.scl,
        informed: context.informed,
        ...stampOf(context.membership),
      }
      : undefined;
  return {
    name: `${segment}.learns.${lsn}.from.${peer}`,
    deed: { does: "gossip", segment, lsn },
    plan(world) {
      const copy = world.state(segment);
      if (copy.matches("crashed") || holds(copy.context, lsn)) return undefined;
      const offer = world.part(peer, offered);
      const record = offer && (offer.record ?? sentBy(world));
      return record && [{ to: segment, event: { ...offer, type: "gossip", from: peer, record } }];
    },
  };
}

/** The volume epoch of a writer. */
export const epochOfWriter = ({ context }: { readonly context: WriterContext }) =>
  context.start.epoch;

/** What the requests of a writer tell: its log, and the epochs that they are of. */
const requestsOf = ({ context }: { readonly context: WriterContext }) => ({
  log: context.log,
  epoch: context.start.epoch,
  stamp: stampOf(context.membership),
});

/** What a copy can say of a record, or can have said before it crashed. */
const sayingsOn = named((lsn) => (copy: LocalState) => {
  const { epoch, informed, farewell, membership, scl } = copy.context as SegmentContext;
  const holdsIt = copy.matches("crashed")
    ? holds(copy.context, BigInt(lsn))
    : copy.can({ type: "acknowledge", lsn: BigInt(lsn) });
  return { epoch, informed, farewell, holdsIt, scl, stamp: stampOf(membership) };
});

/** A record of a group in a log, as a part of what the writer knows. */
function recordOfLog(lsn: Lsn, pg: PgId) {
  return ({ context }: { readonly context: WriterContext }): RedoRecord | undefined =>
    context.log.find((record) => record.lsn === lsn && record.pg === pg);
}
