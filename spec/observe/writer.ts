/**
 * What a step of a writer shows: its records, what it learns, its points.
 *
 * @module
 */
import { blockOf } from "../../model/segment/blocks.ts";
import type { World } from "../../model/explore/system.ts";
import type { Scribe } from "../../model/network/network.ts";
import type { StorageSystem } from "../../model/system.ts";
import type { Lsn, PgId, RedoRecord } from "../../model/terms.ts";
import { FIRST_EPOCH } from "../../model/recovery/epochs.ts";
import { groupOf, type VolumeContext } from "../../model/volume.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { commitsIn, log, ownEpoch, pointsIn } from "../project_writers.ts";
import { changingConfig, changingGroup } from "../project_membership.ts";
import { scribeIn } from "../recovered.ts";
import type { PointFacts } from "../view/facts.ts";
import { firstOpened } from "./cluster.ts";
import type { RecordDeed, Step } from "./step.ts";

/** The groups of a volume that was just created, its LAL, and who opens it. */
export function groupsShown(step: Step, lal: Lsn): TraceEvent[] {
  const { groups }: VolumeContext = step.after.state("volume").context;
  const changing = changingGroup(step.system);
  return [
    ...changing === undefined
      ? []
      : [{ kind: "membership-epoch", pg: changing, mepoch: FIRST_EPOCH } as const],
    ...Object.entries(groups).map(([pg, placement]) =>
      ({
        kind: "group",
        pg,
        ...pg === changing
          ? changingConfig(step.system, step.after).groups[pg]!
          : groupOf(placement),
      }) as const
    ),
    { kind: "lal", records: lal },
    ...firstOpened(step),
  ];
}

/**
 * A writer allocates one mini-transaction at a time; it is named by its first LSN. A client asks
 * for its commit before the commit record is written.
 */
export function writesShown({ system, before, after }: Step): TraceEvent[] {
  const scribe = scribeIn(system, before);
  const fresh = logOf(after, scribe).slice(logOf(before, scribe).length);
  const mtr = `m${fresh[0]?.lsn}`;
  return fresh.flatMap((record) => {
    const { lsn, pg, prev, cpl, commits, txn = commits, undoes } = record;
    const names = { ...txn && { txn }, ...undoes !== undefined && { undoes } };
    const flags = { ...cpl && { cpl }, ...commits && { commit: true } };
    const place = { lsn, pg, prev, page: blockOf(record), mtr };
    const write: TraceEvent = { kind: "write", ...place, ...names, ...flags };
    return commits ? [{ kind: "commit-requested", txn: commits }, write] : [write];
  });
}

/** The writer hears of a copy. */
export function ackShown(
  { system, move, before }: Step,
  { segment: seg, lsn }: RecordDeed,
): TraceEvent {
  const [delivery] = move.plan(before)!;
  const scl = delivery!.event["scl"] as Lsn;
  const { membership: mepoch = FIRST_EPOCH } = delivery!.event;
  const changes = system.bounds.membership && { mepoch: mepoch as number };
  return { kind: "ack", seg, lsn, scl, ...epochOfWriter(system, before), ...changes };
}

/** The points that a step moves, and the commits that they let be acknowledged. */
export function pointsShown({ system, before, after }: Step): TraceEvent[] {
  const [old, now] = [pointsIn(system, before), pointsIn(system, after)];
  const { acked } = commitsIn(system, after);
  return [
    ...moved(old, now, ({ pgcl }, pg) => pgcl[pg]!)
      .map((point) => ({ kind: "pgcl", ...point }) as const),
    ...now.vcl === old.vcl ? [] : [{ kind: "vcl", lsn: now.vcl } as const],
    ...now.vdl === old.vdl ? [] : [{ kind: "vdl", lsn: now.vdl } as const],
    ...readPointsShown({ system, before, after }),
    ...acked.slice(commitsIn(system, before).acked.length)
      .map((txn) => ({ kind: "commit-acked", txn }) as const),
  ];
}

/** The lowest read points that a step moves. */
export function readPointsShown({ system, before, after }: Omit<Step, "move">): TraceEvent[] {
  return moved(
    pointsIn(system, before),
    pointsIn(system, after),
    ({ pgmrpl }, pg) => pgmrpl[pg]![""]!,
  ).map((point) => ({ kind: "pgmrpl", ...point }) as const);
}

function moved(old: PointFacts, now: PointFacts, point: (points: PointFacts, pg: PgId) => Lsn) {
  return Object.keys(now.pgcl).filter((pg) => point(now, pg) !== point(old, pg))
    .map((pg) => ({ pg, lsn: point(now, pg) }));
}

/** The epoch of an acknowledgement, once there was more than one: that of the writer that hears it. */
function epochOfWriter(system: StorageSystem, world: World): { readonly vepoch?: number } {
  if (system.bounds.recovery === undefined) return {};
  return { vepoch: world.part(scribeIn(system, world), ownEpoch) };
}

function logOf(world: World, scribe: Scribe): readonly RedoRecord[] {
  return world.part(scribe, log);
}
