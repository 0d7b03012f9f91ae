/**
 * Counters in boxes. Counters in a box are alike, and so are boxes with all that is in them. One
 * box may be closed: its counters stand still.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, Renaming, System } from "../system.ts";
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

const lid: AnyStateMachine = setup({
  types: { context: {} as { closed: string }, events: {} as { type: "close"; box: string } },
  actions: { close: assign(({ event }) => ({ closed: event.box })) },
}).createMachine({
  id: "lid",
  context: { closed: "none" },
  on: { close: { actions: "close" } },
});

/** Boxes of so many counters up to `top`. */
export function boxes(count: number, size: number, top: number): System {
  const all = names("box", count);
  const inBox = (box: string) => names(`${box}.counter`, size);
  const machine = counter(top);
  const exchange = (some: readonly string[], others: readonly string[]): Renaming =>
    Object.fromEntries(some.flatMap((name, i) => [[name, others[i]!], [others[i]!, name]]));
  return {
    name: `${count} boxes of ${size} counters up to ${top}`,
    actors: {
      ...Object.fromEntries(all.flatMap(inBox).map((name) => [name, machine])),
      lid,
    },
    moves: [
      ...all.flatMap((box) =>
        inBox(box).map((to): Move => ({
          name: `${to}.increments`,
          plan: (world) =>
            world.state("lid").context.closed === box
              ? undefined
              : [{ to, event: { type: "increment" } }],
        }))
      ),
      ...["none", ...all].map((box): Move => ({
        name: `lid.closes.${box}`,
        plan: () => [{ to: "lid", event: { type: "close", box } }],
      })),
    ],
    symmetry: [
      ...all.flatMap((box) => swaps(inBox(box))),
      ...all.slice(1).map((box, i) => exchange([all[i]!, ...inBox(all[i]!)], [box, ...inBox(box)])),
    ],
  };
}
