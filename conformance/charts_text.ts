/**
 * What of the charts was exercised, in words: in one scope, and in several together.
 *
 * @module
 */
import { type ChartCoverage, together } from "../model/explore/coverage.ts";
import { unexercised } from "../model/unexercised.ts";
import type { Verification } from "../spec/verify.ts";
import { type Style, wrap } from "./style.ts";

/** One line for each machine, such as `segment 1/2 states, 10/11 transitions; never crashed, crash`. */
export function chartLines(charts: readonly ChartCoverage[]): string[] {
  return charts.map((chart) => {
    const left = [...chart.unreached, ...chart.never.map(eventOf)];
    return `${sizeOf(chart)}${left.length > 0 ? `; never ${[...new Set(left)].join(", ")}` : ""}`;
  });
}

/**
 * What several scopes exercised together, and what none of them did, with the reason where there is
 * one. Nothing where one scope was explored, or one was not explored to the end.
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
  const never = known ? style.unsure("never") : style.bad("never");
  return wrap(`${never}  ${part}${known ? `: ${known.why}` : ""}`, 84).map((line) => `    ${line}`);
}

/** The event of a transition by its name. */
function eventOf(transition: string): string {
  return /--(\S+)/.exec(transition)?.[1]?.replace(/-->$/, "") ?? transition;
}

function sizeOf({ machine, reached, unreached, taken, never }: ChartCoverage): string {
  const states = `${reached.length}/${reached.length + unreached.length} states`;
  return `${machine} ${states}, ${taken.length}/${taken.length + never.length} transitions`;
}
