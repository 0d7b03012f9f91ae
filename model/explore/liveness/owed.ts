/**
 * Where a goal is owed: the states between the moment it comes to be owed and the goal.
 *
 * @module
 */
import type { Graph, Step } from "./graph.ts";
import { stepsAlong, type Ways } from "./ways.ts";

const UNMET = -2;
const STARTS = -1;

/**
 * The states in which a goal is owed, each with a shortest way on which it comes to be owed and is
 * not met.
 */
export class Owed {
  /** These states, nearest first. */
  readonly states: Int32Array;
  readonly #graph: Graph;
  readonly #ways: Ways;
  /** The state before each on the way while the goal is owed, or that it is where that starts. */
  readonly #before: Int32Array;

  /** @param starts 1 for each state in which the goal comes to be owed, unless it is met there. */
  constructor(graph: Graph, ways: Ways, starts: Uint8Array, goal: Uint8Array) {
    this.#graph = graph;
    this.#ways = ways;
    this.#before = new Int32Array(graph.size).fill(UNMET);
    this.states = this.#spread(starts, goal);
  }

  /** A shortest way from the first state to one in which the goal is owed, still owing it. */
  wayTo(state: number): Step[] {
    const states = [state];
    for (let at = this.#before[state]!; at >= 0; at = this.#before[at]!) states.push(at);
    states.reverse();
    return [...this.#ways.to(states[0]!), ...stepsAlong(this.#graph, states)];
  }

  /** Starts join the search when their own distance is reached, so that it stays breadth-first. */
  #spread(starts: Uint8Array, goal: Uint8Array): Int32Array {
    const { size, offsets, targets } = this.#graph;
    const { order, distance } = this.#ways;
    const states = new Int32Array(size);
    const far = new Int32Array(size);
    let [found, next, start] = [0, 0, 0];
    const find = (state: number, before: number, steps: number) => {
      if (goal[state] === 1 || this.#before[state] !== UNMET) return;
      this.#before[state] = before;
      far[state] = steps;
      states[found++] = state;
    };
    while (start < size || next < found) {
      const isStartNearer = start < size &&
        (next === found || distance[order[start]!]! <= far[states[next]!]!);
      if (isStartNearer) {
        const state = order[start++]!;
        if (starts[state] === 1) find(state, STARTS, distance[state]!);
        continue;
      }
      const at = states[next++]!;
      for (let step = offsets[at]!; step < offsets[at + 1]!; step++) {
        find(targets[step]!, at, far[at]! + 1);
      }
    }
    return states.slice(0, found);
  }
}
