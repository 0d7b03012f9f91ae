/**
 * The words of a transition and of a state's box, shared by every way of drawing.
 *
 * @module
 */
import { type ChartState, type ChartTransition, isInside, staysInside } from "./chart.ts";

/** The event and its condition: `store [isNew]`. */
export function triggerText({ event, guard }: ChartTransition): string {
  return guard === undefined ? event : `${event} [${guard}]`;
}

/** One line inside a state's box: what it answers to, and what it then does. */
export interface Row {
  /** An event, `entry`, `exit`, `do` or `ignores`. */
  readonly event: string;
  /** The condition. */
  readonly guard?: string;
  /** What it does; after `ignores`, the events. */
  readonly actions: readonly string[];
  /** `again` leaves the state and enters it once more; `quiet` changes nothing. */
  readonly manner: "plain" | "again" | "quiet";
}

/** The lines of a state's box in reading order: entry, exit, do, transitions that stay, ignored. */
export function rowsOf(state: ChartState): Row[] {
  const own = state.kind === "history" ? [] : state.transitions;
  const inside = own.filter((transition) => staysInside(transition) && !transition.ignored);
  const ignored = own.filter((transition) => transition.ignored).map(({ event }) => event);
  return [
    ...always("entry", state.entry),
    ...always("exit", state.exit),
    ...always("do", state.invokes),
    ...inside.map((transition): Row => ({
      event: transition.event,
      ...transition.guard !== undefined && { guard: transition.guard },
      actions: transition.actions,
      manner: transition.internal ? "plain" : "again",
    })),
    ...ignored.length > 0 ? [{ event: "ignores", actions: ignored, manner: "quiet" as const }] : [],
  ];
}

function always(event: string, actions: readonly string[]): Row[] {
  return actions.length > 0 ? [{ event, actions, manner: "plain" }] : [];
}

/** The transitions that lead elsewhere: the arrows of a chart. */
export function arrowsOf(state: ChartState): ChartTransition[] {
  return state.transitions.filter((transition) => !staysInside(transition));
}

/** Does an arrow of the state lead to a state inside it, from wherever inside it one is? */
export function leadsInside(state: ChartState): boolean {
  return arrowsOf(state).some(({ targets }) => targets.some((to) => isInside(state, to)));
}
