/**
 * The membership of a protection group: how one copy takes the place of another, and how a group
 * goes on without an AZ, while it is written to. Source: S18 §4.1, Figure 5; what must be hydrated
 * before is derived.
 *
 * @module
 */
import { and, assign, setup } from "xstate";
import { copiesFrom, groupFor, type Standing } from "./configuration.ts";
import { FIRST_EPOCH } from "../recovery/epochs.ts";
import { meets } from "../quorum/quorum.ts";
import { NO_LSN, type SegmentId } from "../terms.ts";
import {
  areHydrated,
  isFencedAmong,
  isSpreadOver,
  type MembershipContext,
  type MembershipEvent,
  noted,
  OF_NONE,
  proposalOf,
  remembered,
  type Shape,
  shapeOf,
} from "./transitions.ts";

export * from "./transitions.ts";

/** What the membership of a group starts from. */
export interface MembershipConfig {
  /** The members that a new group has. */
  readonly members: readonly SegmentId[];
  /** Where each copy stands that is a member or may become one. */
  readonly standing: Standing;
}

/** What does not matter in most states, in writing. */
const IGNORED = {
  suspect: {},
  complete: {},
  reverse: {},
  giveUp: {},
  takeBack: {},
  entered: {},
  discard: {},
} as const;

/** Begins a transition. */
const transition = { guard: "isCurrentEpoch", actions: "propose" } as const;

/** Lets what a copy has be thrown away. */
const discarding = { discard: { guard: "isRepaired", actions: "letGo" } } as const;

/** A copy has entered the epoch that is being written. */
const entering = { entered: { guard: "isWriting", actions: "noteEntered" } } as const;

/** Ends a transition. */
const adopting = ["rememberOwed", "raiseEpoch", "adopt", "writeToEvery"] as const;

/** The membership machine of a group. */
export const membership = ({ members, standing }: MembershipConfig) => {
  const isLeadingTo = ({ proposal }: MembershipContext, shape: Shape) =>
    proposal !== null && shapeOf(proposal.to, members.length) === shape;
  return setup({
    types: { context: {} as MembershipContext, events: {} as MembershipEvent },
    guards: {
      // Compare and swap: who has seen an older configuration would undo what came since.
      isCurrentEpoch: ({ context, event }) =>
        "presents" in event && event.presents === context.epoch,
      // Before, a read of the new membership would miss what was durable without the newcomer.
      isHydrated: ({ context, event }) => event.type === "complete" && areHydrated(event, context),
      // Each record is where any two of the four that are left find it.
      isSpread: ({ context, event }) =>
        event.type === "complete" && isSpreadOver(event, context, standing),
      // Before, the new membership would take what an older writer sends, or what was annulled.
      isFenced: ({ context, event }) =>
        event.type === "complete" && isFencedAmong(event, context, standing),
      isReturned: ({ context, event }) => event.type === "complete" && areHydrated(event, context),
      isWriting: ({ context }) => context.proposal !== null,
      // Then no request of an older epoch can complete a write any more.
      isWritten: ({ context }) => {
        const { write, members } = groupFor(context.configuration, standing);
        return meets(write, Object.keys(context.entered), members);
      },
      // Who is under suspicion may be taken back, and who is asked for may be needed: nothing is
      // thrown away until the group is fully repaired.
      isRepaired: ({ context: { configuration: { memberships }, proposal }, event }) =>
        event.type === "discard" && proposal === null &&
        memberships.length === 1 && !memberships[0]![event.segment],
      toStable: ({ context }) => isLeadingTo(context, "stable"),
      toJoint: ({ context }) => isLeadingTo(context, "joint"),
      toJointTwice: ({ context }) => isLeadingTo(context, "jointTwice"),
      toLeaving: ({ context }) => isLeadingTo(context, "leaving"),
      toDegraded: ({ context }) => isLeadingTo(context, "degraded"),
      toReturning: ({ context }) => isLeadingTo(context, "returning"),
    },
    actions: {
      propose: assign(({ event }) => "presents" in event ? proposalOf(event) : {}),
      noteEntered: assign(({ context, event }) =>
        event.type === "entered" ? noted(context, event) : {}
      ),
      rememberOwed: assign(({ context }) => remembered(context)),
      raiseEpoch: assign(({ context: { proposal } }) => ({ epoch: proposal!.epoch })),
      adopt: assign(({ context: { configuration, proposal } }) => ({
        configuration: { ...configuration, memberships: proposal!.to },
        proposal: null,
        entered: {},
        found: [],
        foundUpto: NO_LSN,
        known: OF_NONE,
      })),
      letGo: () => {},
      writeToEvery: assign(({ context: { configuration } }) => ({
        configuration: { ...configuration, writes: "every" as const },
      })),
    },
  }).createMachine({
    id: "membership",
    initial: "stable",
    context: {
      epoch: FIRST_EPOCH,
      configuration: { memberships: [copiesFrom(members)], writes: "every" },
      past: [],
      proposal: null,
      entered: {},
      found: [],
      foundUpto: NO_LSN,
      owed: [],
      owedUpto: NO_LSN,
      known: OF_NONE,
      carried: OF_NONE,
    },
    // A transition is itself a write to a write quorum of the group: until then what stood stands.
    states: {
      stable: {
        on: { ...IGNORED, ...entering, ...discarding, suspect: transition, giveUp: transition },
        always: [
          { guard: and(["isWritten", "toJoint"]), target: "joint", actions: adopting },
          { guard: and(["isWritten", "toLeaving"]), target: "leaving", actions: adopting },
        ],
      },
      joint: {
        on: {
          ...IGNORED,
          ...entering,
          ...discarding,
          suspect: transition,
          complete: { ...transition, guard: and(["isCurrentEpoch", "isHydrated", "isFenced"]) },
          reverse: transition,
        },
        always: [
          { guard: and(["isWritten", "toStable"]), target: "stable", actions: adopting },
          {
            guard: and(["isWritten", "toJointTwice"]),
            target: "jointTwice",
            actions: adopting,
          },
        ],
      },
      // A second fault: all four memberships stand that the two changes may lead to.
      jointTwice: {
        on: {
          ...IGNORED,
          ...entering,
          complete: { ...transition, guard: and(["isCurrentEpoch", "isHydrated", "isFenced"]) },
          reverse: transition,
        },
        always: { guard: and(["isWritten", "toJoint"]), target: "joint", actions: adopting },
      },
      // An AZ is gone for long.
      leaving: {
        on: {
          ...IGNORED,
          ...entering,
          complete: { ...transition, guard: and(["isCurrentEpoch", "isSpread", "isFenced"]) },
          reverse: transition,
        },
        always: [
          { guard: and(["isWritten", "toStable"]), target: "stable", actions: adopting },
          { guard: and(["isWritten", "toDegraded"]), target: "degraded", actions: adopting },
        ],
      },
      degraded: {
        on: { ...IGNORED, ...entering, takeBack: transition },
        always: {
          guard: and(["isWritten", "toReturning"]),
          target: "returning",
          actions: adopting,
        },
      },
      // It is back.
      returning: {
        on: {
          ...IGNORED,
          ...entering,
          complete: { ...transition, guard: and(["isCurrentEpoch", "isReturned", "isFenced"]) },
          reverse: transition,
        },
        always: [
          { guard: and(["isWritten", "toStable"]), target: "stable", actions: adopting },
          { guard: and(["isWritten", "toDegraded"]), target: "degraded", actions: adopting },
        ],
      },
    },
  });
};
