/**
 * Names of events: which are the model's own, and which a chart speaks of.
 *
 * @module
 */
import type { AnyEventObject } from "xstate";

/**
 * What the system sends is an event of the model.
 *
 * @throws {TypeError} for an event of XState itself, such as the one that stops a machine, and for
 * the pattern that stands for any event.
 */
export function demandEventOfTheModel({ type }: AnyEventObject): void {
  if (type.startsWith("xstate.")) {
    throw new TypeError('names that begin with "xstate." are XState\'s own');
  }
  if (type === "*") throw new TypeError("it is a pattern, not an event");
}

/** Whether a transition could be for an event: by its name, as `*`, or as `prefix.*`. */
export function mentions(eventType: string, { type }: AnyEventObject): boolean {
  if (eventType === type || eventType === "*") return true;
  return eventType.endsWith(".*") && `${type}.`.startsWith(eventType.slice(0, -1));
}
