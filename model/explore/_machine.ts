/** Machines for tests, written down without types: some of them are wrong on purpose. */
import { type AnyStateMachine, assign, createMachine } from "xstate";
import { REFUSED, Stepper } from "../step.ts";
import { type Exploration, explore } from "./explore.ts";

/** What a rule gets. */
export interface Given {
  readonly context: Record<string, number> & { log: number[] };
  readonly event: Record<string, unknown>;
}

/** A machine of any table. */
export function machine(table: object): AnyStateMachine {
  return createMachine(table as Parameters<typeof createMachine>[0]);
}

/** An action that assigns what a rule gives. */
export function assigns(rule: (given: Given) => object): object {
  return assign(rule as unknown as Parameters<typeof assign>[0]) as object;
}

/** An action that adds one to a field. */
export function counts(field: string): object {
  return assigns(({ context }) => ({ [field]: context[field]! + 1 }));
}

/** Ids of the states passed from the first one, event by event. */
export function pass(stepper: Stepper, ...types: string[]): number[] {
  const ids = [stepper.initial];
  for (const type of types) ids.push(stepper.next(ids.at(-1)!, stepper.eventId({ type })));
  return ids;
}

/** Values of the states passed; a refusal as it stands. */
export function values(subject: AnyStateMachine, ...types: string[]): unknown[] {
  const stepper = new Stepper(subject);
  return pass(stepper, ...types).map((id) => id === REFUSED ? REFUSED : stepper.snapshot(id).value);
}

/** Everything that one actor can reach when it may get these events at any time. */
export function exploreAlone(subject: AnyStateMachine, ...types: string[]): Exploration {
  const moves = types.map((type) => ({ name: type, plan: () => [{ to: "it", event: { type } }] }));
  return explore({ name: "alone", actors: { it: subject }, moves });
}
