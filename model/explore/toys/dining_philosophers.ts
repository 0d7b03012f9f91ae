/**
 * Philosophers round a table with a fork between each two: each takes the fork on the left, then
 * the one on the right, eats, and puts both down. If all hold one fork, nobody ever eats again.
 * Source: Dijkstra, "Hierarchical ordering of sequential processes", 1971.
 *
 * @module
 */
import { type AnyStateMachine, setup } from "xstate";
import type { Move, Renaming, System } from "../system.ts";
import { names, turn } from "./names.ts";

const philosopher: AnyStateMachine = setup({
  types: { events: {} as { type: "takeFirst" | "takeSecond" | "putDown" } },
}).createMachine({
  id: "philosopher",
  initial: "thinking",
  on: { takeFirst: {}, takeSecond: {}, putDown: {} },
  states: {
    thinking: { on: { takeFirst: "reaching" } },
    reaching: { on: { takeSecond: "eating" } },
    eating: { on: { putDown: "thinking" } },
  },
});

const fork: AnyStateMachine = setup({
  types: { events: {} as { type: "take" | "putDown" } },
}).createMachine({
  id: "fork",
  initial: "free",
  states: {
    free: { on: { take: "taken", putDown: {} } },
    taken: { on: { take: {}, putDown: "free" } },
  },
});

function movesOf(self: string, first: string, second: string): Move[] {
  const own = (type: string) => ({ to: self, event: { type } });
  const take = (to: string) => ({ to, event: { type: "take" } });
  const putDown = (to: string) => ({ to, event: { type: "putDown" } });
  return [
    { name: `${self}.takes.${first}`, plan: () => [own("takeFirst"), take(first)] },
    { name: `${self}.takes.${second}`, plan: () => [own("takeSecond"), take(second)] },
    { name: `${self}.eats`, plan: () => [own("putDown"), putDown(first), putDown(second)] },
  ];
}

/** Philosophers who all reach to the left first: alike up to a turn of the table. */
export function diningPhilosophers(count: number): System {
  const [all, forks] = [names("philosopher", count), names("fork", count)];
  const seats = all.map((self, i) => [self, forks[i]!, forks[(i + 1) % count]!] as const);
  return {
    name: `${count} dining philosophers`,
    actors: {
      ...Object.fromEntries(all.map((name) => [name, philosopher])),
      ...Object.fromEntries(forks.map((name) => [name, fork])),
    },
    moves: seats.flatMap((seat) => movesOf(...seat)),
    symmetry: turn(all).map((seats): Renaming => ({ ...seats, ...turn(forks)[0] })),
  };
}

/** The same, but the last philosopher reaches to the right first: nobody starves together. */
export function oneLeftHanded(count: number): System {
  const { symmetry: _, ...system } = diningPhilosophers(count);
  const last = names("philosopher", count).at(-1)!;
  return {
    ...system,
    moves: [
      ...system.moves.filter(({ name }) => !name.startsWith(`${last}.`)),
      ...movesOf(last, "fork1", `fork${count}`),
    ],
  };
}
