/**
 * Two jugs and a tap: measure four litres with a jug of three and a jug of five. Source: the
 * puzzle of the film "Die Hard with a Vengeance", and the TLA+ module DieHard.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../system.ts";

interface Jug {
  readonly litres: number;
}

type ToJug = { type: "fill" } | { type: "empty" } | { type: "pour"; litres: number };

const jug = (capacity: number): AnyStateMachine =>
  setup({
    types: { context: {} as Jug, events: {} as ToJug },
    actions: {
      fill: assign({ litres: capacity }),
      empty: assign({ litres: 0 }),
      pour: assign(({ context, event }) =>
        event.type === "pour" ? { litres: context.litres + event.litres } : {}
      ),
    },
  }).createMachine({
    id: `jug of ${capacity} litres`,
    context: { litres: 0 },
    on: { fill: { actions: "fill" }, empty: { actions: "empty" }, pour: { actions: "pour" } },
  });

const CAPACITIES: Readonly<Record<string, number>> = { small: 3, big: 5 };

/** How much is in a jug. */
export function litresIn(world: World, jug: "small" | "big"): number {
  const { litres }: Jug = world.state(jug).context;
  return litres;
}

const turnTap = (to: "small" | "big", type: "fill" | "empty"): Move => ({
  name: `${type}.${to}`,
  plan: () => [{ to, event: { type } }],
});

const pour = (from: "small" | "big", to: "small" | "big"): Move => ({
  name: `pour.${from}.into.${to}`,
  plan(world) {
    const litres = Math.min(litresIn(world, from), CAPACITIES[to]! - litresIn(world, to));
    return [
      { to: from, event: { type: "pour", litres: -litres } },
      { to, event: { type: "pour", litres } },
    ];
  },
});

/** The jugs of three and five litres, both empty. */
export const dieHard: System = {
  name: "die hard",
  actors: { small: jug(CAPACITIES["small"]!), big: jug(CAPACITIES["big"]!) },
  moves: [
    turnTap("small", "fill"),
    turnTap("big", "fill"),
    turnTap("small", "empty"),
    turnTap("big", "empty"),
    pour("small", "big"),
    pour("big", "small"),
  ],
};
