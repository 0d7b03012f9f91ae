/** Machines for tests, written down without types: some of them are wrong on purpose. */
import { type AnyStateMachine, assign, createMachine } from "xstate";

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
