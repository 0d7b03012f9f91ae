/**
 * What a step of the model shows to the outside: the same events that a recorder would write.
 *
 * @module
 */
import type { Deed, StorageMove } from "../model/deeds.ts";
import type { World } from "../model/explore/system.ts";
import { segmentIn, writerIn } from "../model/network.ts";
import { durableRecords, type SegmentContext } from "../model/segment.ts";
import type { Lsn, PgId, SegmentId } from "../model/terms.ts";
import { groupOf, type VolumeContext } from "../model/volume.ts";
import type { TraceEvent } from "../traces/event.ts";
import { blockOf, commits, points } from "./project.ts";
import type { PointFacts } from "./view/facts.ts";

/** A step between two states of the model. */
export interface Step {
  readonly move: StorageMove;
  readonly before: World;
  readonly after: World;
}

/** The events of a step, in the order in which they become true. */
export function observe(step: Step): TraceEvent[] {
  const { deed } = step.move;
  switch (deed.does) {
    case "create":
      return groupsShown(step, deed.lal);
    case "allocate":
      return [...writesShown(step), ...pointsShown(step)];
    case "ack":
      return [ackShown(step, deed), ...pointsShown(step)];
    case "loseAz":
      return [{ kind: "az-down", az: deed.az }];
    case "regainAz":
      return [{ kind: "az-up", az: deed.az }];
    case "crash":
    case "restart":
      return [{ kind: deed.does, node: deed.segment }];
    case "gossip":
      return [gossipShown(step, deed), ...sclShown(step, deed.segment)];
    default:
      return pipelineShown(step, deed.segment);
  }
}

type RecordDeed = Extract<Deed, { readonly lsn: Lsn; readonly segment: SegmentId }>;

function groupsShown({ after }: Step, lal: Lsn): TraceEvent[] {
  const { groups }: VolumeContext = after.state("volume").context;
  return [
    ...Object.entries(groups).map(([pg, placement]) =>
      ({ kind: "group", pg, ...groupOf(placement) }) as const
    ),
    { kind: "lal", records: lal },
  ];
}

/**
 * A writer allocates one mini-transaction at a time; it is named by its first LSN. A client asks
 * for its commit before the commit record is written.
 */
function writesShown({ before, after }: Step): TraceEvent[] {
  const fresh = writerIn(after).log.slice(writerIn(before).log.length);
  const mtr = `m${fresh[0]?.lsn}`;
  return fresh.flatMap(({ lsn, pg, prev, cpl, commits: txn }) => {
    const flags = { ...txn && { txn }, ...cpl && { cpl }, ...txn && { commit: true } };
    const write: TraceEvent = { kind: "write", lsn, pg, prev, page: blockOf(pg), mtr, ...flags };
    return txn ? [{ kind: "commit-requested", txn }, write] : [write];
  });
}

function ackShown({ move, before }: Step, { segment: seg, lsn }: RecordDeed): TraceEvent {
  const [delivery] = move.plan(before)!;
  return { kind: "ack", seg, lsn, scl: delivery!.event["scl"] as Lsn };
}

function pointsShown({ before, after }: Step): TraceEvent[] {
  const [old, now] = [before.part("writer", points), after.part("writer", points)];
  const moved = (point: (points: PointFacts, pg: PgId) => Lsn) =>
    Object.keys(now.pgcl).filter((pg) => point(now, pg) !== point(old, pg))
      .map((pg) => ({ pg, lsn: point(now, pg) }));
  const { acked } = after.part("writer", commits);
  return [
    ...moved(({ pgcl }, pg) => pgcl[pg]!).map((point) => ({ kind: "pgcl", ...point }) as const),
    ...now.vcl === old.vcl ? [] : [{ kind: "vcl", lsn: now.vcl } as const],
    ...now.vdl === old.vdl ? [] : [{ kind: "vdl", lsn: now.vdl } as const],
    ...moved(({ pgmrpl }, pg) => pgmrpl[pg]![""]!)
      .map((point) => ({ kind: "pgmrpl", ...point }) as const),
    ...acked.slice(before.part("writer", commits).acked.length)
      .map((txn) => ({ kind: "commit-acked", txn }) as const),
  ];
}

function gossipShown({ move, before }: Step, { segment: seg, lsn }: RecordDeed): TraceEvent {
  const [delivery] = move.plan(before)!;
  return { kind: "gossip", seg, from: delivery!.event["from"] as SegmentId, lsn };
}

function sclShown({ before, after }: Step, seg: SegmentId): TraceEvent[] {
  const { scl } = segmentIn(after, seg);
  return scl === segmentIn(before, seg).scl ? [] : [{ kind: "scl", seg, lsn: scl }];
}

/** What a copy does with its records shows in what it has. */
function pipelineShown(step: Step, seg: SegmentId): TraceEvent[] {
  const [old, now] = [segmentIn(step.before, seg), segmentIn(step.after, seg)];
  const fresh = (records: (of: SegmentContext) => readonly Lsn[]) =>
    records(now).filter((lsn) => !records(old).includes(lsn));
  return [
    ...fresh(({ incoming }) => incoming.map(({ lsn }) => lsn))
      .map((lsn) => ({ kind: "receive", seg, lsn }) as const),
    ...fresh((context) => durableRecords(context).map(({ lsn }) => lsn))
      .map((lsn) => ({ kind: "store", seg, lsn }) as const),
    ...sclShown(step, seg),
    ...now.applied.slice(old.applied.length).map((lsn) =>
      ({ kind: "coalesce", seg, lsn }) as const
    ),
    ...now.staged === old.staged ? [] : [{ kind: "stage", seg, upto: now.staged } as const],
    ...now.collected === old.collected
      ? []
      : [{ kind: "collect", seg, upto: now.collected } as const],
  ];
}
