/**
 * What a step of the model shows to the outside: the same events that a recorder would write.
 *
 * @module
 */
import type { Deed, StorageMove } from "../model/deeds.ts";
import type { World } from "../model/explore/system.ts";
import { FIRST_EPOCH } from "../model/epochs.ts";
import { type Scribe, segmentIn } from "../model/network.ts";
import { recoveryIn } from "../model/recovery_moves.ts";
import { durableRecords, type SegmentContext, withoutAnnulled } from "../model/segment.ts";
import type { StorageSystem } from "../model/system.ts";
import type { Lsn, PgId, RedoRecord, SegmentId } from "../model/terms.ts";
import { groupOf, type VolumeContext } from "../model/volume.ts";
import type { TraceEvent } from "../traces/event.ts";
import { blockOf } from "./project.ts";
import { commitsIn, log, ownEpoch, pointsIn } from "./project_writers.ts";
import { alive, lastRecovery, scribeIn } from "./recovered.ts";
import type { PointFacts } from "./view/facts.ts";

/** A step between two states of the model. */
export interface StepIn {
  readonly move: StorageMove;
  readonly before: World;
  readonly after: World;
}

interface Step extends StepIn {
  readonly system: StorageSystem;
}

/** The events of a step of a system, in the order in which they become true. */
export function observe(system: StorageSystem, { move, before, after }: StepIn): TraceEvent[] {
  const step = { system, move, before, after };
  const { deed } = move;
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
    case "fence":
      return [epochShown(step, deed.segment)];
    case "truncate":
      return truncationShown(step, deed.segment);
    case "recover":
      return recoveryShown(step, deed.step);
    default:
      return pipelineShown(step, deed.segment);
  }
}

type RecordDeed = Extract<Deed, { readonly lsn: Lsn; readonly segment: SegmentId }>;

function groupsShown({ system, after }: Step, lal: Lsn): TraceEvent[] {
  const { groups }: VolumeContext = after.state("volume").context;
  return [
    ...Object.entries(groups).map(([pg, placement]) =>
      ({ kind: "group", pg, ...groupOf(placement) }) as const
    ),
    { kind: "lal", records: lal },
    ...system.bounds.recovery
      ? [{ kind: "open", instance: "writer", role: "writer", vepoch: FIRST_EPOCH } as const]
      : [],
  ];
}

/**
 * A writer allocates one mini-transaction at a time; it is named by its first LSN. A client asks
 * for its commit before the commit record is written.
 */
function writesShown({ system, before, after }: Step): TraceEvent[] {
  const scribe = scribeIn(system, before);
  const fresh = logOf(after, scribe).slice(logOf(before, scribe).length);
  const mtr = `m${fresh[0]?.lsn}`;
  return fresh.flatMap(({ lsn, pg, prev, cpl, commits: txn }) => {
    const flags = { ...txn && { txn }, ...cpl && { cpl }, ...txn && { commit: true } };
    const write: TraceEvent = { kind: "write", lsn, pg, prev, page: blockOf(pg), mtr, ...flags };
    return txn ? [{ kind: "commit-requested", txn }, write] : [write];
  });
}

function ackShown({ system, move, before }: Step, { segment: seg, lsn }: RecordDeed): TraceEvent {
  const [delivery] = move.plan(before)!;
  const scl = delivery!.event["scl"] as Lsn;
  return { kind: "ack", seg, lsn, scl, ...epochOfWriter(system, before) };
}

function pointsShown({ system, before, after }: Step): TraceEvent[] {
  const [old, now] = [pointsIn(system, before), pointsIn(system, after)];
  const moved = (point: (points: PointFacts, pg: PgId) => Lsn) =>
    Object.keys(now.pgcl).filter((pg) => point(now, pg) !== point(old, pg))
      .map((pg) => ({ pg, lsn: point(now, pg) }));
  const { acked } = commitsIn(system, after);
  return [
    ...moved(({ pgcl }, pg) => pgcl[pg]!).map((point) => ({ kind: "pgcl", ...point }) as const),
    ...now.vcl === old.vcl ? [] : [{ kind: "vcl", lsn: now.vcl } as const],
    ...now.vdl === old.vdl ? [] : [{ kind: "vdl", lsn: now.vdl } as const],
    ...moved(({ pgmrpl }, pg) => pgmrpl[pg]![""]!)
      .map((point) => ({ kind: "pgmrpl", ...point }) as const),
    ...acked.slice(commitsIn(system, before).acked.length)
      .map((txn) => ({ kind: "commit-acked", txn }) as const),
  ];
}

