/**
 * Three missionaries and three cannibals cross a river in a boat for two. Missionaries are never
 * outnumbered on a bank they stand on. Source: Amarel, "On representations of problems of reasoning
 * about actions", 1968; the TLA+ module MissionariesAndCannibals.
 *
 * @module
 */
import { type AnyStateMachine, setup } from "xstate";
import type { Move, System, World } from "../system.ts";
import { names, swaps } from "./names.ts";

const crosser: AnyStateMachine = setup({
  types: { events: {} as { type: "cross" } },
}).createMachine({
  id: "crosser",
  initial: "east",
  states: { east: { on: { cross: "west" } }, west: { on: { cross: "east" } } },
});

const missionaries = names("missionary", 3);
const cannibals = names("cannibal", 3);
const people = [...missionaries, ...cannibals];

/** True when everybody has crossed. */
export function allAcross(world: World): boolean {
  return people.every((person) => world.state(person).matches("west"));
}

const crossing = (...passengers: string[]): Move => ({
  name: [...passengers, "cross"].join("."),
  plan(world) {
    const bankOf = (actor: string): unknown => world.state(actor).value;
    if (passengers.some((person) => bankOf(person) !== bankOf("boat"))) return undefined;
    const crosses = (person: string) => passengers.includes(person);
    const isEastAfter = (person: string) => (bankOf(person) === "east") !== crosses(person);
    for (const east of [true, false]) {
      const there = (group: string[]) => group.filter((who) => isEastAfter(who) === east).length;
      if (there(missionaries) > 0 && there(cannibals) > there(missionaries)) return undefined;
    }
    return [...passengers, "boat"].map((to) => ({ to, event: { type: "cross" } }));
  },
});

/** Six people, each with a name, and a boat. */
export const missionariesAndCannibals: System = {
  name: "missionaries and cannibals",
  actors: Object.fromEntries([...people, "boat"].map((name) => [name, crosser])),
  moves: people.flatMap((one, index) => [
    crossing(one),
    ...people.slice(index + 1).map((other) => crossing(one, other)),
  ]),
};

/** The same, up to who is who among the missionaries and among the cannibals. */
export const namelessMissionaries: System = {
  ...missionariesAndCannibals,
  symmetry: [...swaps(missionaries), ...swaps(cannibals)],
};
