/**
 * Ping and pong: two actors count what they hear. Messages are outputs of the machines, so that
 * whatever was sent may arrive late, twice or never. Source: the actor tests of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { System, World } from "../system.ts";

interface Count {
  readonly count: number;
}

const next = (to: string, type: string, step: number) => ({ context }: { context: Count }) => ({
  to,
  event: { type, n: context.count + step },
});

const player = (
  hears: string,
  says: ReturnType<typeof next>,
  top: number,
  serves: boolean,
): AnyStateMachine =>
  setup({
    types: { context: {} as Count, events: {} as { type: string; n: number } },
    guards: {
      isNext: ({ context, event }) => event.n === context.count && context.count < top,
    },
    actions: {
      count: assign(({ context }) => ({ count: context.count + 1 })),
      send: (_, _message: { to: string; event: { type: string; n: number } }) => {},
    },
  }).createMachine({
    id: `hears ${hears}`,
    context: { count: 0 },
    entry: serves ? { type: "send", params: says } : [],
    on: { [hears]: { guard: "isNext", actions: ["count", { type: "send", params: says }] } },
  });

/** The pinger's count and the ponger's. */
export function countsIn(world: World): readonly [pinger: number, ponger: number] {
  return [world.state("pinger").context.count, world.state("ponger").context.count];
}

/** Nobody counts beyond `top`. */
export function pingPong(top: number): System {
  return {
    name: `ping pong to ${top}`,
    actors: {
      pinger: player("pong", next("ponger", "ping", 0), top, true),
      ponger: player("ping", next("pinger", "pong", -1), top, false),
    },
    moves: [],
  };
}
