/**
 * Which states of a chart are active at once, and what its histories remember.
 *
 * @module
 */
import type { AnyMachineSnapshot, AnyStateNode } from "xstate";
import type { Chart, Node } from "./chart.ts";

/** What each history remembers, by its id. */
export type Remembered = Readonly<Record<string, readonly Node[]>>;

/** A configuration: all that a local state is, its context aside. */
export interface Configuration {
  /** The active states, in document order. */
  readonly nodes: readonly Node[];
  readonly remembered: Remembered;
  /** True where the chart is at its end. */
  readonly isDone: boolean;
}

/** The configurations of a chart: the same states, the same object. */
export class Configurations {
  readonly #chart: Chart;
  readonly #known = new Map<string, Configuration>();

  constructor(chart: Chart) {
    this.#chart = chart;
  }

  /** The configuration with these states, in any order. */
  with(active: Iterable<Node>, remembered: Remembered, isDone: boolean): Configuration {
    const nodes = [...active].sort(byOrder);
    const histories = Object.keys(remembered).sort()
      .map((id) => [id, ...remembered[id]!.map(({ order }) => order).sort()]);
    const key = JSON.stringify([nodes.map(({ order }) => order), histories, isDone]);
    let known = this.#known.get(key);
    if (known === undefined) {
      known = { nodes, remembered, isDone };
      this.#known.set(key, known);
    }
    return known;
  }

  /** The configuration of a state that XState tells by value and history. */
  of({ value, historyValue, status }: Told): Configuration {
    const remembered = Object.entries(historyValue as Record<string, AnyStateNode[]>)
      .map(([id, nodes]) => [id, nodes.map(this.#chart.of)] as const);
    const nodes = activeIn(this.#chart.root, value);
    return this.with(nodes, Object.fromEntries(remembered), status === "done");
  }
}

/** What XState tells of where a machine is. */
export type Told = Pick<AnyMachineSnapshot, "value" | "historyValue" | "status">;

/** The active states in the words of XState: names in a compound, a record of them in a parallel. */
export function valueOf(node: Node, active: ReadonlySet<Node>): string | Record<string, unknown> {
  const inside = node.children.filter((child) => active.has(child));
  const isLeaf = (child: Node) => child.kind === "atomic" || child.kind === "final";
  if (node.kind === "compound" && inside.length === 1 && isLeaf(inside[0]!)) return inside[0]!.key;
  return Object.fromEntries(inside.map((child) => [child.key, valueOf(child, active)]));
}

/** What the histories hold, in the words of XState. */
export function historyOf({ remembered }: Configuration): Record<string, AnyStateNode[]> {
  return Object.fromEntries(
    Object.entries(remembered).map(([id, nodes]) => [id, nodes.map(({ original }) => original)]),
  );
}

function activeIn(node: Node, value: unknown): Node[] {
  const inside = typeof value === "string" ? { [value]: {} } : value as Record<string, unknown>;
  return [
    node,
    ...node.children.flatMap((child) =>
      child.key in inside ? activeIn(child, inside[child.key]) : []
    ),
  ];
}

/** Document order. */
export function byOrder(one: Node, other: Node): number {
  return one.order - other.order;
}
