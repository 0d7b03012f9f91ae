/**
 * Which states and transitions of each chart were exercised. Each step tells what it enters and
 * takes, so nothing is worked out a second time.
 *
 * @module
 */
import { visitParts } from "./chart_parts.ts";
import type { Mark } from "./inert.ts";
import type { Stepping } from "./stepping.ts";
import type { Machine } from "./system.ts";
import type { Stepper } from "../step.ts";

/** How much of one chart was exercised. */
export interface ChartCoverage {
  /** Name of the machine. */
  readonly machine: string;
  /** States of the chart that were active, in the order of the chart. */
  readonly reached: readonly string[];
  /** States that never were. */
  readonly unreached: readonly string[];
  /** Transitions that were taken, such as `online --crash--> crashed`. */
  readonly taken: readonly string[];
  /** Transitions that never were: dead, at least within these bounds. */
  readonly never: readonly string[];
}

/**
 * What a system did so far, machine by machine. Only steps that happened count: an event that one
 * actor would take does not where another one refuses the same move.
 *
 * @param marks What the actors of a machine entered and took. Default: in every step that was found.
 */
export function chartsOf(
  { system, steppers, names }: Stepping,
  marks: (stepper: Stepper) => Iterable<Mark> = (stepper) => stepper.marks(),
): ChartCoverage[] {
  return [...new Set(steppers)].map((stepper) => {
    const actors = names.filter((_, slot) => steppers[slot] === stepper);
    const others = steppers.filter((other) => other !== stepper);
    const chart = unseen(system.actors[actors[0]!]!);
    for (const mark of marks(stepper)) {
      if ("state" in mark) chart.states.set(mark.state, true);
      else chart.transitions.set(mark.transition, true);
    }
    const isAlone = others.every(({ id }) => id !== stepper.id);
    const whose = actors.join(", ");
    return told(isAlone || whose === stepper.id ? stepper.id : `${stepper.id} of ${whose}`, chart);
  });
}

/** The states and transitions that never were exercised, each behind the name of its machine. */
export function unexercisedIn(charts: readonly ChartCoverage[]): string[] {
  return charts.flatMap(({ machine, unreached, never }) =>
    [...unreached, ...never].map((part) => `${machine}: ${part}`)
  );
}

/** The parts of a chart, and whether each was exercised. */
interface Parts {
  readonly states: Map<string, boolean>;
  readonly transitions: Map<string, boolean>;
}

function told(machine: string, { states, transitions }: Parts): ChartCoverage {
  return {
    machine,
    reached: where(states, true),
    unreached: where(states, false),
    taken: where(transitions, true),
    never: where(transitions, false),
  };
}

/** What several runs exercised together. A chart is known by the name of its machine. */
export function together(runs: readonly (readonly ChartCoverage[])[]): ChartCoverage[] {
  const charts = new Map<string, Parts>();
  for (const { machine, reached, unreached, taken, never } of runs.flat()) {
    const seen = charts.get(machine) ?? { states: new Map(), transitions: new Map() };
    charts.set(machine, seen);
    add(seen.states, reached, unreached);
    add(seen.transitions, taken, never);
  }
  return [...charts].map(([machine, parts]) => told(machine, parts));
}

function add(parts: Map<string, boolean>, seen: readonly string[], unseen: readonly string[]) {
  for (const part of seen) parts.set(part, true);
  for (const part of unseen) if (!parts.has(part)) parts.set(part, false);
}

function unseen(machine: Machine): Parts {
  const seen: Parts = { states: new Map(), transitions: new Map() };
  visitParts(machine, {
    state: (name) => void seen.states.set(name, false),
    transition: (name) => void seen.transitions.set(name, false),
  });
  return seen;
}

function where(parts: ReadonlyMap<string, boolean>, is: boolean): string[] {
  return [...parts].flatMap(([name, seen]) => seen === is ? [name] : []);
}
