/**
 * Strongly connected components: the states that a behaviour can go round in for ever.
 *
 * @module
 */
import type { Graph } from "./graph.ts";

/**
 * Told of each component: its states, in an array that is only lent, and its part.
 */
export type OnComponent = (states: Int32Array, part: number) => void;

/**
 * Cuts parts of a graph into their strongly connected components. A state on its own is one too:
 * a behaviour may stutter there. Linear in the states and steps of the part; no recursion, since a
 * path may be as long as there are states. Source: Tarjan, "Depth-first search and linear graph
 * algorithms", SIAM Journal on Computing 1(2), 1972.
 */
export class Components {
  /** The part that each state is in. Each component found becomes a part of its own. 0: nowhere. */
  readonly part: Int32Array;
  /** How many parts there were. */
  parts = 0;
  readonly #graph: Graph;
  /** When a state was met, from 1; and the earliest state on the stack that it is known to reach. */
  readonly #met: Int32Array;
  readonly #low: Int32Array;
  /** States met whose component is not known yet. */
  readonly #stack: Int32Array;
  /** The path that is being followed, and the next step to follow from each state of it. */
  readonly #path: Int32Array;
  readonly #next: Int32Array;
  #meetings = 0;
  #height = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
    [this.part, this.#met, this.#low, this.#stack, this.#path, this.#next] = [
      new Int32Array(graph.size),
      new Int32Array(graph.size),
      new Int32Array(graph.size),
      new Int32Array(graph.size),
      new Int32Array(graph.size),
      new Int32Array(graph.size),
    ];
  }

  /** Makes these states a part, and cuts it. */
  cut(states: Int32Array, onComponent: OnComponent): void {
    const part = ++this.parts;
    for (let i = 0; i < states.length; i++) {
      this.part[states[i]!] = part;
      this.#met[states[i]!] = 0;
    }
    this.#meetings = 0;
    for (let i = 0; i < states.length; i++) {
      const root = states[i]!;
      if (this.part[root] === part && this.#met[root] === 0) this.#follow(root, part, onComponent);
    }
  }

  #follow(root: number, part: number, onComponent: OnComponent): void {
    const { offsets, targets } = this.#graph;
    let length = this.#meet(root, 0);
    while (length > 0) {
      const at = this.#path[length - 1]!;
      if (this.#next[at]! < offsets[at + 1]!) {
        const to = targets[this.#next[at]!++]!;
        if (this.part[to] !== part) continue;
        if (this.#met[to] === 0) length = this.#meet(to, length);
        else this.#reaches(at, this.#met[to]!);
        continue;
      }
      length--;
      if (length > 0) this.#reaches(this.#path[length - 1]!, this.#low[at]!);
      if (this.#low[at] === this.#met[at]) this.#take(at, onComponent);
    }
  }

  #meet(state: number, length: number): number {
    this.#met[state] = this.#low[state] = ++this.#meetings;
    this.#stack[this.#height++] = state;
    this.#next[state] = this.#graph.offsets[state]!;
    this.#path[length] = state;
    return length + 1;
  }

  #reaches(state: number, met: number): void {
    if (met < this.#low[state]!) this.#low[state] = met;
  }

  /** Whatever was met after the first state of a component, and is in none yet, is in this one. */
  #take(first: number, onComponent: OnComponent): void {
    const part = ++this.parts;
    const top = this.#height;
    do this.part[this.#stack[--this.#height]!] = part; while (this.#stack[this.#height] !== first);
    onComponent(this.#stack.subarray(this.#height, top), part);
  }
}
