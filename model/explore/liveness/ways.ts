/**
 * Shortest ways from the first state to every other.
 *
 * @module
 */
import { type Graph, type Step, stepsFrom } from "./graph.ts";

/** Shortest ways from the first state of a graph, breadth-first. */
export interface Ways {
  /** All states, nearest first. */
  readonly order: Int32Array;
  /** How many steps it takes to each state. */
  readonly distance: Int32Array;
  /** The steps of a shortest way to a state. */
  to(state: number): Step[];
}

/** The shortest ways of a graph. */
export function shortestWays(graph: Graph): Ways {
  const { size, offsets, targets } = graph;
  const [order, distance] = [new Int32Array(size), new Int32Array(size)];
  const before = new Int32Array(size).fill(-1);
  let found = 1;
  for (let next = 0; next < found; next++) {
    const at = order[next]!;
    for (let step = offsets[at]!; step < offsets[at + 1]!; step++) {
      const to = targets[step]!;
      if (to === 0 || before[to]! >= 0) continue;
      before[to] = at;
      distance[to] = distance[at]! + 1;
      order[found++] = to;
    }
  }
  const statesTo = (state: number) => {
    const states = [state];
    for (let at = before[state]!; at >= 0; at = before[at]!) states.push(at);
    return states.reverse();
  };
  return { order, distance, to: (state) => stepsAlong(graph, statesTo(state)) };
}

/** The steps from each state to the next: of several, the one whose move is tried first. */
export function stepsAlong(graph: Graph, states: readonly number[]): Step[] {
  return states.slice(1).map((to, index) =>
    stepsFrom(graph, states[index]!).find((step) => step.to === to)!
  );
}
