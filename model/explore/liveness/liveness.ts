/**
 * Liveness: what must happen in every fair behaviour of a system, judged on the graph of all its
 * states.
 *
 * @module
 */
import { ModelError } from "../model_error.ts";
import type { System } from "../system.ts";
import { ExploredGraph, type LivenessProgress } from "./explored_graph.ts";
import { fairCycles } from "./fair_cycles.ts";
import { type Constraint, constraintsOf, demandMoves, type Fairness } from "./fairness.ts";
import { fairCycleFrom } from "./lasso.ts";
import { checkLasso, type FairBecause, type Lasso } from "./lasso_check.ts";
import { Owed } from "./owed.ts";
import type { LivenessProperty } from "./property.ts";
import { shortestWays, type Ways } from "./ways.ts";

/** What is claimed, and what is assumed. */
export interface LivenessQuestion {
  /** What must happen in every fair behaviour. */
  readonly properties: readonly LivenessProperty[];
  /** What is assumed of behaviours. Default: nothing, so that any may stop for ever. */
  readonly fairness?: readonly Fairness[];
}

/** How far to explore. */
export interface LivenessBounds {
  /** Stop after this many states: what was not reached is then not judged. */
  readonly maxStates?: number;
  /** Told now and then how far the exploration is. */
  readonly onProgress?: (progress: LivenessProgress) => void;
}

/** What is claimed, what is assumed, and how far to explore. */
export interface LivenessOptions extends LivenessQuestion, LivenessBounds {}

/** What a check of liveness found. */
export interface Liveness {
  /** How many states were found. */
  readonly states: number;
  /** How many steps were tried, those that change nothing included: as `explore` counts them. */
  readonly edges: number;
  /** True if every reachable state was reached. */
  readonly complete: boolean;
  /** The fairness that was assumed, in words: one entry for each action. */
  readonly assumptions: readonly string[];
  /** What was found of each property, in the order given. */
  readonly verdicts: readonly LivenessVerdict[];
}

/** What was found of one property. */
export interface LivenessVerdict {
  /** Name of the property. */
  readonly property: string;
  /** Unjudged: nothing breaks it, but the exploration was cut short, or its goal is never owed. */
  readonly verdict: "holds" | "violated" | "unjudged";
  /**
   * In how many states the goal is owed: each of these had to lead to it. Where it must stay, in
   * how many it is false: each of these had to be left for ever.
   */
  readonly obligations: number;
  /** How many strongly connected components these states are; where the goal must stay, all are. */
  readonly components: number;
  /** A fair behaviour that never meets the goal, or that never keeps it. */
  readonly lasso?: Lasso;
}

/**
 * Explores a system, and checks that each goal is met, or kept, in every behaviour that is fair.
 *
 * Behaviours are those of TLA+: infinite, and free to stutter. Where no fair action is enabled a
 * behaviour may stay for ever: at a deadlock, or anywhere if nothing is assumed to be fair. A step
 * that changes nothing takes no action.
 *
 * A stem is as short as can be in what was explored; a cycle is short. Each lasso is played again before it is told.
 *
 * A declared symmetry is not used: up to a renaming, a cycle may come back with its actors
 * exchanged, so that an action looks taken that is another actor's. (TLC tells meaningless
 * counterexamples there. Source: Merz, "The specification language TLA+", 2008, section 2.3.)
 *
 * @throws {ModelError} for a model that cannot be explored, for fairness of an action that has no
 * moves, or where two properties have one name or there is none.
 */
export function checkLiveness(system: System, options: LivenessOptions): Liveness {
  const { properties, fairness = [], ...bounds } = options;
  demandNames(properties);
  return livenessOf(system, bounds)({ properties, fairness });
}

/**
 * Explores a system once, to be asked as often as wanted: as `checkLiveness`, under whatever
 * assumptions.
 */
export function livenessOf(
  system: System,
  bounds: LivenessBounds = {},
): (question: LivenessQuestion) => Liveness {
  const graph = new ExploredGraph(system, bounds);
  const ways = shortestWays(graph);
  return (question) => answer(system, graph, ways, question);
}

function answer(
  system: System,
  graph: ExploredGraph,
  ways: Ways,
  { properties, fairness = [] }: LivenessQuestion,
): Liveness {
  demandNames(properties);
  const moves = graph.knownMoves();
  if (graph.complete) fairness.forEach((each) => demandMoves(each, moves));
  const constraints = fairness.flatMap((each) => constraintsOf(each, moves));
  return {
    states: graph.size,
    edges: graph.edges,
    complete: graph.complete,
    assumptions: constraints.map(({ name }) => name),
    verdicts: properties.map((property) => {
      const { path, ...judged } = judge(graph, ways, property, constraints);
      if (path === undefined) return judged;
      const seen = checkLasso(system, property, fairness, path);
      const fair = constraints.map(({ name: assumption }) =>
        seen.find((each) => each.assumption === assumption) ?? unmet(assumption)
      );
      return { ...judged, lasso: { ...path, fair } };
    }),
  };
}

/** A lasso that never comes near a message does not know its delivery. */
function unmet(assumption: string): FairBecause {
  return { assumption, because: "never enabled" };
}

type Path = Omit<Lasso, "fair">;

type Judged = Omit<LivenessVerdict, "lasso"> & { readonly path?: Path };

function judge(
  graph: ExploredGraph,
  ways: Ways,
  { name, from, goal, stays = false }: LivenessProperty,
  constraints: readonly Constraint[],
): Judged {
  const starts = from === "start" ? firstOf(graph) : graph.statesWhere(from, name);
  const good = graph.statesWhere(goal, name);
  // A goal that must stay is not met by being true: whoever goes round may pass it on the way.
  const owed = new Owed(graph, ways, starts, stays ? new Uint8Array(graph.size) : good);
  const cycles = fairCycles(graph, owed.states, constraints);
  const missing = owed.states.filter((at) => good[at] === 0);
  const counted = { property: name, obligations: missing.length, components: cycles.components };
  // All of a fair part can be gone round: the goal is missed for ever where any state misses it.
  const nearest = missing.find((at) => cycles.isFair[at] === 1);
  if (nearest === undefined) {
    const isJudged = graph.complete && missing.length > 0;
    return { ...counted, verdict: isJudged ? "holds" : "unjudged" };
  }
  const nameOf = ({ move }: { readonly move: number }) => graph.moveName(move);
  const stem = owed.wayTo(nearest).map(nameOf);
  const cycle = fairCycleFrom(graph, cycles, nearest, constraints).map(nameOf);
  return { ...counted, verdict: "violated", path: { stem, cycle } };
}

function firstOf({ size }: ExploredGraph): Uint8Array {
  const flags = new Uint8Array(size);
  flags[0] = 1;
  return flags;
}

function demandNames(properties: readonly LivenessProperty[]): void {
  if (properties.length === 0) throw new ModelError("There is no property to check");
  const names = properties.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ModelError(`Two properties are named "${twice}"`);
}
