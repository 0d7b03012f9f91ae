/**
 * The states and transitions of a chart, each with a name that a reader finds again in the machine.
 *
 * @module
 */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate";
import type { Machine } from "./system.ts";

/** Told of each part of a chart, in the order in which it is written down. */
export interface PartVisitor {
  /** A state that can be active. */
  state(name: string, node: AnyStateNode): void;
  /** A transition that can be taken: an event that is ignored in writing has none. */
  transition(name: string, definition: AnyTransitionDefinition): void;
}

/**
 * Visits the parts of a chart. A state is named by its path, such as `on.x`, and the machine itself
 * by its id; a transition as `online --crash--> crashed`, with its guard where that has a name. A
 * transition without a target stays where it is. History states are never active, so they are
 * targets only.
 */
export function visitParts(machine: Machine, visitor: PartVisitor): void {
  const { root } = machine as AnyStateMachine;
  for (const node of nodesIn(root)) {
    // The machine itself is always active: that says something only where it has no states.
    if (node.parent !== undefined || Object.keys(node.states).length === 0) {
      visitor.state(nameOf(node), node);
    }
    const taken = new Map<string, number>();
    for (const definition of transitionsOf(node)) {
      const text = textOf(definition);
      const nth = (taken.get(text) ?? 0) + 1;
      taken.set(text, nth);
      visitor.transition(nth === 1 ? text : `${text} (${nth})`, definition);
    }
  }
}

/** The states that can be active, in the order in which they are written down. */
function nodesIn(node: AnyStateNode): AnyStateNode[] {
  if (node.type === "history") return [];
  return [node, ...Object.values(node.states).flatMap(nodesIn)];
}

/** The transitions of a state that can be taken: an event that is ignored in writing has none. */
export function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  const all = [...[...node.transitions.values()].flat(), ...node.always ?? []];
  return all.filter(({ target, actions }) => target !== undefined || actions.length > 0);
}

function textOf({ source, eventType, guard, target }: AnyTransitionDefinition): string {
  const condition = typeof guard === "string" ? guard : (guard as { type?: unknown })?.type;
  const event = [eventText(eventType), ...typeof condition === "string" ? [`[${condition}]`] : []];
  const targets = (target ?? [source]).map(nameOf);
  return `${nameOf(source)} --${event.join(" ")}--> ${targets.join(", ")}`;
}

function eventText(eventType: string): string {
  if (eventType === "") return "always";
  return eventType.startsWith("xstate.done.state.") ? "done" : eventType;
}

function nameOf(node: AnyStateNode): string {
  return node.path.length > 0 ? node.path.join(".") : node.id;
}
