/**
 * Ping and pong over a network that is an actor itself: it duplicates whatever it carries, until it
 * loses it. Source: the actor tests of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System } from "../system.ts";

type Ball = "ping" | "pong";

const player = (hears: Ball, top: number): AnyStateMachine =>
  setup({
    types: { context: {} as { count: number }, events: {} as { type: Ball; n: number } },
    guards: { isNext: ({ context, event }) => event.n === context.count && context.count < top },
    actions: { count: assign(({ context }) => ({ count: context.count + 1 })) },
  }).createMachine({
    id: `hears ${hears}`,
    context: { count: 0 },
    on: { [hears]: { guard: "isNext", actions: "count" } },
  });

interface Carried {
  readonly carried: Readonly<Record<string, true>>;
}

const network: AnyStateMachine = setup({
  types: { context: {} as Carried, events: {} as { type: "carry" | "lose"; message: string } },
  guards: { carriesIt: ({ context, event }) => event.message in context.carried },
  actions: {
    carry: assign(({ context, event }) => ({
      carried: { ...context.carried, [event.message]: true as const },
    })),
    lose: assign(({ context, event }) => {
      const { [event.message]: _, ...carried } = context.carried;
      return { carried };
    }),
  },
}).createMachine({
  id: "network",
  context: { carried: { "ping 0": true } },
  on: { carry: { actions: "carry" }, lose: { guard: "carriesIt", actions: "lose" } },
});

const deliver = (to: string, ball: Ball, n: number, answer: string): Move => ({
  name: `${to}.hears.${ball}.${n}`,
  plan(world) {
    const { carried }: Carried = world.state("network").context;
    if (!(`${ball} ${n}` in carried)) return undefined;
    return [
      { to, event: { type: ball, n } },
      { to: "network", event: { type: "carry", message: answer } },
    ];
  },
});

const lose = (message: string): Move => ({
  name: `network.loses.${message.replace(" ", ".")}`,
  fault: true,
  plan: () => [{ to: "network", event: { type: "lose", message } }],
});

/** Nobody counts beyond `top`. */
export function lossyPingPong(top: number): System {
  const rallies = Array.from({ length: top + 1 }, (_, n) => n);
  return {
    name: `lossy ping pong to ${top}`,
    actors: { pinger: player("pong", top), ponger: player("ping", top), network },
    moves: rallies.flatMap((n) => [
      deliver("ponger", "ping", n, `pong ${n}`),
      deliver("pinger", "pong", n, `ping ${n + 1}`),
      lose(`ping ${n}`),
      lose(`pong ${n}`),
    ]),
  };
}
