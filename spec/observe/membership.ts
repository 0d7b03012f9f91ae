/**
 * What a step of a change of members shows.
 *
 * @module
 */
import type { World } from "../../model/explore/system.ts";
import type { Epoch } from "../../model/recovery/epochs.ts";
import { sitesOf } from "../../model/segment/sites.ts";
import type { SegmentId } from "../../model/terms.ts";
import type { TraceEvent } from "../../traces/event.ts";
import { nameOf } from "../project_cluster.ts";
import { changingConfig, changingGroup, membershipOf } from "../project_membership.ts";
import { membershipIn } from "../../model/membership/membership_moves.ts";
import { epochTold } from "../../model/membership/recovery_of_members.ts";
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
  const isChanged = now.configuration !== old.configuration;
  return [
    ...sitesOf(system.bounds).flatMap(({ segment }) => entryShown(step, segment)),
    ...raised,
    ...isChanged ? [{ kind: "group", pg, ...group } as const] : [],
    // Where a transition reaches all at once, it reaches who writes, or recovers the volume, too.
    ...toldShown(step),
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

/** A writer was told who counts now, or who is to be the next one. */
export function toldShown(step: Step): TraceEvent[] {
  const { system, before, after } = step;
  const pg = changingGroup(system);
  if (pg === undefined) return [];
  const told = tellings(step).filter(({ epochIn }) => epochIn(after) !== epochIn(before))
    .map(({ instance, epochIn }) =>
      ({ kind: "membership-epoch", pg, mepoch: epochIn(after), instance }) as const
    );
  return told.length === 0 ? [] : [...told, ...pointsShown(step)];
}

/** Who is told of the members, and what each was told. */
function tellings({ system, after }: Step) {
  const writer = { instance: "writer", epochIn: (world: World) => membershipOf(world, "writer") };
  if (system.bounds.recovery === undefined) return [writer];
  return [writer, { instance: nameOf(system, after, "successor"), epochIn: epochTold }];
}

/** A copy that is not needed any more is thrown away. */
export function discardShown(seg: SegmentId): TraceEvent[] {
  return [{ kind: "discard", seg }];
}
