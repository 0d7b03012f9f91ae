/**
 * Mistakes in changing the members of a group.
 *
 * @module
 */
import { assign } from "xstate";
import type { Bounds } from "../../model/bounds.ts";
import { membership } from "../../model/membership/membership.ts";
import { recovery } from "../../model/recovery/recovery.ts";
import { segment } from "../../model/segment/segment.ts";
import { membershipConfig, writerConfig } from "../../model/system.ts";
import { hasQuorum, holders, pgcls, writer } from "../../model/writer/writer.ts";
import type { StorageMutant } from "./mutant.ts";

const of = (bounds: Bounds) => membership(membershipConfig(bounds));

/** Lets everything pass a rule of the membership. */
const careless = (
  guard: "isCurrentEpoch" | "isHydrated" | "isSpread" | "isReturned" | "isRepaired",
) =>
(bounds: Bounds) => ({ membership: of(bounds).provide({ guards: { [guard]: () => true } }) });

/** Mistakes in changing the members of a group. */
export const membershipMutants: readonly StorageMutant[] = [
  {
    name: "single-step-change",
    number: 61,
    says: "One copy takes the place of another in a single transition.",
    rule: "membership.adopt",
    scope: "replacement",
    caughtBy: "Q1",
    machines: (bounds) => ({
      membership: of(bounds).provide({
        actions: {
          adopt: assign(({ context: { configuration, proposal } }) => ({
            configuration: { ...configuration, memberships: proposal!.to.slice(-1) },
            proposal: null,
            entered: {},
            found: [],
          })),
        },
      }),
    }),
  },
  {
    name: "joint-writes-to-either",
    number: 62,
    says: "While two memberships stand, a write to one of them is enough.",
    rule: "membership.writeToEvery",
    scope: "replacement",
    caughtBy: "M2",
    machines: (bounds) => ({
      membership: of(bounds).provide({
        actions: {
          writeToEvery: assign(({ context: { configuration } }) => ({
            configuration: { ...configuration, writes: "any" as const },
          })),
        },
      }),
    }),
  },
  {
    name: "newcomer-read-before-hydration",
    number: 63,
    says: "A recovery counts a newcomer that has not got what was durable before it came.",
    rule: "recovery.isHydrated",
    scope: "recovery-joint",
    caughtBy: "M3",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({ guards: { isHydrated: () => true } }),
    }),
  },
  {
    name: "recovery-not-told-of-members",
    says: "A recovery goes by the members of before.",
    rule: "recovery.learnMembers",
    scope: "recovery-replacement",
    caughtBy: "R4",
    machines: (bounds) => ({
      recovery: recovery(writerConfig(bounds)).provide({ actions: { learnMembers: () => {} } }),
    }),
  },
  {
    name: "switch-before-hydration",
    number: 64,
    says: "The newcomer stands in alone before it has what was durable.",
    rule: "membership.isHydrated",
    scope: "replacement",
    caughtBy: "M3",
    machines: careless("isHydrated"),
  },
  {
    name: "membership-epoch-not-raised",
    number: 65,
    says: "The members change, and their epoch stays.",
    rule: "membership.raiseEpoch",
    scope: "replacement",
    caughtBy: "M1",
    machines: (bounds) => ({
      membership: of(bounds).provide({ actions: { raiseEpoch: () => {} } }),
    }),
  },
  {
    name: "change-from-a-stale-view",
    number: 66,
    says: "A monitor that has seen older members overwrites a change that it has not seen.",
    rule: "membership.isCurrentEpoch",
    scope: "second-fault",
    caughtBy: "M1",
    machines: careless("isCurrentEpoch"),
  },
  {
    name: "az-given-up-without-spreading",
    number: 68,
    says: "Four copies go on alone before each record is on three of them.",
    rule: "membership.isSpread",
    scope: "az-given-up",
    caughtBy: "M3",
    machines: careless("isSpread"),
  },
  {
    name: "az-back-without-hydration",
    number: 69,
    says: "Copies that were away count again before they have what was written meanwhile.",
    rule: "membership.isReturned",
    scope: "az-given-up",
    caughtBy: "M3",
    machines: careless("isReturned"),
  },
  {
    name: "thrown-away-before-repair",
    number: 56,
    says: "What a copy has is thrown away whether it is needed or not.",
    rule: "membership.isRepaired",
    scope: "repair",
    caughtBy: "M5",
    machines: careless("isRepaired"),
  },
  {
    name: "no-way-back",
    number: 67,
    says: "Who is under suspicion is thrown away at once, so that it cannot be taken back.",
    rule: "membership.isRepaired",
    scope: "repair",
    caughtBy: "M5",
    machines: (bounds) => ({
      membership: of(bounds).provide({
        guards: {
          isRepaired: ({ context: { configuration: { memberships } }, event }) =>
            event.type === "discard" && memberships.length > 1 &&
            !memberships.at(-1)![event.segment],
        },
      }),
    }),
  },
  {
    name: "ack-of-an-older-membership",
    number: 3,
    says: "The writer counts what a copy said in a membership epoch that the writer has left.",
    rule: "writer.isOfThisMembership",
    scope: "replacement",
    caughtBy: "M5",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({ guards: { isOfThisMembership: () => true } }),
    }),
  },
  {
    name: "ack-of-a-replaced-copy",
    number: 4,
    says: "A copy still counts for the writer after another has taken its place.",
    rule: "writer.advancePgcl",
    scope: "repair",
    caughtBy: "M5",
    machines: (bounds) => {
      const config = writerConfig(bounds);
      return {
        writer: writer(config).provide({
          actions: {
            advancePgcl: assign(({ context }) => ({
              pgcl: pgcls(
                context,
                config,
                (record) =>
                  context.configuration?.memberships.length === 1
                    ? holders(context, record.lsn).length >= 2
                    : hasQuorum(context, config, record),
              ),
            })),
          },
        }),
      };
    },
  },
  {
    name: "older-members-not-refused",
    says: "A copy takes what is sent in a membership epoch that it has left.",
    rule: "segment.isOfThisMembership",
    scope: "replacement",
    caughtBy: "M7",
    machines: () => ({ segment: segment.provide({ guards: { isOfThisMembership: () => true } }) }),
  },
  {
    name: "members-never-learned",
    says: "A writer that is refused for its membership does not ask who the members are now.",
    rule: "writer.learnMembership",
    scope: "repair",
    caughtBy: "C4",
    machines: (bounds) => ({
      writer: writer(writerConfig(bounds)).provide({
        actions: { learnMembership: assign(() => ({})) },
      }),
    }),
  },
];
