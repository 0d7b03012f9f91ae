/**
 * What a step of a copy shows: what it takes, makes of it, and tells.
 *
 * @module
 */
import type { World } from "../../model/explore/system.ts";
import { segmentIn } from "../../model/network/network.ts";
import {
  durableRecords,
  type SegmentContext,
  withoutAnnulled,
} from "../../model/segment/segment.ts";
import type { Lsn, SegmentId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { alive, lastRecovery } from "../recovered.ts";
import { type RecordDeed, requestEpoch, type Step } from "./step.ts";

/** A record that a peer had. */
export function gossipShown(step: Step, { segment: seg, lsn }: RecordDeed): TraceEvent {
  const [delivery] = step.move.plan(step.before)!;
  const from = delivery!.event["from"] as SegmentId;
  return { kind: "gossip", seg, from, lsn, ...requestEpoch(step) };
}

/** Blocks that a peer had, in place of a log. */
export function baselineShown(step: Step, seg: SegmentId, from: SegmentId): TraceEvent[] {
  const { collected: upto } = segmentIn(step.after, seg);
  return [{ kind: "baseline", seg, from, upto, ...requestEpoch(step) }, ...sclShown(step, seg)];
}

/** What a copy does with its records shows in what it has. */
export function pipelineShown(step: Step, seg: SegmentId): TraceEvent[] {
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

/** A copy enters an epoch. */
export function epochShown({ after }: Step, seg: SegmentId): TraceEvent {
  return { kind: "volume-epoch", vepoch: segmentIn(after, seg).epoch, seg };
}

/**
 * A copy that was absent enters the epoch with what it annulled. If it drops more than that, its SCL
 * tells.
 */
export function truncationShown(step: Step, seg: SegmentId): TraceEvent[] {
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

/** The SCL of a copy, if the step moved it. */
export function sclShown(step: Step, seg: SegmentId): TraceEvent[] {
  const [old, { scl }] = copiesIn(step, seg);
  return scl === old.scl ? [] : [{ kind: "scl", seg, lsn: scl }];
}

/** What a copy has, as far as it is not annulled. */
function copiesIn({ system, before, after }: Step, seg: SegmentId) {
  const of = (world: World) => alive(segmentIn(world, seg), lastRecovery(system, world));
  return [of(before), of(after)] as const;
}
