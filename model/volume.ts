/**
 * A volume: where its copies stand and which quorums they keep. Source: S17 §2.1-2.2, S18 §4.2.
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Epoch, FIRST_EPOCH } from "./recovery/epochs.ts";
import type { Group, Quorum } from "./quorum/quorum.ts";
import { aurora, fullTail, twoOfThree } from "./quorum/quorum_rules.ts";
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
export type Shape = "sixCopies" | "fullAndTail" | "threeCopies";

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

/** Copies of the n-th group: `a1 a2 b1 b2 c1 c2`, then `a3 a4 b3 ...`; the letter tells the AZ. */
export function placeCopies(shape: Shape, nth: number): Placement["members"] {
  const each = shape === "threeCopies" ? 1 : 2;
  return Object.fromEntries(
    AZS.flatMap((az) =>
      Array.from({ length: each }, (_, copy) => {
        const kind: SegmentKind = shape === "fullAndTail" && copy > 0 ? "tail" : "full";
        return [`${az.toLowerCase()}${nth * each + copy + 1}`, { az, kind }];
      })
    ),
  );
}

/** The published rules of a shape. */
export function rulesOf(shape: Shape): Pick<Placement, "write" | "read"> {
  return { sixCopies: aurora, fullAndTail: fullTail, threeCopies: twoOfThree }[shape];
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
