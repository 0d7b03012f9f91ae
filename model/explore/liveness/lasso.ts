/**
 * A fair behaviour that never meets its goal, as a lasso: a stem, and a cycle at its end.
 *
 * @module
 */
import type { Constraint } from "./fairness.ts";
import type { FairCycles } from "./fair_cycles.ts";
import { type Graph, type Step, stepOf, stepsFrom } from "./graph.ts";

/**
 * A fair cycle from a state back to it, within the fair states that belong together. No steps at
 * all: the behaviour stutters there for ever.
 *
 * It grows until it is fair: by the nearest step that takes an action which the cycle puts off, or
 * that leads to where it is disabled, and home again. What it has paid once it keeps, so it grows
 * at most once for each constraint. It is short, but need not be the shortest: to find that one is
 * NP-hard. Source: Clarke, Grumberg, McMillan and Zhao, "Efficient generation of counterexamples
 * and witnesses in symbolic model checking", DAC 1995.
 */
export function fairCycleFrom(
  graph: Graph,
  { part }: FairCycles,
  start: number,
  constraints: readonly Constraint[],
): Step[] {
  const within = new Nearest(graph, part);
  let trail: Step[] = [];
  while (true) {
    const at = trail.at(-1)?.to ?? start;
    const home = at === start ? [] : within.find(at, ({ to }) => to === start);
    const cycle = [...trail, ...home];
    const putOff = constraints.filter((constraint) => !isFairTo(graph, constraint, cycle, start));
    if (putOff.length === 0) return cycle;
    const isSought = (step: Step) => putOff.some((constraint) => pays(graph, constraint, step));
    trail = [...trail, ...within.find(at, isSought)];
  }
}

/** Whether going round for ever is fair to an action. */
function isFairTo(graph: Graph, constraint: Constraint, cycle: Step[], start: number): boolean {
  const { strength, moves } = constraint;
  if (cycle.some(({ move }) => moves.has(move))) return true;
  const states = cycle.length > 0 ? cycle.map(({ to }) => to) : [start];
  const enabled = states.filter((at) => enables(graph, at, moves));
  return strength === "weak" ? enabled.length < states.length : enabled.length === 0;
}

/** Whether a cycle with this step is fair to an action, whatever its other steps are. */
function pays(graph: Graph, { strength, moves }: Constraint, { move, to }: Step): boolean {
  return moves.has(move) || strength === "weak" && !enables(graph, to, moves);
}

function enables(graph: Graph, at: number, moves: ReadonlySet<number>): boolean {
  return stepsFrom(graph, at).some(({ move }) => moves.has(move));
}

/** Shortest ways within one part of a graph. */
class Nearest {
  readonly #graph: Graph;
  readonly #part: Int32Array;
  /** The search in which each state was met last. */
  readonly #met: Int32Array;
  /** The step that led to each state then, and where it started. */
  readonly #by: Int32Array;
  readonly #from: Int32Array;
  #searches = 0;

  constructor(graph: Graph, part: Int32Array) {
    this.#graph = graph;
    this.#part = part;
    [this.#met, this.#by, this.#from] = [
      new Int32Array(graph.size),
      new Int32Array(graph.size),
      new Int32Array(graph.size),
    ];
  }

  /** The shortest way that ends in a step that is sought: at least one step. */
  find(start: number, isSought: (step: Step) => boolean): Step[] {
    const { offsets, targets } = this.#graph;
    this.#searches++;
    this.#met[start] = this.#searches;
    const queue = [start];
    for (const at of queue) {
      for (let number = offsets[at]!; number < offsets[at + 1]!; number++) {
        const to = targets[number]!;
        if (this.#part[to] !== this.#part[start]) continue;
        const step = stepOf(this.#graph, at, number);
        if (isSought(step)) return [...this.#wayFrom(start, at), step];
        if (this.#met[to] === this.#searches) continue;
        this.#met[to] = this.#searches;
        this.#by[to] = number;
        this.#from[to] = at;
        queue.push(to);
      }
    }
    throw new Error("A fair cycle is not strongly connected");
  }

  #wayFrom(start: number, end: number): Step[] {
    const way: Step[] = [];
    for (let at = end; at !== start; at = this.#from[at]!) {
      way.push(stepOf(this.#graph, this.#from[at]!, this.#by[at]!));
    }
    return way.reverse();
  }
}
