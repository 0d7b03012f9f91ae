/**
 * A chart as the graph that ELK lays out.
 *
 * @module
 */
import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk.bundled.js";
import { type Chart, type ChartState, type ChartTransition, isInside, statesIn } from "./chart.ts";
import { actionSpans, arrowLines, boxLines, type Line, set, sizeOf } from "./text.ts";
import { arrowsOf, leadsInside, rowsOf } from "./words.ts";

/** What an edge of the graph stands for. */
export interface Meant {
  /** The arrows that it shows at once. */
  readonly transitions: readonly ChartTransition[];
  /** Their text. */
  readonly lines: readonly Line[];
  /** Does it end in an arrow head? */
  readonly head: boolean;
}

/** The graph, and what its parts stand for. */
export interface Graph {
  /** What ELK is given; the graph itself is the machine. */
  readonly elk: ElkNode;
  /** The text of each state, by the state's id. */
  readonly texts: ReadonlyMap<string, readonly Line[]>;
  /** By the edge's id. */
  readonly meanings: ReadonlyMap<string, Meant>;
}

/** How much wider a state must become for its own text, by its id. Unit: pixels. */
export type Spread = ReadonlyMap<string, number>;

/** The way in which arrows mostly run. */
export type Direction = "DOWN" | "RIGHT";

/** Room between a box's border and its text. Unit: pixels. */
export const MARGIN = 10;
const DOT = 12;
/** The box that stands for any state inside another. */
const ANY = { width: 68, height: 24 };
const BAR = { width: 44, height: 6 };
const HISTORY = 28;

/** The graph of a chart: one node for each state and mark; one edge for each bundle of arrows. */
export function elkGraph(chart: Chart, direction: Direction, spread: Spread): Graph {
  const states = statesIn(chart.root);
  const texts = new Map(states.map((state) => [state.id, boxLines(state, rowsOf(state))]));
  const graph = new GraphBuilder(states, texts, direction, spread);
  const root = graph.node(chart.root);
  states.forEach((state) => graph.arrows(state));
  const elk = { ...root, children: [...root.children ?? [], ...graph.splits], edges: graph.edges };
  return { elk, texts, meanings: graph.meanings };
}

// Every state that holds others is a graph of its own for ELK, and inherits no options.
function layoutOptions(direction: Direction): Record<string, string> {
  return {
    "elk.algorithm": "layered",
    "elk.direction": direction,
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.json.edgeCoords": "ROOT",
    "elk.json.shapeCoords": "ROOT",
    "elk.spacing.nodeNode": "24",
    "elk.spacing.edgeNode": "16",
    "elk.spacing.edgeEdge": "12",
    "elk.spacing.edgeLabel": "4",
    "elk.layered.spacing.nodeNodeBetweenLayers": "16",
    "elk.layered.spacing.edgeNodeBetweenLayers": "12",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
    // From the start on: what is reached first stands first.
    "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
    "elk.layered.thoroughness": "30",
  };
}

class GraphBuilder {
  readonly edges: ElkExtendedEdge[] = [];
  readonly splits: ElkNode[] = [];
  readonly meanings = new Map<string, Meant>();

  constructor(
    readonly states: readonly ChartState[],
    readonly texts: ReadonlyMap<string, readonly Line[]>,
    readonly direction: Direction,
    readonly spread: Spread,
  ) {}

  node(state: ChartState): ElkNode {
    if (state.kind === "history") return { id: state.id, width: HISTORY, height: HISTORY };
    const { width, height } = sizeOf(this.texts.get(state.id)!);
    const wide = width + 2 * MARGIN;
    const high = height + MARGIN;
    if (state.states.length === 0) {
      return { id: state.id, width: Math.max(wide, 60), height: Math.max(high, 34) };
    }
    const side = 16 + (this.spread.get(state.id) ?? 0) / 2;
    return {
      id: state.id,
      layoutOptions: {
        ...layoutOptions(this.direction),
        "elk.padding": `[top=${high + 14},left=${side},bottom=16,right=${side}]`,
      },
      children: [...this.marks(state), ...state.states.map((child) => this.node(child))],
    };
  }

  marks(state: ChartState): ElkNode[] {
    const { id, initial = [], initialActions = [] } = state;
    const lines = set(actionSpans(initialActions), 190);
    const dot = startOf(id);
    initial.forEach((target) => this.edge(dot, target, { transitions: [], lines, head: true }));
    return [
      ...initial.length > 0 ? [{ id: dot, width: DOT, height: DOT }] : [],
      ...leadsInside(state) ? [{ id: anyOf(id), ...ANY }] : [],
    ];
  }

  arrows(state: ChartState): void {
    // Arrows between the same two states are drawn as one, with the text of all.
    for (
      const transitions of Map.groupBy(arrowsOf(state), (arrow) => `${arrow.targets}`).values()
    ) {
      const lines = state.kind === "history" ? [] : arrowLines(transitions);
      const { targets } = transitions[0]!;
      const from = targets.some((to) => isInside(state, to)) ? anyOf(state.id) : state.id;
      const ends = targets.flatMap((to) => this.ends(to, state));
      if (ends.length === 1) this.edge(from, ends[0]!, { transitions, lines, head: true });
      else this.split(from, ends, { transitions, lines, head: false });
    }
  }

  // An arrow to a state around its own source ends at the dots where that state starts.
  ends(target: string, source: ChartState): string[] {
    const state = this.states.find(({ id }) => id === target)!;
    return state === source || isInside(state, source.id) ? startsOf(state) : [target];
  }

  split(from: string, ends: readonly string[], meant: Meant): void {
    const bar = `#split${this.splits.length}`;
    const { width, height } = BAR;
    const isFlat = this.direction === "DOWN";
    this.splits.push({ id: bar, width: isFlat ? width : height, height: isFlat ? height : width });
    this.edge(from, bar, meant);
    ends.forEach((end) => this.edge(bar, end, { transitions: [], lines: [], head: true }));
  }

  edge(source: string, target: string, meant: Meant): void {
    const id = `#edge${this.edges.length}`;
    const { width, height } = sizeOf(meant.lines);
    const label = { id: `${id}text`, text: " ", width: width + 8, height: height + 2 };
    this.meanings.set(id, meant);
    this.edges.push({
      id,
      sources: [source],
      targets: [target],
      layoutOptions: { "elk.edgeLabels.inline": "true" },
      labels: meant.lines.length > 0
        ? [{ ...label, layoutOptions: { "elk.edgeLabels.inline": "true" } }]
        : [],
    });
  }
}

function startsOf(state: ChartState): string[] {
  if (state.kind === "parallel") return state.states.flatMap(startsOf);
  return [state.kind === "compound" ? startOf(state.id) : state.id];
}

function startOf(id: string): string {
  return `${id}#start`;
}

function anyOf(id: string): string {
  return `${id}#any`;
}
