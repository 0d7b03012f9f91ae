/**
 * The colours of a chart, for a light and for a dark page.
 *
 * @module
 */

interface Palette {
  readonly paper: string;
  readonly box: string;
  readonly border: string;
  readonly rule: string;
  readonly wire: string;
  readonly name: string;
  readonly event: string;
  readonly guard: string;
  readonly action: string;
  readonly quiet: string;
}

const LIGHT: Palette = {
  paper: "#ffffff",
  box: "#f4f7fb",
  border: "#7d8fa5",
  rule: "#ccd5e0",
  wire: "#46566b",
  name: "#16202c",
  event: "#0a4c98",
  guard: "#8a4600",
  action: "#17663a",
  quiet: "#68768a",
};

const DARK: Palette = {
  paper: "#0d1117",
  box: "#172130",
  border: "#64768d",
  rule: "#31404f",
  wire: "#9fb0c4",
  name: "#eef3f9",
  event: "#82bdff",
  guard: "#e8b45e",
  action: "#7fd8a0",
  quiet: "#8d9cb0",
};

/**
 * The style sheet of a chart. Every rule starts with `.chart`, so that it stays inside when the
 * picture becomes part of a page; colours are written out, as some viewers know no variables.
 */
export const CHART_STYLE: string = [
  ".chart{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px}",
  ".chart .name{font-size:14px;font-weight:700}",
  ".chart .event{font-weight:700}",
  ".chart .note{font-style:italic}",
  ".chart .region{stroke-dasharray:5 4}",
  ".chart .over{paint-order:stroke;stroke-width:5px;stroke-linejoin:round}",
  ".chart .wire{fill:none;stroke-width:1.25}",
  ...colours(LIGHT),
  `@media (prefers-color-scheme:dark){${colours(DARK).join("")}}`,
].join("\n");

function colours(palette: Palette): string[] {
  const { paper, box, border, rule, wire, name, event, guard, action, quiet } = palette;
  return [
    `.chart .paper{fill:${paper}}`,
    `.chart .outer{fill:${paper};stroke:${border}}`,
    `.chart .any{fill:${paper};stroke:${quiet};stroke-dasharray:2 3}`,
    `.chart .over{stroke:${paper}}`,
    `.chart .box{fill:${box};stroke:${border}}`,
    `.chart .rule{stroke:${rule}}`,
    `.chart .wire{stroke:${wire}}`,
    `.chart .solid{fill:${wire}}`,
    `.chart .name{fill:${name}}`,
    `.chart .event{fill:${event}}`,
    `.chart .guard{fill:${guard}}`,
    `.chart .action{fill:${action}}`,
    `.chart .quiet,.chart .note{fill:${quiet}}`,
  ];
}
