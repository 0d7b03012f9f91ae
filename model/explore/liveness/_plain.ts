/**
 * A deliberately plain second version of the search for fair cycles, for tests: a table of steps,
 * and every set of steps that could be the ones a behaviour takes again and again.
 */
import { machine } from "../_machine.ts";
import type { System } from "../system.ts";
import type { Situation } from "../watch.ts";

/** Where each move leads from each state, by number: `table[state][move]`, undefined: nowhere. */
export type Table = readonly (readonly (number | undefined)[])[];

/** A fairness assumption over moves, by number. */
export interface PlainFairness {
  readonly strength: "weak" | "strong";
  readonly moves: readonly number[];
}

/** A goal, and where it is owed from: 1 in the state's place. */
export interface PlainProperty {
  readonly from: "start" | readonly boolean[];
  readonly goal: readonly boolean[];
  /** Must the goal be true for ever from some time on? */
  readonly stays?: boolean;
}

/** A table as a system: one machine with a state for each row, and a move for each column. */
export function systemOf(table: Table): System {
  const events = table[0]!.map((_, move) => `m${move}`);
  const states = table.map((row, state) => [
    `s${state}`,
    { on: Object.fromEntries(events.map((event, move) => [event, answer(row[move])])) },
  ]);
  const it = machine({ id: "it", initial: "s0", states: Object.fromEntries(states) });
  const moves = events.map((type) => ({ name: type, plan: () => [{ to: "it", event: { type } }] }));
  return { name: "table", actors: { it }, moves };
}

function answer(target: number | undefined): object {
  return target === undefined ? {} : { target: `s${target}` };
}

/** The situation that is true in these states of a table. */
export function inStates(flags: readonly boolean[]): Situation {
  return (world) => flags[Number(String(world.state("it").value).slice(1))]!;
}

interface PlainStep {
  readonly from: number;
  readonly move: number;
  readonly to: number;
}

/** All steps of a table that change the state. */
function stepsOf(table: Table): PlainStep[] {
  return table.flatMap((row, from) =>
    row.flatMap((to, move) => to === undefined || to === from ? [] : [{ from, move, to }])
  );
}

/**
 * How many steps the shortest stem has that ends in a fair cycle on which the goal is owed and not
 * met, or undefined where there is none: the property holds.
 */
export function plainStem(
  table: Table,
  property: PlainProperty,
  fairness: readonly PlainFairness[],
): number | undefined {
  const steps = stepsOf(table);
  const owing = distancesOwing(table, steps, property);
  const open = steps.filter(({ from, to }) => owing.has(from) && owing.has(to));
  const isEnabled = (state: number, moves: readonly number[]) =>
    steps.some(({ from, move }) => from === state && moves.includes(move));
  const isFair = (states: readonly number[], taken: readonly PlainStep[]) =>
    fairness.every(({ strength, moves }) => {
      if (taken.some(({ move }) => moves.includes(move))) return true;
      return strength === "weak"
        ? states.some((state) => !isEnabled(state, moves))
        : states.every((state) => !isEnabled(state, moves));
    });
  const misses = (state: number) => !property.goal[state];
  const ends = [...owing.keys()].filter((state) => isFair([state], []));
  for (const round of subsets(open)) {
    const states = [...new Set(round.flatMap(({ from, to }) => [from, to]))];
    if (isRound(states, round) && isFair(states, round)) ends.push(...states);
  }
  const missed = ends.filter(misses).map((state) => owing.get(state)!);
  return missed.length === 0 ? undefined : Math.min(...missed);
}

/** How many states owe the goal, and how many components these are: who reach each other are one. */
export function plainSizes(table: Table, property: PlainProperty): [number, number] {
  const steps = stepsOf(table);
  const owing = distancesOwing(table, steps, property);
  const open = steps.filter(({ from, to }) => owing.has(from) && owing.has(to));
  const isOne = (one: number, other: number) =>
    reachedFrom(one, open).has(other) && reachedFrom(other, open).has(one);
  const states = [...owing.keys()];
  const firsts = states.filter((state, index) =>
    !states.slice(0, index).some((other) => isOne(state, other))
  );
  return [states.filter((state) => !property.goal[state]).length, firsts.length];
}

/** The states in which the goal is owed, or must be kept, and the fewest steps to each. */
function distancesOwing(
  table: Table,
  steps: readonly PlainStep[],
  { from, goal, stays = false }: PlainProperty,
): Map<number, number> {
  const owes = (state: number, before: boolean, isFirst: boolean) =>
    (stays || !goal[state]) && (before || (from === "start" ? isFirst : from[state]!));
  const owing = new Map<number, number>();
  let front = [{ state: 0, owed: owes(0, false, true) }];
  for (let distance = 0; distance <= 2 * table.length; distance++) {
    for (const { state, owed } of front) {
      if (owed && !owing.has(state)) owing.set(state, distance);
    }
    const next = front.flatMap(({ state, owed }) =>
      steps.filter(({ from }) => from === state)
        .map(({ to }) => ({ state: to, owed: owes(to, owed, false) }))
    );
    front = [...new Map(next.map((each) => [`${each.state} ${each.owed}`, each])).values()];
  }
  return owing;
}

function* subsets<T>(all: readonly T[]): Generator<T[]> {
  for (let set = 1; set < 2 ** all.length; set++) {
    yield all.filter((_, index) => (set >> index) % 2 === 1);
  }
}

/** Whether all of these states can be gone round by these steps: each leads to each other. */
function isRound(states: readonly number[], steps: readonly PlainStep[]): boolean {
  return states.every((start) => reachedFrom(start, steps).size === states.length);
}

function reachedFrom(start: number, steps: readonly PlainStep[]): Set<number> {
  const reached = new Set([start]);
  for (const at of reached) {
    for (const { from, to } of steps) if (from === at) reached.add(to);
  }
  return reached;
}
