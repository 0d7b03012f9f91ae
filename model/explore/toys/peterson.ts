/**
 * Peterson's mutual exclusion of two processes, step by step. Source: Peterson, "Myths about the
 * mutual exclusion problem", 1981; the TLA+ module Peterson of the TLA+ Examples.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Delivery, Move, System, World } from "../system.ts";

const contender: AnyStateMachine = setup({
  types: {
    events: {} as { type: "ask" | "announce" | "yield" | "enter" | "leave" | "retract" },
  },
}).createMachine({
  id: "contender",
  initial: "elsewhere",
  on: { ask: {}, announce: {}, yield: {}, enter: {}, leave: {}, retract: {} },
  states: {
    elsewhere: { on: { ask: "asking" } },
    asking: { on: { announce: "announced" } },
    announced: { on: { yield: "waiting" } },
    waiting: { on: { enter: "critical" } },
    critical: { on: { leave: "leaving" } },
    leaving: { on: { retract: "elsewhere" } },
  },
});

const turn: AnyStateMachine = setup({
  types: { context: {} as { of: string }, events: {} as { type: "give"; to: string } },
  actions: { give: assign(({ event }) => ({ of: event.to })) },
}).createMachine({ id: "turn", context: { of: "p1" }, on: { give: { actions: "give" } } });

/** True when a process is in its critical section, or about to tell that it is not. */
export function isInside(world: World, contender: string): boolean {
  return ["critical", "leaving"].includes(String(world.state(contender).value));
}

function mayEnter(world: World, self: string, other: string): boolean {
  const isSilent = ["elsewhere", "asking"].includes(String(world.state(other).value));
  return isSilent || world.state("turn").context.of === self;
}

function movesOf(self: string, other: string, isPolite: boolean): Move[] {
  const own = (type: string): Delivery => ({ to: self, event: { type } });
  return [
    { name: `${self}.asks`, plan: () => [own("ask")] },
    { name: `${self}.announces`, plan: () => [own("announce")] },
    {
      name: `${self}.yields`,
      plan: () => [own("yield"), { to: "turn", event: { type: "give", to: other } }],
    },
    {
      name: `${self}.enters`,
      plan: (world) => !isPolite || mayEnter(world, self, other) ? [own("enter")] : undefined,
    },
    { name: `${self}.leaves`, plan: () => [own("leave")] },
    { name: `${self}.retracts`, plan: () => [own("retract")] },
  ];
}

/** Two processes; the second may be one that does not wait for its turn. */
export function peterson(isSecondPolite = true): System {
  return {
    name: "Peterson's mutual exclusion",
    actors: { p1: contender, p2: contender, turn },
    moves: [...movesOf("p1", "p2", true), ...movesOf("p2", "p1", isSecondPolite)],
  };
}
