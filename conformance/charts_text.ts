/**
 * What of the charts was exercised, in words: in one scope, and in several together.
 *
 * @module
 */
import { type ChartCoverage, together } from "../model/explore/coverage.ts";
import { unexercised } from "../model/unexercised.ts";
import type { Verification } from "../spec/verify.ts";
import { type Style, wrap } from "./style.ts";

/** How many parts that were not exercised are named for each machine. */
const NAMED = 2;

/** One line for each machine: `segment 2/2 states, 4/11 transitions; never ...`. */
export function chartLines(charts: readonly ChartCoverage[]): string[] {
  return charts.map((chart) => {
    const left = [...chart.unreached, ...chart.never];
    const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : "";
    const never = left.length > 0 ? `; never ${left.slice(0, NAMED).join(", ")}${more}` : "";
    return `${sizeOf(chart)}${never}`;
  });
}

/**
 * What several scopes exercised together, and what none of them did: with its reason, or as a
 * finding. Nothing where one scope was explored, or one was not explored to the end.
 */
export function chartsTogether(runs: readonly Verification[], style: Style): string {
  const isWhole = runs.every(({ exploration, mutant }) => exploration.complete && !mutant);
  if (runs.length < 2 || !isWhole) return "";
  const lines = together(runs.map(({ exploration }) => exploration.charts)).flatMap((chart) => [
    `  ${sizeOf(chart)}`,
    ...[...chart.unreached, ...chart.never].flatMap((part) => leftOut(chart.machine, part, style)),
  ]);
  return [style.strong("Charts, these scopes together"), ...lines, ""].join("\n");
}

function leftOut(machine: string, part: string, style: Style): string[] {
  const known = unexercised.find((one) => one.machine === machine && one.part === part);
  const why = known ? known.why : "nothing in these scopes does it";
  return wrap(`${style.unsure("never")}  ${part}: ${why}`, 84).map((line) => `    ${line}`);
}

function sizeOf({ machine, reached, unreached, taken, never }: ChartCoverage): string {
  const states = `${reached.length}/${reached.length + unreached.length} states`;
  return `${machine} ${states}, ${taken.length}/${taken.length + never.length} transitions`;
}
