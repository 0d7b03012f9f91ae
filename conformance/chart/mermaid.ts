/**
 * A chart as Mermaid text: the `stateDiagram-v2` that GitHub draws in a README.
 *
 * Mermaid cannot draw an arrow between a state and one inside it, nor write into the box of a state
 * that holds others. A box named "all of" it stands in for the outer state there.
 *
 * @module
 */
import { type Chart, type ChartState, type ChartTransition, isInside, statesIn } from "./chart.ts";
import { mermaidNames, type Names, plain } from "./mermaid_names.ts";
import { arrowsOf, leadsInside, type Row, rowsOf, triggerText } from "./words.ts";

/** The chart as Mermaid text that ends with a newline: states first, then the arrows. */
export function toMermaid(chart: Chart): string {
  const names = mermaidNames(chart);
  const arrows = statesIn(chart.root).flatMap(arrowsOf);
  return [
    "---",
    `title: ${/^[\w ]+$/.test(chart.name) ? chart.name : JSON.stringify(chart.name)}`,
    "---",
    "stateDiagram-v2",
    ...indent(insideOf(chart.root, names)),
    ...indent(arrows.flatMap((arrow) => arrowText(arrow, chart, names))),
    "",
  ].join("\n");
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function insideOf(state: ChartState, names: Names): string[] {
  const parts = [allText(state, names), ...state.states.map((child) => stateText(child, names))]
    .filter((part) => part.length > 0);
  if (state.kind !== "parallel") return [...startText(state, names), ...parts.flat()];
  // Two dashes keep the regions of a parallel state apart.
  return parts.flatMap((part, n) => n > 0 ? ["--", ...part] : part);
}

function startText({ initial = [], initialActions = [] }: ChartState, names: Names): string[] {
  const label = initialActions.length > 0 ? ` : ${plain(actionsText(initialActions))}` : "";
  return initial.map((id) => `[*] --> ${names.of(id)}${label}`);
}

function allText(state: ChartState, names: Names): string[] {
  const rows = rowsOf(state);
  if (rows.length === 0 && !leadsInside(state)) return [];
  return boxText(`all of ${state.key}`, names.allOf(state.id), rows);
}

function stateText(state: ChartState, names: Names): string[] {
  const name = names.of(state.id);
  if (state.states.length > 0) {
    return [`state "${plain(state.key)}" as ${name} {`, ...indent(insideOf(state, names)), "}"];
  }
  const title = state.history === undefined
    ? state.key
    : `${state.key} (${state.history === "deep" ? "H*" : "H"})`;
  return [
    ...boxText(title, name, rowsOf(state)),
    ...state.kind === "final" ? [`${name} --> [*]`] : [],
  ];
}

function boxText(title: string, name: string, rows: readonly Row[]): string[] {
  return [
    `state "${plain(title)}" as ${name}`,
    ...rows.map((row) => `${name} : ${plain(rowText(row))}`),
  ];
}

function rowText({ event, guard, actions, manner }: Row): string {
  if (manner === "quiet") return `${event} ${actions.join(", ")}`;
  const trigger = guard === undefined ? event : `${event} [${guard}]`;
  const words = actions.length > 0 ? `${trigger} ${actionsText(actions)}` : trigger;
  return manner === "again" ? `${words} (enters again)` : words;
}

function actionsText(actions: readonly string[]): string {
  return `/ ${actions.join(", ")}`;
}

function arrowText(arrow: ChartTransition, chart: Chart, names: Names): string[] {
  const states = statesIn(chart.root);
  const source = states.find(({ id }) => id === arrow.source)!;
  const targets = arrow.targets.map((id) =>
    entered(states.find((state) => state.id === id)!, source)
  );
  const from = targets.some((to) => isInside(source, to))
    ? names.allOf(source.id)
    : names.of(source.id);
  const words = [
    triggerText(arrow),
    ...arrow.actions.length > 0 ? [actionsText(arrow.actions)] : [],
  ];
  const label = arrow.event === "" ? "" : ` : ${words.map(plain).join("<br/>")}`;
  if (targets.length === 1) return [`${from} --> ${names.of(targets[0]!)}${label}`];
  const split = names.split();
  return [
    `state ${split} <<fork>>`,
    `${from} --> ${split}${label}`,
    ...targets.map((to) => `${split} --> ${names.of(to)}`),
  ];
}

// An arrow to a state around its own source ends at what that state enters first.
function entered(target: ChartState, source: ChartState): string {
  const [first] = target.initial ?? [];
  return first !== undefined && isInside(target, source.id) ? first : target.id;
}
