/**
 * People who each follow somebody, be it themselves: whom one follows is all that tells him apart.
 * When everybody does, they are a function from a set to itself.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System } from "../system.ts";
import { names, swaps } from "./names.ts";

type ToFollower = { type: "follow"; leader: string };

const follower: AnyStateMachine = setup({
  types: { context: {} as { leader: string }, events: {} as ToFollower },
  actions: { keepLeader: assign(({ event }) => ({ leader: event.leader })) },
}).createMachine({
  id: "follower",
  context: { leader: "nobody" },
  initial: "free",
  on: { follow: {} },
  states: {
    free: { on: { follow: { target: "following", actions: "keepLeader" } } },
    following: {},
  },
});

/** So many people, who are all alike. */
export function followers(count: number): System {
  const people = names("p", count);
  return {
    name: `${count} followers`,
    actors: Object.fromEntries(people.map((name) => [name, follower])),
    moves: people.flatMap((self) =>
      people.map((leader): Move => ({
        name: `${self}.follows.${leader}`,
        plan: () => [{ to: self, event: { type: "follow", leader } }],
      }))
    ),
    symmetry: swaps(people),
  };
}

/** People who pair off: each meets one other, who then meets nobody else. */
export function partners(count: number): System {
  const people = names("p", count);
  return {
    ...followers(count),
    name: `${count} partners`,
    moves: people.flatMap((one, i) =>
      people.slice(i + 1).map((other): Move => ({
        name: `${one}.meets.${other}`,
        plan: () => [
          { to: one, event: { type: "follow", leader: other } },
          { to: other, event: { type: "follow", leader: one } },
        ],
      }))
    ),
  };
}
