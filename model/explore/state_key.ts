/**
 * The key of a local state: equal keys, equal states.
 *
 * @module
 */
import type { AnyMachineSnapshot } from "xstate";
import { keyOf } from "./key.ts";

/** All that makes a local state, its context aside. */
export type Rest = Pick<
  AnyMachineSnapshot,
  "value" | "status" | "historyValue" | "output" | "error"
>;

/** What makes a local state. */
type Whole = Rest & Pick<AnyMachineSnapshot, "context">;

/** The whole of a local state: nothing that can tell two states apart is left out. */
export function stateKey(whole: Whole): string {
  return `${keyOf(whole.context)},${restKey(whole)}`;
}

/** The whole of it, its context aside. */
export function restKey({ value, status, historyValue, output, error }: Rest): string {
  // XState keeps what it remembers in the order in which states were left; no rule can read that.
  const history = Object.fromEntries(
    Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id).sort()]),
  );
  return [value, status, history, output, error].map(keyOf).join();
}
