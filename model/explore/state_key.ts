/**
 * The key of a local state: equal keys, equal states.
 *
 * @module
 */
import type { AnyMachineSnapshot } from "xstate";
import { keyOf } from "./key.ts";

/** What makes a local state. */
type Whole = Pick<
  AnyMachineSnapshot,
  "value" | "context" | "status" | "historyValue" | "output" | "error"
>;

/** The whole of a local state: nothing that can tell two states apart is left out. */
export function stateKey({ value, context, status, historyValue, output, error }: Whole): string {
  // XState keeps what it remembers in the order in which states were left; no rule can read that.
  const history = Object.fromEntries(
    Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id).sort()]),
  );
  return [value, context, status, history, output, error].map(keyOf).join();
}
