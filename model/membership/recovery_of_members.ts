/**
 * Where a volume is recovered and the members of its group change: whom the recovery asks, what it
 * is told of them, and who hears of a transition.
 *
 * @module
 */
import type { Bounds } from "../bounds.ts";
import { type Counted, countedBy, type NewMembers, newMembersBy } from "./counted.ts";
import type { StorageMove } from "../deeds.ts";
import type { Delivery, LocalState, World } from "../explore/system.ts";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";
import { everyMember } from "./configuration.ts";
import { epochOf } from "./membership_answers.ts";
import { named } from "../named.ts";
import type { SegmentId } from "../terms.ts";

/** Who counts, as a recovery is told that starts. */
export function countedIn(world: World, { membership }: Bounds): { readonly counted?: Counted } {
  return membership ? { counted: world.part("membership", counted) } : {};
}

/** Who may be read, as a recovery is told that has heard of enough copies. */
export function newMembersIn(
  world: World,
  { membership }: Bounds,
): { readonly newMembers?: NewMembers } {
  return membership ? { newMembers: world.part("membership", newMembers) } : {};
}

/** A recovery speaks to copies only that are members. */
export function toMembers(segment: SegmentId, { membership }: Bounds) {
  return (move: StorageMove): StorageMove =>
    membership === undefined ? move : {
      ...move,
      plan: (world) =>
        world.part("membership", isMemberNow(segment)) ? move.plan(world) : undefined,
    };
}

/** A transition reaches who writes, or who recovers the volume so as to write, at once. */
export function learning(
  world: World,
  { recovery }: Bounds,
  { membership, configuration }: Counted,
): Delivery[] {
  const learn = { type: "learn", membership, configuration };
  const isBehind = (who: string) => world.part(who, epochOf) < membership;
  const isRecovering = recovery !== undefined && world.part("recovery", isUnderWay);
  const writers = recovery === undefined ? ["writer"] : ["writer", "successor"];
  return [
    ...writers.filter((who) => world.part(who, isOpen) && isBehind(who))
      .map((to) => ({ to, event: learn })),
    ...isRecovering
      ? [{ to: "recovery", event: { type: "learn", counted: { membership, configuration } } }]
      : [],
  ];
}

/** The membership epoch that a recovery was told, or the writer after it. */
export function epochTold(world: World): Epoch {
  const told = world.part("recovery", membershipTold);
  const writer = world.part("successor", epochOf);
  return told > writer ? told : writer;
}

const isMemberNow = named((segment) => ({ context }: LocalState): boolean =>
  everyMember(context.configuration)[segment] === true
);
const counted = ({ context }: LocalState): Counted => countedBy(context);
const newMembers = ({ context }: LocalState): NewMembers => newMembersBy(context);
const membershipTold = ({ context }: LocalState): Epoch =>
  context.counted?.membership ?? FIRST_EPOCH;

const isOpen = (writer: LocalState): boolean => writer.matches("open");
const isUnderWay = (recovery: LocalState): boolean =>
  !recovery.matches("closed") && !recovery.matches("open");
