/**
 * Where each part of a chart goes: ELK's layered layout, read back as a {@link Picture}.
 *
 * @module
 */
import type { ElkEdgeSection, ElkExtendedEdge, ElkNode } from "elkjs/lib/elk.bundled.js";
import type { Chart, ChartState } from "./chart.ts";
import { type Direction, elkGraph, type Graph, MARGIN, type Spread } from "./elk_graph.ts";
import type { Area, Box, Mark, Picture, Point, Wire } from "./picture.ts";
import { sizeOf } from "./text.ts";

/** As wide as a README shows a picture. Unit: pixels. */
const PAGE = 880;

/**
 * The chart placed, with arrows mostly down or mostly to the right: whichever can be shown larger
 * on a page 880 pixels wide, and then whichever is shorter.
 */
export async function layOut(chart: Chart): Promise<Picture> {
  const down = await placed(chart, "DOWN");
  const right = await placed(chart, "RIGHT");
  const shrink = ({ width }: Picture) => Math.max(1, width / PAGE);
  const better = shrink(right) - shrink(down) || right.height - down.height;
  return better < 0 ? right : down;
}

async function placed(chart: Chart, direction: Direction): Promise<Picture> {
  let spread: Spread = new Map();
  for (;;) {
    const graph = elkGraph(chart, direction, spread);
    const picture = pictureOf(chart, graph, await runElk(graph.elk));
    // ELK gives nested states the room that their insides need, and knows nothing of their text.
    const narrow = picture.boxes.filter((box) => lacking(box) > 0);
    if (narrow.length === 0) return picture;
    const more = narrow.map((box) =>
      [box.state.id, (spread.get(box.state.id) ?? 0) + lacking(box)] as const
    );
    spread = new Map([...spread, ...more]);
  }
}

async function runElk(graph: ElkNode): Promise<ElkNode> {
  // ELK is large: only who draws waits for it.
  const { default: elkjs } = await import("elkjs/lib/elk.bundled.js");
  return await new elkjs.default().layout(graph);
}

function lacking({ lines, width, state }: Box): number {
  return state.states.length > 0 ? Math.ceil(sizeOf(lines).width + 2 * MARGIN - width) : 0;
}

function pictureOf(chart: Chart, graph: Graph, laidOut: ElkNode): Picture {
  const boxes = boxesIn(chart.root, nodesById(laidOut), graph, 0, false);
  return {
    name: chart.name,
    ...areaOf(laidOut),
    boxes,
    marks: marksIn(laidOut),
    wires: (laidOut.edges ?? []).map((edge) => wireOf(edge, graph)),
  };
}

function areaOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Area>): Area {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

// Half pixels keep lines sharp and bytes few.
function round(value: number): number {
  return Math.round(value * 2) / 2;
}

function nodesById(node: ElkNode): Map<string, ElkNode> {
  const inside = (node.children ?? []).flatMap((child) => [...nodesById(child)]);
  return new Map([[node.id, node], ...inside]);
}

function boxesIn(
  state: ChartState,
  nodes: ReadonlyMap<string, ElkNode>,
  graph: Graph,
  depth: number,
  region: boolean,
): Box[] {
  const lines = graph.texts.get(state.id)!;
  const box: Box = { state, lines, depth, region, ...areaOf(nodes.get(state.id) as Area) };
  const parallel = state.kind === "parallel";
  const inside = state.states.map((child) => boxesIn(child, nodes, graph, depth + 1, parallel));
  return [box, ...inside.flat()];
}

function marksIn(root: ElkNode): Mark[] {
  return [...nodesById(root)].flatMap(([id, node]): Mark[] => {
    const [, kind] = /#(start|any|split)\d*$/.exec(id) ?? [];
    return kind === undefined ? [] : [{ kind: kind as Mark["kind"], ...areaOf(node as Area) }];
  });
}

function wireOf(edge: ElkExtendedEdge, graph: Graph): Wire {
  const { transitions, lines, head } = graph.meanings.get(edge.id)!;
  const [label] = edge.labels ?? [];
  return {
    points: (edge.sections ?? []).flatMap(pointsOf),
    head,
    transitions,
    ...label !== undefined && { label: { lines, ...areaOf(label as Area) } },
  };
}

function pointsOf({ startPoint, bendPoints = [], endPoint }: ElkEdgeSection): Point[] {
  let before: Point | undefined;
  return [startPoint, ...bendPoints, endPoint].map(({ x, y }) =>
    before = { x: aligned(round(x), before?.x), y: aligned(round(y), before?.y) }
  );
}

// Rounding may have parted two points of one straight line.
function aligned(value: number, before = Number.NaN): number {
  return Math.abs(value - before) < 1 ? before : value;
}
