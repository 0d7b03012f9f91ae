/**
 * Who stands in whom: the small words of the algorithm of SCXML.
 * Source: W3C, "State Chart XML (SCXML)", 2015, appendix D.
 *
 * @module
 */
import type { Node, Transition } from "./chart.ts";
import type { Remembered } from "./configuration.ts";

/** The states around a state, from the inside, up to one that is left out; undefined: all. */
export function ancestors(node: Node, upTo?: Node): Node[] {
  const around: Node[] = [];
  for (let at = node.parent; at !== undefined && at !== upTo; at = at.parent) around.push(at);
  return around;
}

/** The machine itself. */
export function rootOf(node: Node): Node {
  return ancestors(node).at(-1) ?? node;
}

/** Is a state in another one, at any depth? */
export function isDescendant(node: Node, other: Node): boolean {
  return ancestors(node).includes(other);
}

/** Does nothing stand in it? */
export function isAtomic({ kind }: Node): boolean {
  return kind === "atomic" || kind === "final";
}

/** The states that can be active in a state. */
export function statesIn({ children }: Node): Node[] {
  return children.filter(({ kind }) => kind !== "history");
}

/** Where a history leads: to what it remembers, or to where its parent begins. */
export function recalled(history: Node, remembered: Remembered): readonly Node[] {
  return remembered[history.id] ?? history.parent!.initial;
}

/** The targets of a transition, with what its histories stand for. */
export function effectiveTargets({ target = [] }: Transition, remembered: Remembered): Node[] {
  return [...new Set(target.flatMap((node) => followed(node, remembered)))];
}

function followed(node: Node, remembered: Remembered): Node[] {
  if (node.kind !== "history") return [node];
  return recalled(node, remembered).flatMap((other) => followed(other, remembered));
}

/** The innermost state around some states; undefined where that is none. */
export function commonAncestor([first, ...others]: readonly Node[]): Node | undefined {
  return ancestors(first!).find((around) => others.every((other) => isDescendant(other, around)));
}
