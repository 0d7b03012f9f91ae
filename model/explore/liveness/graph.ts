/**
 * The graph of what a system can do: which state leads to which, by which move.
 *
 * @module
 */

/**
 * States and the steps between them, as compressed sparse rows: the steps from state `at` have the
 * numbers from `offsets[at]` up to, not including, `offsets[at + 1]`.
 *
 * A step that changes nothing is left out. It is stuttering, which any behaviour may do, and which
 * neither takes an action nor makes it enabled: `<<A>>_v` in TLA+.
 */
export interface Graph {
  /** States are numbered from 0, which is the first one. All can be reached from it. */
  readonly size: number;
  /** States below this number have all their steps here. The others were found, not gone on from. */
  readonly expanded: number;
  /** Number of the first step from each state, and the number of all steps at the end. */
  readonly offsets: Int32Array;
  /** The state that each step leads to. */
  readonly targets: Int32Array;
  /** The move that each step takes. */
  readonly moves: Int32Array;
}

/** One step, on its own. */
export interface Step {
  readonly from: number;
  readonly move: number;
  readonly to: number;
}

/** The step with a number, which starts in `from`. */
export function stepOf({ targets, moves }: Graph, from: number, step: number): Step {
  return { from, move: moves[step]!, to: targets[step]! };
}

/** All steps from a state. */
export function stepsFrom(graph: Graph, from: number): Step[] {
  const [start, end] = [graph.offsets[from]!, graph.offsets[from + 1]!];
  return Array.from({ length: end - start }, (_, i) => stepOf(graph, from, start + i));
}
