/**
 * Philosophers who hand each other their forks: a fork that was eaten with is dirty, and goes to the
 * neighbour, cleaned, before one eats again. Source: Chandy and Misra, "The drinking philosophers
 * problem", ACM TOPLAS 1984; the TLA+ module DiningPhilosophers.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Delivery, Move, System, World } from "../mod.ts";

interface Fork {
  readonly holder: number;
  readonly isClean: boolean;
}

const philosopher: AnyStateMachine = setup({
  types: {
    context: {} as { isHungry: boolean },
    events: {} as { type: "look" | "sit" | "reflect" | "eat" | "think" },
  },
  actions: {
    eat: assign({ isHungry: false }),
    think: assign({ isHungry: true }),
  },
}).createMachine({
  id: "philosopher",
  context: { isHungry: true },
  initial: "looking",
  on: { look: {}, sit: {}, reflect: {}, eat: {}, think: {} },
  states: {
    looking: { on: { look: "looking", sit: "eating", reflect: "thinking" } },
    eating: { on: { eat: { target: "looking", actions: "eat" } } },
    thinking: { on: { think: { target: "looking", actions: "think" } } },
  },
});

const fork = (holder: number): AnyStateMachine =>
  setup({
    types: {
      context: {} as Fork,
      events: {} as { type: "handTo"; holder: number } | { type: "soil" },
    },
    actions: {
      handTo: assign(({ event }) =>
        event.type === "handTo" ? { holder: event.holder, isClean: true } : {}
      ),
      soil: assign({ isClean: false }),
    },
  }).createMachine({
    id: "fork",
    context: { holder, isClean: false },
    on: { handTo: { actions: "handTo" }, soil: { actions: "soil" } },
  });

/** A table of philosophers, numbered from 1. Each fork is first with its lower neighbour, dirty. */
export function chandyMisra(count: number): System {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  return {
    name: `${count} philosophers who hand on their forks`,
    actors: {
      ...Object.fromEntries(numbers.map((n) => [`philosopher${n}`, philosopher])),
      ...Object.fromEntries(numbers.map((n) => [`fork${n}`, fork(n === 2 ? 1 : n)])),
    },
    moves: numbers.flatMap((n) => movesOf(n, count)),
  };
}

function movesOf(self: number, count: number): Move[] {
  const [name, right, left] = [
    `philosopher${self}`,
    self % count + 1,
    (self + count - 2) % count + 1,
  ];
  const [leftFork, rightFork] = [`fork${self}`, `fork${right}`];
  const own = (type: string): Delivery => ({ to: name, event: { type } });
  const soil = (to: string): Delivery => ({ to, event: { type: "soil" } });
  const holds = (fork: Fork) => fork.holder === self;
  const handOn = (world: World): Delivery[] => {
    for (const [to, holder] of [[leftFork, left], [rightFork, right]] as const) {
      const fork: Fork = world.state(to).context;
      if (holds(fork) && !fork.isClean) return [{ to, event: { type: "handTo", holder } }];
    }
    return [];
  };
  const mayEat = (world: World) =>
    [leftFork, rightFork].map((fork): Fork => world.state(fork).context)
      .every((fork) => holds(fork) && fork.isClean);
  return [
    {
      name: `${name}.looks`,
      plan(world) {
        const { isHungry } = world.state(name).context;
        const next = !isHungry ? "reflect" : mayEat(world) ? "sit" : "look";
        return [own(next), ...handOn(world)];
      },
    },
    { name: `${name}.eats`, plan: () => [own("eat"), soil(leftFork), soil(rightFork)] },
    { name: `${name}.thinks`, plan: () => [own("think")] },
  ];
}
