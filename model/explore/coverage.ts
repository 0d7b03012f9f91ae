/**
 * Which states and transitions of each chart were exercised. XState itself tells what it enters and
 * takes, so nothing is worked out a second time.
 *
 * @module
 */
import type { AnyMachineSnapshot } from "xstate";
import { visitParts } from "./chart_parts.ts";
import { type Mark, marksOfStart, marksOfStep } from "./inert.ts";
import { keyOf } from "./key.ts";
import type { Event, LocalState, Machine, System } from "./system.ts";
import type { Edge, Watch } from "./watch.ts";

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

/** What there is in a chart, and what was seen of it. */
interface Seen {
  readonly states: Map<string, boolean>;
  readonly transitions: Map<string, boolean>;
}

/** A step of one actor, as XState told it. */
type Told = ReturnType<typeof marksOfStep>;

/**
 * Watches a system and keeps what its charts did. Only steps that happen count: an event that one
 * actor would take is not counted where another one refuses the same move.
 */
export class Coverage {
  readonly #system: System;
  readonly #charts = new Map<Machine, Seen>();
  readonly #told = new WeakMap<LocalState, Map<string, Told>>();

  constructor(system: System) {
    this.#system = system;
    for (const machine of Object.values(system.actors)) {
      if (!this.#charts.has(machine)) this.#charts.set(machine, unseen(machine));
    }
  }

  /** The same watch, which notes what happens besides. It reads whoever takes an event. */
  watching(watch: Watch): Watch {
    return {
      ...watch,
      onStart: (world, ...rest) => {
        for (const [actor, machine] of Object.entries(this.#system.actors)) {
          this.#note(machine, marksOfStart((world.state(actor) as AnyMachineSnapshot).machine));
        }
        return watch.onStart?.(world, ...rest) ?? { met: [], seen: [] };
      },
      onMove: (edge, ...rest) => {
        this.#noteEdge(edge);
        return watch.onMove(edge, ...rest);
      },
    };
  }

  /** What was exercised so far, machine by machine. */
  get charts(): readonly ChartCoverage[] {
    return [...this.#charts].map(([machine, { states, transitions }]) => ({
      machine: this.#nameOf(machine),
      reached: where(states, true),
      unreached: where(states, false),
      taken: where(transitions, true),
      never: where(transitions, false),
    }));
  }

  #noteEdge({ move, before }: Edge): void {
    const locals = new Map<string, LocalState>();
    for (const { to, event } of move.plan(before) ?? []) {
      const { after, marks } = this.#tell(locals.get(to) ?? before.state(to), event);
      this.#note(this.#system.actors[to]!, marks);
      locals.set(to, after);
    }
  }

  #tell(before: LocalState, event: Event): Told {
    let known = this.#told.get(before);
    if (known === undefined) this.#told.set(before, known = new Map());
    const key = keyOf(event);
    const told = known.get(key) ?? marksOfStep(before as AnyMachineSnapshot, event);
    known.set(key, told);
    return told;
  }

  #note(machine: Machine, marks: readonly Mark[]): void {
    const { states, transitions } = this.#charts.get(machine)!;
    for (const mark of marks) {
      if ("state" in mark) states.set(mark.state, true);
      else transitions.set(mark.transition, true);
    }
  }

  /** Its id, and whose it is where others have the same id. */
  #nameOf(machine: Machine): string {
    if ([...this.#charts.keys()].filter(({ id }) => id === machine.id).length === 1) {
      return machine.id;
    }
    const actors = Object.entries(this.#system.actors).filter(([, one]) => one === machine);
    return `${machine.id} of ${actors.map(([name]) => name).join(", ")}`;
  }
}

/** What several runs exercised together. A chart is known by the name of its machine. */
export function together(runs: readonly (readonly ChartCoverage[])[]): ChartCoverage[] {
  const charts = new Map<string, Seen>();
  for (const { machine, reached, unreached, taken, never } of runs.flat()) {
    const seen = charts.get(machine) ?? { states: new Map(), transitions: new Map() };
    charts.set(machine, seen);
    add(seen.states, reached, unreached);
    add(seen.transitions, taken, never);
  }
  return [...charts].map(([machine, { states, transitions }]) => ({
    machine,
    reached: where(states, true),
    unreached: where(states, false),
    taken: where(transitions, true),
    never: where(transitions, false),
  }));
}

function add(parts: Map<string, boolean>, seen: readonly string[], unseen: readonly string[]) {
  for (const part of seen) parts.set(part, true);
  for (const part of unseen) if (!parts.has(part)) parts.set(part, false);
}

function unseen(machine: Machine): Seen {
  const seen: Seen = { states: new Map(), transitions: new Map() };
  visitParts(machine, {
    state: (name) => void seen.states.set(name, false),
    transition: (name) => void seen.transitions.set(name, false),
  });
  return seen;
}

function where(parts: ReadonlyMap<string, boolean>, is: boolean): string[] {
  return [...parts].flatMap(([name, seen]) => seen === is ? [name] : []);
}
