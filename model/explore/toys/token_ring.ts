/**
 * A token goes round a ring of stations; only its holder may be in the critical section.
 *
 * @module
 */
import { type AnyStateMachine, setup } from "xstate";
import type { Move, System } from "../system.ts";
import { names, turn } from "./names.ts";

const station: AnyStateMachine = setup({
  types: { events: {} as { type: "want" | "enter" | "leave" | "give" | "take" } },
}).createMachine({
  id: "station",
  type: "parallel",
  states: {
    work: {
      initial: "idle",
      on: { want: {}, enter: {}, leave: {} },
      states: {
        idle: { on: { want: "waiting" } },
        waiting: { on: { enter: "critical" } },
        critical: { on: { leave: "idle" } },
      },
    },
    token: {
      initial: "absent",
      on: { give: {}, take: {} },
      states: { absent: { on: { take: "held" } }, held: { on: { give: "absent" } } },
    },
  },
});

const HOLDS = { token: "held" };

function movesOf(self: string, next: string): Move[] {
  return [
    { name: `${self}.wants`, plan: () => [{ to: self, event: { type: "want" } }] },
    {
      name: `${self}.enters`,
      plan: (world) =>
        world.state(self).matches(HOLDS) ? [{ to: self, event: { type: "enter" } }] : undefined,
    },
    { name: `${self}.leaves`, plan: () => [{ to: self, event: { type: "leave" } }] },
    {
      name: `${self}.passes`,
      plan: (world) =>
        world.state(self).matches({ work: "idle" })
          ? [{ to: self, event: { type: "give" } }, { to: next, event: { type: "take" } }]
          : undefined,
    },
  ];
}

/** A ring of stations, alike up to a turn of the ring. The token is first put down at any one. */
export function tokenRing(size: number): System {
  const stations = names("station", size);
  return {
    name: `token ring of ${size}`,
    actors: { ...Object.fromEntries(stations.map((name) => [name, station])) },
    moves: [
      ...stations.map((to): Move => ({
        name: `${to}.starts`,
        plan: (world) =>
          stations.some((name) => world.state(name).matches(HOLDS))
            ? undefined
            : [{ to, event: { type: "take" } }],
      })),
      ...stations.flatMap((self, index) => movesOf(self, stations[(index + 1) % size]!)),
    ],
    symmetry: turn(stations),
  };
}
