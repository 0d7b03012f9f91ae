/**
 * Mutual exclusion of processes that are all alike and toss coins where they collide; here a coin
 * falls either way. Source: Pnueli and Zuck, "Verification of multiprocess probabilistic protocols",
 * Distributed Computing 1986; the case study "mutual" of PRISM, whose lines the table keeps.
 *
 * @module
 */
import { type AnyStateMachine, setup } from "xstate";
import type { Move, System, World } from "../mod.ts";
import { names, swaps } from "../toys/names.ts";

/** Whether any of the others is at such a place: no more of them are looked at than needed. */
type IsOneOther = (at: (place: number) => boolean) => boolean;

/** What a process sees of the others. */
type Sight = (isOne: IsOneOther) => boolean;

const between = (place: number, from: number, upto: number) => from <= place && place <= upto;
const isIn = (place: number) => between(place, 14, 15);
const isHighOrIn = (place: number) => between(place, 4, 5) || between(place, 10, 15);
const isOutOrLow = (place: number) => between(place, 0, 3) || between(place, 7, 8);

const noneWaits: Sight = (isOne) => !isOne((place) => between(place, 4, 13));
const noneWaitsOrOneIsIn: Sight = (isOne) => noneWaits(isOne) || isOne(isIn);
const oneIsHighOrIn: Sight = (isOne) => isOne(isHighOrIn);
const allAreOutOrLow: Sight = (isOne) => !isOne((place) => !isOutOrLow(place));
const noneEnters: Sight = (isOne) => !isOne((place) => between(place, 2, 3));
const always: Sight = () => true;
const not = (sight: Sight): Sight => (isOne) => !sight(isOne);

/** From one place to another, where the others look so. */
const STEPS: readonly (readonly [from: number, to: number, where: Sight])[] = [
  [0, 0, always],
  [0, 1, always],
  [1, 2, always],
  [2, 3, noneWaitsOrOneIsIn],
  [2, 2, not(noneWaitsOrOneIsIn)],
  [3, 4, always],
  [3, 7, always],
  [4, 5, oneIsHighOrIn],
  [4, 10, not(oneIsHighOrIn)],
  [5, 6, always],
  [6, 6, oneIsHighOrIn],
  [6, 9, not(oneIsHighOrIn)],
  [7, 8, allAreOutOrLow],
  [7, 7, not(allAreOutOrLow)],
  [8, 9, always],
  [9, 4, always],
  [9, 7, always],
  [10, 11, always],
  [11, 13, noneWaits],
  [11, 12, not(noneWaits)],
  [12, 0, always],
  [13, 14, always],
  [14, 15, noneEnters],
  [14, 14, not(noneEnters)],
  [15, 0, always],
];

const places = Array.from({ length: 16 }, (_, place) => place);

const contender: AnyStateMachine = setup({
  types: { events: {} as { type: string } },
}).createMachine({
  id: "contender",
  initial: "at0",
  on: Object.fromEntries(places.map((to) => [`goTo${to}`, {}])),
  states: Object.fromEntries(places.map((place) => {
    const steps = STEPS.filter(([from]) => from === place);
    return [`at${place}`, {
      on: Object.fromEntries(steps.map(([, to]) => [`goTo${to}`, `at${to}`])),
    }];
  })),
});

const placeOf = (world: World, name: string): number =>
  Number(String(world.state(name).value).slice(2));

/** Processes that all compete. */
export function pnueliZuck(count: number): System {
  const all = names("process", count);
  const others = (world: World, self: string): IsOneOther => (at) =>
    all.some((name) => name !== self && at(placeOf(world, name)));
  return {
    name: `mutual exclusion of ${count} coin tossers`,
    actors: Object.fromEntries(all.map((name) => [name, contender])),
    moves: all.flatMap((self) =>
      STEPS.map(([from, to, where]): Move => ({
        name: `${self}.goes.from.${from}.to.${to}`,
        plan(world) {
          if (placeOf(world, self) !== from || !where(others(world, self))) return undefined;
          return [{ to: self, event: { type: `goTo${to}` } }];
        },
      }))
    ),
    symmetry: swaps(all),
  };
}

/** True when at most one process is in its critical section, or on the way out of it. */
export function isExclusive(world: World, count: number): boolean {
  return names("process", count).filter((name) => placeOf(world, name) >= 10).length <= 1;
}
