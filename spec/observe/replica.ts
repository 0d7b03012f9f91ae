/**
 * What a step of a replica shows.
 *
 * @module
 */
import { blockOf } from "../../model/segment/blocks.ts";
import type { ReplicaDeed } from "../../model/deeds.ts";
import { replicaIn, replicasOf } from "../../model/replica/replica_moves.ts";
import { type InstanceId, type Lsn, NO_LSN, type PageId } from "../../model/terms.ts";
import type { VolumeContext } from "../../model/volume.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { pgmrplOfReplica } from "../project_replicas.ts";
import { log } from "../project_writers.ts";
import type { Step } from "./step.ts";
import { pointsShown } from "./writer.ts";

/** What a replica does, or what is done to it. */
export function replicaShown(step: Step, deed: ReplicaDeed): TraceEvent[] {
  const { replica } = deed;
  switch (deed.step) {
    case "attach":
      return attachedShown(step, replica);
    case "crash":
      return [{ kind: "crash", node: replica }, ...pointsShown(step)];
    case "hear":
      return pointsShown(step);
    case "read":
      return [readShown(step, deed)];
    case "evict": {
      const lsn = replicaIn(step.before, replica).pages[deed.page]!;
      return [{ kind: "cache", instance: replica, page: deed.page, lsn, result: "dropped" }];
    }
    default:
      return [...shownBy(step, deed), ...readPointsShown(step, replica)];
  }
}

/** It opens the volume, and is told how things stand. */
export function attachedShown(step: Step, instance: InstanceId): TraceEvent[] {
  return [
    { kind: "open", instance, role: "replica" },
    { kind: "replica-vdl", instance, lsn: replicaIn(step.after, instance).vdl },
    ...readPointsShown(step, instance, true),
  ];
}

/** What becomes of the cache of one that takes the volume over. */
export function keptShown(step: Step, instance: InstanceId): TraceEvent[] {
  if (!replicasOf(step.system.bounds).includes(instance)) return [];
  const [old, now] = [
    replicaIn(step.before, instance).pages,
    replicaIn(step.after, instance).pages,
  ];
  return Object.entries(old).map(([page, upto]): TraceEvent => {
    const result = page in now ? "kept" : "dropped";
    return { kind: "cache", instance, page, lsn: lastOf(step, page, now[page] ?? upto), result };
  });
}

function shownBy(step: Step, deed: ReplicaDeed): TraceEvent[] {
  const { replica: instance } = deed;
  const [old, now] = [replicaIn(step.before, instance), replicaIn(step.after, instance)];
  switch (deed.step) {
    case "openView":
      return [{ kind: "read-view", instance, view: deed.view, at: now.views[deed.view]! }];
    case "closeView":
      return [{
        kind: "read-view",
        instance,
        view: deed.view,
        at: old.views[deed.view]!,
        closed: true,
      }];
    case "note":
      return [commitShown(step, instance)];
    case "arrive": {
      const { page, segment: seg } = deed;
      const { at } = old.fetching[page]!;
      const lsn = lastOf(step, page, at);
      return [
        { kind: "read", page, at, seg, instance, lsn },
        ...appliesShown(step, instance, deed),
      ];
    }
    default:
      return [
        ...now.vdl === old.vdl ? [] : [{ kind: "replica-vdl", instance, lsn: now.vdl } as const],
        ...appliesShown(step, instance),
      ];
  }
}

/** The records that a step put into pages of the cache, in the order of the log. */
function appliesShown(
  { before, after }: Step,
  instance: InstanceId,
  arrival?: { readonly page: PageId },
): TraceEvent[] {
  const [old, now] = [replicaIn(before, instance), replicaIn(after, instance)];
  const hadUpto = (page: PageId) =>
    page === arrival?.page ? old.fetching[page]!.at : old.pages[page] ?? old.vdl;
  return after.part("writer", log).filter((record) => {
    const page = blockOf(record);
    const upto = now.pages[page];
    return upto !== undefined && record.lsn > hadUpto(page) && record.lsn <= upto;
  }).map(({ lsn }) => ({ kind: "apply", instance, lsn }));
}

function commitShown({ after }: Step, instance: InstanceId): TraceEvent {
  const { noted } = replicaIn(after, instance);
  const txn = after.part("writer", log).find(({ lsn }) => lsn === noted)!.commits!;
  return { kind: "commit-noted", instance, txn };
}

type Reading = Extract<ReplicaDeed, { readonly step: "read" }>;

/** A page in the cache may be newer than the view: what came later is undone. */
function readShown(step: Step, { replica: instance, view, page }: Reading): TraceEvent {
  const { views, pages } = replicaIn(step.before, instance);
  const [at, upto] = [views[view]!, pages[page]!];
  const lsn = lastOf(step, page, at < upto ? at : upto);
  return { kind: "read", page, at, instance, view, lsn };
}

/** The last record of a page up to a point. */
function lastOf({ before }: Step, page: PageId, upto: Lsn): Lsn {
  return before.part("writer", log)
    .findLast((record) => blockOf(record) === page && record.lsn <= upto)?.lsn ?? NO_LSN;
}

/** The PGMRPL of a replica, where the step moved it. */
function readPointsShown(
  { before, after }: Step,
  instance: InstanceId,
  isNew = false,
): TraceEvent[] {
  const { groups }: VolumeContext = after.state("volume").context;
  return Object.keys(groups).flatMap((pg): TraceEvent[] => {
    const lsn = pgmrplOfReplica(after, instance, pg);
    const isMoved = isNew || lsn !== pgmrplOfReplica(before, instance, pg);
    return isMoved ? [{ kind: "pgmrpl", pg, lsn, instance }] : [];
  });
}
