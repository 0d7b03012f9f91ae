/**
 * The chart of a machine as the algorithm of SCXML reads it: states in document order, and what is
 * done in each.
 *
 * @module
 */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate";
import { type Deed, type Guard, Rules } from "./rules.ts";
import { Unspecialised } from "./unspecialised.ts";

/** A state of a chart. */
export interface Node {
  readonly id: string;
  readonly key: string;
  readonly kind: AnyStateNode["type"];
  /** Its place in document order: a state comes before the states in it. */
  readonly order: number;
  readonly parent: Node | undefined;
  /** The states in it; histories too. */
  readonly children: readonly Node[];
  readonly entry: readonly Deed[];
  readonly exit: readonly Deed[];
  /** Where it begins, if nothing else is said. */
  readonly initial: readonly Node[];
  /** How far a history reaches. */
  readonly history: "shallow" | "deep" | undefined;
  /** What a final state puts out. */
  readonly output: unknown;
  /** Transitions by descriptor of their event, in the order in which they are written. */
  readonly on: ReadonlyMap<string, readonly Transition[]>;
  /** Transitions without an event. */
  readonly always: readonly Transition[];
  /** The same state in XState. */
  readonly original: AnyStateNode;
}

/** A transition of a chart. */
export interface Transition {
  readonly source: Node;
  /** Undefined: it stays where it is. */
  readonly target: readonly Node[] | undefined;
  readonly reenter: boolean;
  readonly guard: Guard | undefined;
  readonly deeds: readonly Deed[];
}

/** A chart. */
export interface Chart {
  readonly root: Node;
  /** Every state, in document order. */
  readonly nodes: readonly Node[];
  /** The state here that is a state of XState. */
  readonly of: (original: AnyStateNode) => Node;
}

/** Microsteps that a step must be able to take before a machine may say that it is a loop. */
export const MICROSTEPS = 16;

/**
 * Reads the chart of a machine.
 *
 * @throws {Unspecialised} for a machine with something in it that is left to XState.
 */
export function chartOf(machine: AnyStateMachine): Chart {
  if ((machine.options.maxIterations ?? Infinity) <= MICROSTEPS) {
    throw new Unspecialised("a low limit of microsteps");
  }
  const rules = new Rules(machine);
  const known = new Map<AnyStateNode, Writable>();
  const of = (original: AnyStateNode) => known.get(original) as Node;
  const root = read(machine.root as AnyStateNode, undefined, rules, known);
  const nodes = [...known.values()];
  if (["history", "parallel"].every((kind) => nodes.some((node) => node.kind === kind))) {
    throw new Unspecialised("histories beside parallel states");
  }
  for (const node of nodes) connect(node, rules, of);
  return { root, nodes, of };
}

type Writable = { -readonly [Field in keyof Node]: Node[Field] };

/** States first: transitions lead to any of them. */
function read(
  original: AnyStateNode,
  parent: Node | undefined,
  rules: Rules,
  known: Map<AnyStateNode, Writable>,
): Node {
  demandSpecialised(original);
  const node: Writable = {
    id: original.id,
    key: original.key,
    kind: original.type,
    order: original.order,
    parent,
    children: [],
    entry: original.entry.map((action) => rules.deed(action)),
    exit: original.exit.map((action) => rules.deed(action)),
    initial: [],
    history: original.type !== "history" ? undefined : original.history || "shallow",
    output: original.output,
    on: new Map(),
    always: [],
    original,
  };
  known.set(original, node);
  node.children = Object.values(original.states)
    .map((child) => read(child as AnyStateNode, node, rules, known));
  return node;
}

function connect(node: Writable, rules: Rules, of: Chart["of"]): void {
  const { original } = node;
  const transition = (
    { target, reenter, guard, actions }: AnyTransitionDefinition,
  ): Transition => {
    if (target !== undefined && target.length > 1) {
      throw new Unspecialised(`a transition of "${node.id}" has several targets`);
    }
    return {
      source: node,
      target: target?.map(of),
      reenter: reenter === true,
      guard: guard === undefined ? undefined : rules.guard(guard),
      deeds: actions.map((action) => rules.deed(action)),
    };
  };
  node.on = new Map(
    [...original.transitions].map(([descriptor, list]) => [descriptor, list.map(transition)]),
  );
  node.always = (original.always ?? []).map(transition);
  if (node.kind !== "compound") return;
  const { target, actions } = original.initial;
  if (actions.length > 0) {
    throw new Unspecialised(`state "${node.id}" has actions of its initial transition`);
  }
  node.initial = target.map(of);
}

function demandSpecialised({ id, invoke, after, type, config, parent }: AnyStateNode): void {
  if (parent === undefined && config.output !== undefined) {
    throw new Unspecialised("the machine has an output");
  }
  if (invoke.length > 0) throw new Unspecialised(`state "${id}" invokes an actor`);
  if (after.length > 0) throw new Unspecialised(`state "${id}" has a delay`);
  if (type === "history" && config.target !== undefined) {
    throw new Unspecialised(`history "${id}" has a default of its own`);
  }
}
