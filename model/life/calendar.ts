/**
 * How often seven days have passed: a cluster is stopped for no longer than that.
 *
 * @module
 */
import { assign, setup } from "xstate";

/** What a calendar shows. */
export interface CalendarContext {
  /** Unit: weeks. */
  readonly now: number;
  /** When the cluster was stopped last. */
  readonly since: number;
}

/** What a calendar does. */
export type CalendarEvent = { readonly type: "pass" | "mark" };

/** The calendar: it ends after so many weeks. */
export const calendar = (last: number) =>
  setup({
    types: { context: {} as CalendarContext, events: {} as CalendarEvent },
    guards: { hasTime: ({ context }) => context.now < last },
    actions: {
      advance: assign(({ context }) => ({ now: context.now + 1 })),
      noteStop: assign(({ context }) => ({ since: context.now })),
    },
  }).createMachine({
    id: "calendar",
    context: { now: 0, since: 0 },
    on: {
      pass: { guard: "hasTime", actions: "advance" },
      mark: { actions: "noteStop" },
    },
  });
