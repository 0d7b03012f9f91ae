/**
 * The charts in a README: between `<!-- chart NAME -->` and `<!-- /chart -->`, and always current.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import { chartOf } from "./chart_of.ts";
import { toMermaid } from "./mermaid.ts";

/** Machines by the name that stands in the marker. */
export type Machines = Readonly<Record<string, AnyStateMachine>>;

/** What stands between the two markers: the machine's chart as a fenced Mermaid block. */
export function chartBlock(machine: AnyStateMachine): string {
  return `\n\n\`\`\`mermaid\n${toMermaid(chartOf(machine))}\`\`\`\n\n`;
}

/**
 * The names of the charts that are not what their machines are now, in the order of the text: an old
 * chart, one without its end marker, or one of a machine that does not exist.
 */
export function outdatedCharts(readme: string, machines: Machines): string[] {
  const current = new Set(
    [...readme.matchAll(CHART)].filter(([, name, block]) => block === blockOf(name!, machines))
      .map(({ index }) => index),
  );
  return [...readme.matchAll(START)].filter(({ index }) => !current.has(index)).map(([, name]) =>
    name!
  );
}

/** The text with every chart drawn anew; what it cannot draw it leaves as it stands. */
export function updateReadme(readme: string, machines: Machines): string {
  return readme.replace(CHART, (whole: string, name: string) => {
    const block = blockOf(name, machines);
    return block === undefined ? whole : `<!-- chart ${name} -->${block}<!-- /chart -->`;
  });
}

const START = /<!-- chart (\S+) -->/g;
const CHART = /<!-- chart (\S+) -->((?:(?!<!-- chart )[^])*?)<!-- \/chart -->/g;

function blockOf(name: string, machines: Machines): string | undefined {
  return Object.hasOwn(machines, name) ? chartBlock(machines[name]!) : undefined;
}
