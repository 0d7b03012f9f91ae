/**
 * Counters that count up, each on its own: a grid, and the simplest system with a known size.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { System } from "../system.ts";
import { names, swaps } from "./names.ts";

const counter = (top: number): AnyStateMachine =>
  setup({
    types: { context: {} as { count: number }, events: {} as { type: "increment" } },
    guards: { isBelowTop: ({ context }) => context.count < top },
    actions: { increment: assign(({ context }) => ({ count: context.count + 1 })) },
  }).createMachine({
    id: "counter",
    context: { count: 0 },
    on: { increment: { guard: "isBelowTop", actions: "increment" } },
  });

/** A number of counters that count from 0 to `top`. */
export function counters(count: number, top: number): System {
  const all = names("counter", count);
  const machine = counter(top);
  return {
    name: `${count} counters to ${top}`,
    actors: Object.fromEntries(all.map((name) => [name, machine])),
    moves: all.map((to) => ({
      name: `${to}.increments`,
      plan: () => [{ to, event: { type: "increment" } }],
    })),
  };
}

/** The same, up to the order of the counters. */
export function symmetricCounters(count: number, top: number): System {
  return { ...counters(count, top), symmetry: swaps(names("counter", count)) };
}
