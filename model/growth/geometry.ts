/**
 * The geometry of a volume: how many groups it has, and in which epoch. Source: S17 §2.2 (a volume
 * is a row of groups, allocated as it grows), S18 §4.1 (each one raises the geometry epoch).
 *
 * @module
 */
import { assign, setup } from "xstate";
import { type Epoch, FIRST_EPOCH } from "../recovery/epochs.ts";

/** What is kept of a volume, where no crash can take it. */
export interface GeometryContext {
  /** The geometry epoch: one more for each group that is added. */
  readonly epoch: Epoch;
  /** How many groups there are. */
  readonly groups: number;
}

/** What happens to a geometry. `presents`: the epoch that whoever asks has seen. */
export type GeometryEvent =
  | { readonly type: "create" }
  | { readonly type: "grow" | "refuse"; readonly presents: Epoch };

/** The geometry of a volume that begins with so many groups, and may have so many. */
export const geometry = (
  { groups, limit }: { readonly groups: number; readonly limit: number },
) =>
  setup({
    types: { context: {} as GeometryContext, events: {} as GeometryEvent },
    guards: {
      // Compare and swap: a request that comes twice adds one group.
      isCurrentEpoch: ({ context, event }) =>
        "presents" in event && event.presents === context.epoch,
      isFull: ({ context }) => context.groups >= limit,
    },
    actions: {
      addGroup: assign(({ context }) => ({ groups: context.groups + 1 })),
      raiseEpoch: assign(({ event }) => "presents" in event ? { epoch: event.presents + 1 } : {}),
      tellFull: () => {},
    },
  }).createMachine({
    id: "geometry",
    initial: "absent",
    context: { epoch: FIRST_EPOCH, groups },
    states: {
      absent: { on: { create: "growing", grow: {}, refuse: {} } },
      growing: {
        on: {
          create: {},
          grow: { guard: "isCurrentEpoch", actions: ["addGroup", "raiseEpoch"] },
          refuse: {},
        },
        always: { guard: "isFull", target: "full" },
      },
      full: {
        on: {
          create: {},
          grow: {},
          refuse: { guard: "isCurrentEpoch", actions: "tellFull" },
        },
      },
    },
  });
