/**
 * A state chart as plain data: what is drawn, before anyone decides how.
 *
 * @module
 */

/** What a state is made of. */
export type StateKind = "atomic" | "compound" | "parallel" | "final" | "history";

/** One transition, in words. */
export interface ChartTransition {
  /** Id of the state that declares it. */
  readonly source: string;
  /**
   * What sets it off: an event, `always`, `after 100`, `done`, `*` for any other
   * event; empty for the way from a history state when there is nothing to remember.
   */
  readonly event: string;
  /** Ids of the states it leads to; none when it stays where it is. */
  readonly targets: readonly string[];
  /** The condition, such as `isNew and not isFull`. */
  readonly guard?: string;
  /** The actions, in the order in which they run. */
  readonly actions: readonly string[];
  /** Taken as soon as its guard holds, without an event. */
  readonly always: boolean;
  /** Neither leaves nor enters a state: no entry or exit action runs. */
  readonly internal: boolean;
  /** Forbidden: the event is accepted and changes nothing. */
  readonly ignored: boolean;
  /** What its author says about it. */
  readonly description?: string;
}

/** One state and all that is inside it. */
export interface ChartState {
  /** Unique in its chart: the path from the root, with dots. */
  readonly id: string;
  /** Its name among its siblings. */
  readonly key: string;
  /** What it is made of. */
  readonly kind: StateKind;
  /** Ids of the states entered first; only for a compound state. */
  readonly initial?: readonly string[];
  /** The actions that run on the way to `initial`. */
  readonly initialActions?: readonly string[];
  /** How far a history state remembers. */
  readonly history?: "shallow" | "deep";
  /** What its author says about it. */
  readonly description?: string;
  /** Whatever its author attached to it. */
  readonly meta?: unknown;
  /** The actions that run when the state is entered. */
  readonly entry: readonly string[];
  /** The actions that run when the state is left. */
  readonly exit: readonly string[];
  /** The actors that run while the state is active. */
  readonly invokes: readonly string[];
  /** The transitions that it declares, in the order in which they are tried. */
  readonly transitions: readonly ChartTransition[];
  /** The states inside it. */
  readonly states: readonly ChartState[];
}

/** A whole machine. */
export interface Chart {
  /** The machine's id. */
  readonly name: string;
  /** The machine as a state that holds all others. */
  readonly root: ChartState;
}

/** The state and all inside it, outermost first, in document order. */
export function statesIn(state: ChartState): ChartState[] {
  return [state, ...state.states.flatMap(statesIn)];
}

/** Is the state with this id somewhere inside the other one? */
export function isInside(outer: ChartState, id: string): boolean {
  return statesIn(outer).some((inner) => inner !== outer && inner.id === id);
}

/** Is it shown inside its state's box, rather than as an arrow? True for all that stay there. */
export function staysInside(transition: ChartTransition): boolean {
  return transition.targets.every((target) => target === transition.source);
}

/** The chart as JSON text, indented by two spaces; a `bigint` in `meta` becomes a string. */
export function toJson(chart: Chart): string {
  const exact = (_key: string, value: unknown) => typeof value === "bigint" ? `${value}` : value;
  return JSON.stringify(chart, exact, 2);
}
