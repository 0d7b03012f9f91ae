/**
 * Any XState v5 machine as a chart: one walk over its state nodes.
 *
 * @module
 */
import type { AnyStateMachine, StateNode } from "xstate";
import type { Chart, ChartState, ChartTransition } from "./chart.ts";
import { actionText, eventText, guardText, isClockOfAfter } from "./rule_text.ts";

/** The machine's chart. The machine is only read: nothing of it runs. */
export function chartOf(machine: AnyStateMachine): Chart {
  return { name: machine.id, root: stateOf(machine.root) };
}

// The two facts of a transition that the chart needs beside its words.
type Transition = StateNode["always"] extends (infer T)[] | undefined ? T : never;

function stateOf(node: StateNode): ChartState {
  const { id, key, type: kind, history, description, meta } = node;
  return {
    id,
    key,
    kind,
    ...kind === "compound" && startOf(node),
    ...kind === "history" && { history: history === "deep" ? "deep" : "shallow" },
    ...description !== undefined && { description },
    ...meta !== undefined && { meta },
    entry: actionsOf(node.entry),
    exit: actionsOf(node.exit),
    invokes: node.invoke.map(({ src }) => typeof src === "string" ? src : "(inline)"),
    transitions: kind === "history" ? defaultOf(node) : [
      ...[...node.transitions].flatMap(([event, list]) =>
        list.map((transition) => transitionOf(node, transition, eventText(event, id)))
      ),
      ...(node.always ?? []).map((transition) => transitionOf(node, transition, "always")),
    ],
    states: Object.values(node.states).map(stateOf),
  };
}

function startOf(node: StateNode): Pick<ChartState, "initial" | "initialActions"> {
  const { target, actions } = node.initial;
  return {
    initial: (target ?? []).map(({ id }) => id),
    ...actions.length > 0 && { initialActions: actionsOf(actions) },
  };
}

function transitionOf(node: StateNode, transition: Transition, event: string): ChartTransition {
  const { guard, actions, reenter, description } = transition;
  const targets = (transition.target ?? []).map(({ id }) => id);
  const ontoItself = node.type === "atomic" && targets.every((target) => target === node.id);
  return {
    source: node.id,
    event,
    targets,
    ...guard !== undefined && { guard: guardText(guard) },
    actions: actionsOf(actions),
    always: event === "always",
    internal: targets.length === 0 || ontoItself && !reenter,
    ignored: targets.length === 0 && actions.length === 0 && guard === undefined,
    ...description !== undefined && { description },
  };
}

function actionsOf(actions: readonly unknown[]): string[] {
  return actions.filter((action) => !isClockOfAfter(action)).map(actionText);
}

function defaultOf(node: StateNode): ChartTransition[] {
  const { target } = node.config as { target?: string };
  if (target === undefined) return [];
  return [{
    source: node.id,
    event: "",
    targets: [resolve(node, target).id],
    actions: [],
    always: false,
    internal: false,
    ignored: false,
  }];
}

function resolve(node: StateNode, target: string): StateNode {
  if (target.startsWith("#")) return node.machine.getStateNodeById(target);
  return target.split(".").reduce((at, key) => at.states[key]!, node.parent!);
}
