/**
 * What must happen: properties of all behaviours of a system, each about a goal that is owed.
 *
 * @module
 */
import type { Situation } from "../watch.ts";

/** A claim that something happens in every behaviour that is fair. */
export interface LivenessProperty {
  /** The claim. */
  readonly name: string;
  /** Where the goal comes to be owed: in the first state only, or in any state like this. */
  readonly from: "start" | Situation;
  /** What must be reached then, at once or later. */
  readonly goal: Situation;
  /** Must the goal be true for ever from some time on? Default: to be true once is enough. */
  readonly stays?: boolean;
}

/** Whenever `from` is true, `goal` is true then or later. In TLA+: `from ~> goal`. */
export function leadsTo(name: string, from: Situation, goal: Situation): LivenessProperty {
  return { name, from, goal };
}

/** At some time `goal` is true. In TLA+: `<>goal`. */
export function eventually(name: string, goal: Situation): LivenessProperty {
  return { name, from: "start", goal };
}

/** From some time on `goal` is true for ever. In TLA+: `<>[]goal`. */
export function eventuallyAlways(name: string, goal: Situation): LivenessProperty {
  return { name, from: "start", goal, stays: true };
}

/** Again and again, without end, `goal` is true. In TLA+: `[]<>goal`. */
export function alwaysEventually(name: string, goal: Situation): LivenessProperty {
  return { name, from: () => true, goal };
}
