/**
 * Faults: what is down, within a budget of how much may be down at once. There is no budget of how
 * often: what comes back may fail again. Source: S17 §2.1.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { AzId, SegmentId } from "../terms.ts";

/** How much may be down at once. */
export interface FaultBudget {
  /** Availability zones. */
  readonly azs: number;
  /** Copies besides those of a lost AZ. */
  readonly copies: number;
}

/** What is down. Records of true, so that the order in which things failed is forgotten. */
export interface FaultsContext {
  /** Lost availability zones. */
  readonly azs: Readonly<Record<AzId, true>>;
  /** Copies that crashed on their own. */
  readonly copies: Readonly<Record<SegmentId, true>>;
}

/** What can fail or come back. */
export type FaultEvent =
  | { readonly type: "crash" | "restart"; readonly segment: SegmentId; readonly az: AzId }
  | { readonly type: "loseAz" | "regainAz"; readonly az: AzId };

/** The faults machine for a budget. */
export const faults = (budget: FaultBudget) =>
  setup({
    types: { context: {} as FaultsContext, events: {} as FaultEvent },
    guards: {
      mayCrash: ({ context, event }) =>
        event.type === "crash" && !context.azs[event.az] && !context.copies[event.segment] &&
        Object.keys(context.copies).length < budget.copies,
      mayRestart: ({ context, event }) =>
        event.type === "restart" && context.copies[event.segment] === true &&
        !context.azs[event.az],
      mayLoseAz: ({ context, event }) =>
        event.type === "loseAz" && !context.azs[event.az] &&
        Object.keys(context.azs).length < budget.azs,
      isLost: ({ context, event }) => event.type === "regainAz" && context.azs[event.az] === true,
    },
    actions: {
      noteCrash: assign(({ context, event }) =>
        "segment" in event ? { copies: { ...context.copies, [event.segment]: true } } : {}
      ),
      noteRestart: assign(({ context, event }) =>
        "segment" in event ? { copies: without(context.copies, event.segment) } : {}
      ),
      noteLoss: assign(({ context, event }) => ({
        azs: { ...context.azs, [event.az]: true as const },
      })),
      noteReturn: assign(({ context, event }) => ({ azs: without(context.azs, event.az) })),
    },
  }).createMachine({
    id: "faults",
    context: { azs: {}, copies: {} },
    on: {
      crash: { guard: "mayCrash", actions: "noteCrash" },
      restart: { guard: "mayRestart", actions: "noteRestart" },
      loseAz: { guard: "mayLoseAz", actions: "noteLoss" },
      regainAz: { guard: "isLost", actions: "noteReturn" },
    },
  });

function without(record: Readonly<Record<string, true>>, name: string): Record<string, true> {
  const { [name]: _, ...rest } = record;
  return rest;
}
