/**
 * A local state as text, and back: numbers of local states mean nothing to another peer.
 *
 * @module
 */
import type { AnyStateMachine } from "xstate";
import type { Stepper } from "../../step.ts";
import { textOf, valueIn } from "./plain_text.ts";

type Resolved = Parameters<AnyStateMachine["resolveState"]>[0];

/** What a local state is made of. What it remembers of the chart is told by the names of nodes. */
interface Told extends Omit<Resolved, "historyValue"> {
  readonly history: Readonly<Record<string, readonly string[]>>;
}

/** The whole of a local state. */
export function textOfLocal(stepper: Stepper, id: number): string {
  const { value, context, output, historyValue } = stepper.snapshot(id);
  const history = Object.fromEntries(
    Object.entries(historyValue).map(([state, nodes]) => [state, nodes.map((node) => node.id)]),
  );
  return textOf({ value, context, output, history } satisfies Told);
}

/** The id of the local state that was told. */
export function localIn(stepper: Stepper, text: string): number {
  const { history, ...told } = valueIn(text) as Told;
  const historyValue = Object.fromEntries(
    Object.entries(history).map((
      [state, ids],
    ) => [state, ids.map((id) => stepper.node(id))]),
  );
  return stepper.resolve({ ...told, historyValue });
}
