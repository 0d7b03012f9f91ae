/**
 * What the charts of the actors say of events, whatever these carry.
 *
 * @module
 */
import { transitionsOf } from "../chart_parts.ts";
import { mentions } from "../event_names.ts";
import type { Whole } from "../local_states.ts";
import type { Stepper } from "../../step.ts";

/** Remembers which events the charts of steppers take. */
export class Charts {
  readonly #known = new Map<Stepper, Map<string, boolean>[]>();

  /**
   * Whether a machine may take an event of a type in a state. False only where no active state has
   * a transition for it: then no event of the type changes anything, whatever it carries.
   */
  mayTake(stepper: Stepper, state: number, type: string): boolean {
    const byState = this.#known.get(stepper) ?? [];
    this.#known.set(stepper, byState);
    const byType = byState[state] ??= new Map();
    let answer = byType.get(type);
    if (answer === undefined) {
      answer = mayTake(stepper.snapshot(state), type);
      byType.set(type, answer);
    }
    return answer;
  }
}

function mayTake({ status, _nodes }: Whole, type: string): boolean {
  // An `always` rule that waits may come about by any event: its guard can read it.
  return status === "active" &&
    _nodes.some((node) =>
      transitionsOf(node).some(({ eventType }) => eventType === "" || mentions(eventType, { type }))
    );
}
