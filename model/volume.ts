/**
 * A volume: where its copies stand and which quorums they keep. Source: S17 §2.1-2.2, S18 §4.2.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Epoch, FIRST_EPOCH } from "./recovery/epochs.ts";
import type { Group, Quorum } from "./quorum/quorum.ts";
import { aurora, fullTail, threeOfFive, twoOfThree } from "./quorum/quorum_rules.ts";
import type { AzId, PgId, SegmentId, SegmentKind } from "./terms.ts";

/** One protection group as the volume keeps it. */
export interface Placement {
  /** Where each copy stands, and what it keeps. */
  readonly members: Readonly<Record<SegmentId, { readonly az: AzId; readonly kind: SegmentKind }>>;
  /** What a write needs. */
  readonly write: Quorum;
  /** What recovery and repair need. */
  readonly read: Quorum;
}

/** The shapes that a group can have. */
export type Shape = "sixCopies" | "fullAndTail" | "threeCopies" | "fiveCopies";

/** What a volume is asked to have. */
export interface Plan {
  /** The shape of each of its groups. */
  readonly groups: Readonly<Record<PgId, Shape>>;
}

/** What a volume knows. */
export interface VolumeContext {
  /** Its groups: none before it is created. */
  readonly groups: Readonly<Record<PgId, Placement>>;
  /** The volume epoch, as the metadata service keeps it. Source: S18 §2.4. */
  readonly epoch: Epoch;
}

/** What happens to a volume. */
export type VolumeEvent =
  | { readonly type: "create"; readonly plan: Plan }
  | { readonly type: "raiseEpoch" };

/** What a volume is asked to have: of any other event, nothing. */
export function planIn(event: VolumeEvent): Plan {
  return event.type === "create" ? event.plan : { groups: {} };
}

const AZS: readonly AzId[] = ["A", "B", "C"];

/** How many copies stand in each AZ, of how many. */
const SPREAD: Readonly<Record<Shape, { readonly azs: readonly AzId[]; readonly each: number }>> = {
  sixCopies: { azs: AZS, each: 2 },
  fullAndTail: { azs: AZS, each: 2 },
  threeCopies: { azs: AZS, each: 1 },
  fiveCopies: { azs: [...AZS, "D", "E"], each: 1 },
};

/** Copies of the n-th group: `a1 a2 b1 b2 c1 c2`, then `a3 a4 b3 ...`; the letter tells the AZ. */
export function placeCopies(shape: Shape, nth: number): Placement["members"] {
  const { azs, each } = SPREAD[shape];
  return Object.fromEntries(
    azs.flatMap((az) =>
      Array.from({ length: each }, (_, copy) => {
        const kind: SegmentKind = shape === "fullAndTail" && copy > 0 ? "tail" : "full";
        return [`${az.toLowerCase()}${nth * each + copy + 1}`, { az, kind }];
      })
    ),
  );
}

const RULES: Readonly<Record<Shape, Pick<Placement, "write" | "read">>> = {
  sixCopies: aurora,
  fullAndTail: fullTail,
  threeCopies: twoOfThree,
  fiveCopies: threeOfFive,
};

/** The rules of a shape. */
export function rulesOf(shape: Shape): Pick<Placement, "write" | "read"> {
  return RULES[shape];
}

/** A group as the quorum rules want it. */
export function groupOf({ members, write, read }: Placement): Group {
  return {
    members: Object.entries(members).map(([segment, member]) => ({ segment, ...member })),
    write,
    read,
  };
}

/** The volume machine. */
export const volume = setup({
  types: {
    context: {} as VolumeContext,
    events: {} as VolumeEvent,
  },
  actions: {
    placeCopies: assign(({ event }) => ({
      groups: mapGroups(planIn(event), (shape, nth) => ({
        members: placeCopies(shape, nth),
        ...NO_RULES,
      })),
    })),
    setQuorums: assign(({ context, event }) => ({
      groups: mapGroups(planIn(event), (shape, _, pg) => ({
        ...context.groups[pg]!,
        ...rulesOf(shape),
      })),
    })),
    raiseEpoch: assign(({ context }) => ({ epoch: context.epoch + 1 })),
  },
}).createMachine({
  id: "volume",
  initial: "absent",
  context: { groups: {}, epoch: FIRST_EPOCH },
  states: {
    absent: {
      on: {
        create: { target: "available", actions: ["placeCopies", "setQuorums"] },
        raiseEpoch: {},
      },
    },
    available: { on: { create: {}, raiseEpoch: { actions: "raiseEpoch" } } },
  },
});

const NO_RULES: Pick<Placement, "write" | "read"> = { write: { and: [] }, read: { and: [] } };

/** The same question asked of each group of a plan. */
export function mapGroups<T>(
  { groups }: Plan,
  make: (shape: Shape, nth: number, pg: PgId) => T,
): Record<PgId, T> {
  return Object.fromEntries(
    Object.entries(groups).map(([pg, shape], nth) => [pg, make(shape, nth, pg)]),
  );
}