function gossipShown(step: Step, { segment: seg, lsn }: RecordDeed): TraceEvent {
  const [delivery] = step.move.plan(step.before)!;
  const from = delivery!.event["from"] as SegmentId;
  return { kind: "gossip", seg, from, lsn, ...requestEpoch(step) };
}

/** The volume epoch of a request to a copy, once there was more than one. */
function requestEpoch({ system, move, before }: Step): { readonly vepoch?: number } {
  if (system.bounds.recovery === undefined) return {};
  const vepoch = move.plan(before)?.[0]?.event["epoch"];
  return typeof vepoch === "number" ? { vepoch } : {};
}

/** The same of an acknowledgement: the epoch of the writer that hears it. */
function epochOfWriter(system: StorageSystem, world: World): { readonly vepoch?: number } {
  if (system.bounds.recovery === undefined) return {};
  return { vepoch: world.part(scribeIn(system, world), ownEpoch) };
}

/** What a copy has, as far as it is not annulled. */
function copiesIn({ system, before, after }: Step, seg: SegmentId) {
  const of = (world: World) => alive(segmentIn(world, seg), lastRecovery(system, world));
  return [of(before), of(after)] as const;
}

function sclShown(step: Step, seg: SegmentId): TraceEvent[] {
  const [old, { scl }] = copiesIn(step, seg);
  return scl === old.scl ? [] : [{ kind: "scl", seg, lsn: scl }];
}

/** What a copy does with its records shows in what it has. */
function pipelineShown(step: Step, seg: SegmentId): TraceEvent[] {
  const [old, now] = [segmentIn(step.before, seg), segmentIn(step.after, seg)];
  const fresh = (records: (of: SegmentContext) => readonly Lsn[]) =>
    records(now).filter((lsn) => !records(old).includes(lsn));
  const epoch = requestEpoch(step);
  return [
    ...fresh(({ incoming }) => incoming.map(({ lsn }) => lsn))
      .map((lsn) => ({ kind: "receive", seg, lsn, ...epoch }) as const),
    ...fresh((context) => durableRecords(context).map(({ lsn }) => lsn))
      .map((lsn) => ({ kind: "store", seg, lsn, ...epoch }) as const),
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

function epochShown({ after }: Step, seg: SegmentId): TraceEvent {
  return { kind: "volume-epoch", vepoch: segmentIn(after, seg).epoch, seg };
}

/**
 * A copy that was absent enters the epoch with what it annulled. If it drops more than that, its SCL
 * tells.
 */
function truncationShown(step: Step, seg: SegmentId): TraceEvent[] {
  const [old, now] = [segmentIn(step.before, seg), segmentIn(step.after, seg)];
  const left = withoutAnnulled(old, { ranges: now.annulled });
  return [
    ...now.epoch === old.epoch ? [] : [epochShown(step, seg)],
    ...now.annulled.map((range) =>
      ({ kind: "truncate", seg, vepoch: now.informed, ...range }) as const
    ),
    ...now.scl === left.scl ? [] : [{ kind: "scl", seg, lsn: now.scl } as const],
  ];
}

type RecoveryStep = Extract<Deed, { readonly does: "recover" }>["step"];

function recoveryShown({ system, after }: Step, did: RecoveryStep): TraceEvent[] {
  const { epoch: vepoch, recovered, sent } = recoveryIn(after);
  if (did === "start") {
    const isDead = system.bounds.recovery!.writer === "dead" && vepoch === FIRST_EPOCH + 1;
    const raised: TraceEvent = { kind: "volume-epoch", vepoch, instance: "successor" };
    return isDead ? [{ kind: "crash", node: "writer" }, raised] : [raised];
  }
  const range = sent.at(-1)?.ranges.at(-1);
  if (did !== "open" || range === undefined) return [];
  const { responders, vcl, vdl } = recovered;
  return [
    { kind: "recovery", vepoch, responders: Object.keys(responders).sort(), vcl, vdl, ...range },
    { kind: "open", instance: "successor", role: "writer", vepoch },
  ];
}

function logOf(world: World, scribe: Scribe): readonly RedoRecord[] {
  return world.part(scribe, log);
}
