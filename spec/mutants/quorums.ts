/**
 * Mistakes in placing copies and in the quorum rules.
 *
 * @module
 */
import { assign } from "xstate";
import {
  mapGroups,
  placeCopies,
  type Placement,
  planIn,
  rulesOf,
  volume,
} from "../../model/volume.ts";
import type { StorageMutant } from "./mutant.ts";

/** Places the copies of every group in another way. */
const placing = (change: (members: Placement["members"]) => Placement["members"]) => () => ({
  volume: volume.provide({
    actions: {
      placeCopies: assign(({ context, event }) => ({
        groups: mapGroups(planIn(event), (shape, nth, pg) => ({
          ...context.groups[pg],
          ...rulesOf(shape),
          members: change(placeCopies(shape, nth)),
        })),
      })),
    },
  }),
});

type Member = Placement["members"][string];

/** The members of a group, some of them changed where the group has them. */
const changing =
  (changes: Readonly<Record<string, Partial<Member>>>) => (members: Placement["members"]) =>
    Object.fromEntries(
      Object.entries(members).map(([copy, member]) => [copy, { ...member, ...changes[copy] }]),
    );

/** Gives every group other rules. */
const ruling =
  (change: (rules: ReturnType<typeof rulesOf>) => ReturnType<typeof rulesOf>) => () => ({
    volume: volume.provide({
      actions: {
        setQuorums: assign(({ context, event }) => ({
          groups: mapGroups(planIn(event), (shape, _, pg) => ({
            ...context.groups[pg]!,
            ...change(rulesOf(shape)),
          })),
        })),
      },
    }),
  });

/** Mistakes in placing copies and in the quorum rules. */
export const quorumMutants: readonly StorageMutant[] = [
  {
    name: "three-copies-in-one-az",
    number: 57,
    says: "Three copies stand in one AZ.",
    rule: "volume.placeCopies",
    scope: "small",
    caughtBy: "Q5",
    namesCopies: true,
    machines: placing(changing({ b1: { az: "A" } })),
  },
  {
    name: "two-fulls-in-one-az",
    number: 58,
    says: "Two full segments stand in one AZ.",
    rule: "volume.placeCopies",
    scope: "full-tail",
    caughtBy: "Q6",
    namesCopies: true,
    machines: placing(changing({ a2: { kind: "full" }, b1: { kind: "tail" } })),
  },
  {
    name: "read-quorum-without-a-full",
    number: 59,
    says: "Three copies of any kind are taken for a read quorum.",
    rule: "volume.setQuorums",
    scope: "full-tail",
    caughtBy: "Q1",
    machines: ruling((rules) => ({ ...rules, read: { count: 3, of: "all" } })),
  },
  {
    name: "write-quorum-of-tails",
    number: 60,
    says: "The three tail segments are taken for a write quorum.",
    rule: "volume.setQuorums",
    scope: "full-tail",
    caughtBy: "Q1",
    machines: ruling((rules) => ({
      ...rules,
      write: { or: [rules.write, { count: 3, of: "tail" }] },
    })),
  },
  {
    name: "write-quorum-of-half",
    says: "Three of six copies are a write quorum, so two of them need not meet.",
    rule: "volume.setQuorums",
    scope: "small",
    caughtBy: "Q2",
    machines: ruling((rules) => ({ ...rules, write: { count: 3, of: "all" } })),
  },
  {
    name: "three-members-of-one-az",
    says: "An AZ holds three members of a group of six.",
    rule: "volume.placeCopies",
    scope: "small",
    caughtBy: "Q4",
    namesCopies: true,
    machines: placing(changing({ c1: { az: "B" } })),
  },
];
