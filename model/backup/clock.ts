/**
 * The clock of a world with backups: restores go by time.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { Tick } from "./archive_terms.ts";

/** What a clock shows. */
export interface ClockContext {
  /** The time. */
  readonly now: Tick;
}

/** What a clock does. */
export type ClockEvent = { readonly type: "tick" };

/** The clock machine: it stops at its last tick. */
export const clock = (last: Tick) =>
  setup({
    types: { context: {} as ClockContext, events: {} as ClockEvent },
    guards: { hasTime: ({ context }) => context.now < last },
    actions: { advance: assign(({ context }) => ({ now: context.now + 1 })) },
  }).createMachine({
    id: "clock",
    context: { now: 0 },
    on: { tick: { guard: "hasTime", actions: "advance" } },
  });
