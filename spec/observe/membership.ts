/**
 * What a step of a change of members shows.
 *
 * @module
 */
import type { Epoch } from "../../model/recovery/epochs.ts";
import { sitesOf } from "../../model/segment/sites.ts";
import type { PgId, SegmentId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { changingConfig, changingGroup, membershipOf } from "../project_membership.ts";
import { membershipIn } from "../../model/membership/membership_moves.ts";
import type { Step } from "./step.ts";
import { pointsShown } from "./writer.ts";

/** The copies that enter an epoch, and who counts from now on once it is on a write quorum. */
export function changeShown(step: Step): TraceEvent[] {
  const { system, before, after } = step;
  const pg = changingGroup(system)!;
  const [old, now] = [membershipIn(before), membershipIn(after)];
  const group = changingConfig(system, after).groups[pg]!;
  const isRaised = now.past.length > old.past.length && now.epoch === epochAskedFor(step);
  const raised: TraceEvent[] = isRaised
    ? [{ kind: "membership-epoch", pg, mepoch: now.epoch }]
    : [];
  // Where a transition reaches all at once, it reaches the writer, too.
  const mepoch = membershipOf(after, "writer");
  const isLearnt = mepoch !== membershipOf(before, "writer");
  const isChanged = now.configuration !== old.configuration;
  return [
    ...sitesOf(system.bounds).flatMap(({ segment }) => entryShown(step, segment)),
    ...raised,
    ...isChanged ? [{ kind: "group", pg, ...group } as const] : [],
    ...isLearnt ? [...told(pg, mepoch), ...pointsShown(step)] : [],
  ];
}

/** The epoch that a step writes, or helps to write. */
function epochAskedFor({ move, before }: Step): Epoch {
  const { proposal } = membershipIn(before);
  const { presents } = move.plan(before)![0]!.event;
  return proposal?.epoch ?? presents as Epoch + 1;
}

/** A copy enters an epoch, if the step makes it. */
export function entryShown({ system, before, after }: Step, seg: SegmentId): TraceEvent[] {
  const pg = changingGroup(system);
  if (pg === undefined) return [];
  const mepoch = membershipOf(after, seg);
  return mepoch === membershipOf(before, seg)
    ? []
    : [{ kind: "membership-epoch", pg, mepoch, seg }];
}

/** The writer was told who counts now. */
export function learntShown(step: Step): TraceEvent[] {
  const pg = changingGroup(step.system)!;
  const mepoch = membershipOf(step.after, "writer");
  return [...told(pg, mepoch), ...pointsShown(step)];
}

function told(pg: PgId, mepoch: Epoch): TraceEvent[] {
  return [{ kind: "membership-epoch", pg, mepoch, instance: "writer" }];
}

/** A copy that is not needed any more is thrown away. */
export function discardShown(seg: SegmentId): TraceEvent[] {
  return [{ kind: "discard", seg }];
}
