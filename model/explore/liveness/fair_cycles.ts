/**
 * Where a behaviour can stay for ever and be fair.
 *
 * @module
 */
import { Components } from "./components.ts";
import type { Constraint } from "./fairness.ts";
import type { Graph } from "./graph.ts";

/** The states that fair behaviours can visit again and again. */
export interface FairCycles {
  /** 1 for each such state. */
  readonly isFair: Uint8Array;
  /** Two such states are on one fair cycle if they have the same number here. */
  readonly part: Int32Array;
  /** Strongly connected components looked at first, before any was cut again. */
  readonly components: number;
}

/**
 * Finds every state on a fair cycle within a set of states. Whoever goes round for ever stays in
 * one strongly connected component, and all of its states and steps can be gone round. So a
 * component is fair to an action that is taken in it. To an action that is not, it is fair if that
 * has weak fairness and is disabled in some state. With strong fairness the action must be disabled
 * in all: the states that enable it are dropped, and what is left is cut anew. A component that is
 * fair to all actions is a fair cycle, and any fair cycle is in one that is found so.
 *
 * Linear for weak fairness; each strong one may cut a component once more. Sources: Lichtenstein
 * and Pnueli, "Checking that finite state concurrent programs satisfy their linear specification",
 * POPL 1985; Emerson and Lei, "Modalities for model checking", Science of Computer Programming 8,
 * 1987.
 */
export function fairCycles(
  graph: Graph,
  states: Int32Array,
  constraints: readonly Constraint[],
): FairCycles {
  const cut = new Components(graph);
  const judge = new Judge(graph, cut.part, constraints);
  const isFair = new Uint8Array(graph.size);
  let components = 0;
  const left: Int32Array[] = [states.filter((at) => at < graph.expanded)];
  for (let states = left.pop(); states !== undefined; states = left.pop()) {
    const isFirst = cut.parts === 0;
    cut.cut(states, (component, part) => {
      if (isFirst) components++;
      const verdict = judge.judge(component, part);
      if (verdict === "fair") component.forEach((at) => isFair[at] = 1);
      if (verdict === "cut") left.push(component.filter((at) => !judge.offends(at)));
    });
  }
  return { isFair, part: cut.part, components };
}

/** Judges components by the actions that are enabled and taken in them. */
class Judge {
  readonly #graph: Graph;
  readonly #part: Int32Array;
  readonly #constraints: readonly Constraint[];
  /** The constraints that each move is a step of. */
  readonly #of: number[][] = [];
  /** In how many states each action is enabled, the state counted last, and if it is taken. */
  readonly #enabled: Int32Array;
  readonly #counted: Int32Array;
  readonly #taken: Uint8Array;
  #offended: readonly Constraint[] = [];

  constructor(graph: Graph, part: Int32Array, constraints: readonly Constraint[]) {
    this.#graph = graph;
    this.#part = part;
    this.#constraints = constraints;
    constraints.forEach(({ moves }, index) => {
      for (const move of moves) (this.#of[move] ??= []).push(index);
    });
    this.#enabled = new Int32Array(constraints.length);
    this.#counted = new Int32Array(constraints.length);
    this.#taken = new Uint8Array(constraints.length);
  }

  /** Whether it is fair to go round a component, or in some part of it, or nowhere in it. */
  judge(component: Int32Array, part: number): "fair" | "cut" | "unfair" {
    this.#enabled.fill(0);
    this.#counted.fill(-1);
    this.#taken.fill(0);
    for (let i = 0; i < component.length; i++) this.#count(component[i]!, part);
    const isPutOff = ({ strength }: Constraint, index: number) => {
      const most = strength === "weak" ? component.length - 1 : 0;
      return this.#taken[index] === 0 && this.#enabled[index]! > most;
    };
    this.#offended = this.#constraints.filter(isPutOff);
    if (this.#offended.length === 0) return "fair";
    return this.#offended.some(({ strength }) => strength === "weak") ? "unfair" : "cut";
  }

  /** Whether a state enables an action that the component judged last puts off. */
  offends(at: number): boolean {
    const { offsets, moves } = this.#graph;
    for (let step = offsets[at]!; step < offsets[at + 1]!; step++) {
      if (this.#offended.some(({ moves: own }) => own.has(moves[step]!))) return true;
    }
    return false;
  }

  #count(at: number, part: number): void {
    const { offsets, targets, moves } = this.#graph;
    for (let step = offsets[at]!; step < offsets[at + 1]!; step++) {
      for (const constraint of this.#of[moves[step]!] ?? NONE) {
        if (this.#counted[constraint] !== at) this.#enabled[constraint]!++;
        this.#counted[constraint] = at;
        if (this.#part[targets[step]!] === part) this.#taken[constraint] = 1;
      }
    }
  }
}

const NONE: readonly number[] = [];
