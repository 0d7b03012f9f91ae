/**
 * State charts of XState machines, as data, as text and as pictures.
 *
 * @module
 */
export { type Chart, type ChartState, type ChartTransition, type StateKind } from "./chart.ts";
export { isInside, statesIn, staysInside, toJson } from "./chart.ts";
export { chartOf } from "./chart_of.ts";
export { layOut } from "./layout.ts";
export { machines } from "./machines.ts";
export { toMermaid } from "./mermaid.ts";
export type { Area, Box, Mark, Picture, Point, Wire } from "./picture.ts";
export type { Line, Role, Span } from "./text.ts";
export { chartBlock, type Machines, outdatedCharts, updateReadme } from "./readme.ts";
export { draw, toSvg } from "./svg.ts";
