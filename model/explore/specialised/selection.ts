/**
 * Which transitions are taken: those that may be are known for a configuration and an event, only
 * their guards are asked at each step.
 *
 * @module
 */
import type { Node, Transition } from "./chart.ts";
import type { Configuration } from "./configuration.ts";
import type { Microstep } from "./microstep.ts";
import type { Given } from "./rules.ts";
import { ancestors, isAtomic } from "./tree.ts";

/** Transitions that are asked in their order, if nothing inside takes the event. */
export interface Asked {
  readonly inner: readonly Asked[];
  readonly own: readonly Transition[];
}

/** Transitions that were selected together, in their order. */
export class Selected {
  readonly transitions: readonly Transition[];
  /** The microstep they make, once it is known. */
  microstep: Microstep | undefined;
  readonly #more = new Map<Transition, Selected>();

  constructor(transitions: readonly Transition[] = []) {
    this.transitions = transitions;
  }

  /** These and one more: two regions may select the same transition of a state around them. */
  and(transition: Transition): Selected {
    let more = this.#more.get(transition);
    if (more === undefined) {
      const isNew = !this.transitions.includes(transition);
      more = isNew ? new Selected([...this.transitions, transition]) : this;
      this.#more.set(transition, more);
    }
    return more;
  }
}

/** Selects on: the first transition of each region whose guard lets the event pass. */
export function select(asked: Asked, given: Given, before: Selected): Selected {
  let selected = before;
  for (let i = 0; i < asked.inner.length; i++) {
    selected = select(asked.inner[i]!, given, selected);
  }
  if (selected !== before) return selected;
  for (let i = 0; i < asked.own.length; i++) {
    const transition = asked.own[i]!;
    if (transition.guard === undefined || transition.guard(given)) return before.and(transition);
  }
  return before;
}

/** Who is asked about an event: a state around others only where none of them takes it. */
export function askedOf({ nodes }: Configuration, type: string): Asked {
  const active = new Set(nodes);
  const within = (node: Node): Asked => ({
    inner: node.children.filter((child) => active.has(child)).map(within)
      .filter(({ inner, own }) => inner.length + own.length > 0),
    own: transitionsOn(node, type),
  });
  return within(nodes[0]!);
}

/** Who is asked without an event: each innermost state, then those around it. */
export function askedAlways({ nodes }: Configuration): Asked[] {
  return nodes.filter(isAtomic)
    .map((leaf) => [leaf, ...ancestors(leaf)].flatMap(({ always }) => always))
    .filter((own) => own.length > 0)
    .map((own) => ({ inner: [], own }));
}

/** The transitions of a state that an event may take: exact names before patterns. */
function transitionsOn({ on }: Node, type: string): Transition[] {
  const patterns = [...on.keys()].filter((descriptor) => isPrefix(descriptor, type))
    .sort((one, other) => other.length - one.length);
  return [type, ...patterns, "*"].flatMap((descriptor) => on.get(descriptor) ?? []);
}

/** Whether `a.b.*` is for `a.b` and `a.b.c`. */
function isPrefix(descriptor: string, type: string): boolean {
  return descriptor.endsWith(".*") && `${type}.`.startsWith(descriptor.slice(0, -1));
}
