/**
 * A chart as a self-contained SVG image: no script, no font, no file beside it.
 *
 * @module
 */
import type { Chart } from "./chart.ts";
import { layOut } from "./layout.ts";
import type { Box, Mark, Picture, Wire } from "./picture.ts";
import { CHART_STYLE } from "./svg_style.ts";
import { MARGIN } from "./elk_graph.ts";
import { wireShapes } from "./svg_wire.ts";
import { centred, escaped, leftAligned } from "./svg_text.ts";

/** The chart as SVG text, laid out: the same bytes for the same chart on every run. */
export async function toSvg(chart: Chart): Promise<string> {
  return draw(await layOut(chart));
}

/** A picture as SVG text. Each state is a group with its id, so that a page can light it up. */
export function draw(picture: Picture): string {
  const { name, width, height, boxes, marks, wires } = picture;
  const title = escaped(`${name}: state chart`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label="${title}" ` +
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${title}</title>`,
    `<style>${CHART_STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...boxes.map(boxShape),
    ...marks.map(markShape),
    ...wires.map(wireShapes),
    ...boxes.filter(holdsOthers).map(headerOver),
    ...wires.map(labelShape).filter(Boolean),
    "</svg>",
    "",
  ].join("\n");
}

function boxShape(box: Box): string {
  const { state, x, y, lines } = box;
  const shapes = state.kind === "history" ? historyShapes(box) : [
    ...frame(box),
    ...lines.length > 1 ? [ruleUnderName(box)] : [],
    ...holdsOthers(box) ? [] : [leftAligned(lines, x + MARGIN, y + MARGIN / 2)],
  ];
  return `<g class="state" data-state="${escaped(state.id)}">${shapes.join("")}</g>`;
}

function holdsOthers({ state }: Box): boolean {
  return state.states.length > 0;
}

// Arrows to states inside run behind the text of the state around them.
function headerOver({ lines, x, y }: Box): string {
  return `<g class="over">${leftAligned(lines, x + MARGIN, y + MARGIN / 2)}</g>`;
}

function frame({ state, x, y, width, height, region, depth }: Box): string[] {
  const look = `${state.states.length > 0 ? "outer" : "box"}${region ? " region" : ""}`;
  const border = (inset: number, radius: number) =>
    `<rect class="${look}" x="${x + inset}" y="${y + inset}" width="${width - 2 * inset}" ` +
    `height="${height - 2 * inset}" rx="${radius}"/>`;
  // The outermost border stays whole at the edge of the picture.
  if (depth === 0) return [border(0.5, 8)];
  return state.kind === "final" ? [border(0, 8), border(3, 5)] : [border(0, 8)];
}

function ruleUnderName({ x, y, width, state }: Box): string {
  const inset = state.kind === "final" ? 3 : 0;
  const at = y + MARGIN / 2 + 22;
  return `<path class="rule" d="M${x + inset} ${at}H${x + width - inset}"/>`;
}

function historyShapes({ state, x, y, width }: Box): string[] {
  const radius = width / 2;
  const letter = state.history === "deep" ? "H*" : "H";
  return [
    `<circle class="box" cx="${x + radius}" cy="${y + radius}" r="${radius}"/>`,
    `<text class="name" text-anchor="middle" x="${x + radius}" y="${
      y + radius + 5
    }">${letter}</text>`,
  ];
}

function markShape({ kind, x, y, width, height }: Mark): string {
  if (kind === "start") {
    const radius = width / 2;
    return `<circle class="solid" cx="${x + radius}" cy="${y + radius}" r="${radius}"/>`;
  }
  if (kind === "any") {
    return `<rect class="any" x="${x}" y="${y}" width="${width}" height="${height}" rx="12"/>` +
      `<text class="quiet" text-anchor="middle" x="${x + width / 2}" y="${
        y + 16
      }">any state</text>`;
  }
  return `<rect class="solid" x="${x}" y="${y}" width="${width}" height="${height}" rx="2"/>`;
}

function labelShape({ label }: Wire): string {
  if (label === undefined) return "";
  const { x, y, width, height, lines } = label;
  return `<g><rect class="paper" x="${x}" y="${y}" width="${width}" height="${height}" rx="3"/>` +
    `${centred(lines, x + width / 2, y + 1)}</g>`;
}
