/**
 * One microstep of SCXML: what is left, what is done and what is entered. For a configuration and
 * the transitions that are taken in it this is always the same, so it is worked out once.
 * Source: W3C, "State Chart XML (SCXML)", 2015, appendix D.
 *
 * @module
 */
import type { Node, Transition } from "./chart.ts";
import {
  byOrder,
  type Configuration,
  type Configurations,
  type Remembered,
} from "./configuration.ts";
import type { Mark } from "../inert.ts";
import type { Deed } from "./rules.ts";
import {
  ancestors,
  commonAncestor,
  effectiveTargets,
  isAtomic,
  isDescendant,
  recalled,
  rootOf,
  statesIn,
} from "./tree.ts";

/** A microstep. */
export interface Microstep {
  /** All that is done, in its order. */
  readonly deeds: readonly Deed[];
  /** What is entered and taken. */
  readonly marks: readonly Mark[];
  readonly next: Configuration;
  /** False where all that is taken is ignored in writing. */
  readonly hasEffect: boolean;
}

/** The microstep from a configuration by transitions, in the order in which they were selected. */
export function microstep(
  configurations: Configurations,
  before: Configuration,
  selected: readonly Transition[],
): Microstep {
  const taken = withoutConflicts(selected, before);
  const exited = exitSet(taken, before).sort((one, other) => byOrder(other, one));
  const remembered = exited.reduce((all, node) => remember(all, node, before), before.remembered);
  const kept = before.nodes.filter((node) => !exited.includes(node));
  const entry = new Entry(remembered);
  for (const transition of taken) entry.follow(transition);
  const entered = [...entry.nodes].sort(byOrder);
  const active = [...new Set([...kept, ...entered])];
  const isOver = isFinal(rootOf(before.nodes[0]!), active);
  const next = configurations.with(active, remembered, isOver);
  const deeds = [
    ...exited.flatMap(({ exit }) => exit),
    ...taken.flatMap(({ deeds }) => deeds),
    ...entered.flatMap((node, at) => [
      ...node.entry,
      ...dones(node, [...kept, ...entered.slice(0, at + 1)]),
    ]),
    ...isOver ? [...next.nodes].reverse().flatMap(({ exit }) => exit) : [],
  ];
  return {
    deeds: deeds.filter(({ kind }) => kind !== "mark"),
    marks: deeds.flatMap((deed) => deed.kind === "mark" ? [deed.mark] : []),
    next,
    hasEffect: selected.some(({ target, deeds }) => target !== undefined || deeds.length > 0),
  };
}

/** Of transitions that would leave the same state, the inner one is taken, else the first. */
function withoutConflicts(selected: readonly Transition[], before: Configuration): Transition[] {
  let taken: Transition[] = [];
  for (const one of selected) {
    const left = new Set(exitSet([one], before));
    const others = taken.filter((other) => exitSet([other], before).some((node) => left.has(node)));
    if (others.some((other) => !isDescendant(one.source, other.source))) continue;
    taken = [...taken.filter((other) => !others.includes(other)), one];
  }
  return taken;
}

function exitSet(transitions: readonly Transition[], { nodes, remembered }: Configuration): Node[] {
  const domains = transitions.filter(({ target }) => target !== undefined)
    .map((transition) => domainOf(transition, remembered));
  return nodes.filter((node) =>
    domains.some((domain) => domain === undefined || isDescendant(node, domain))
  );
}

/** The state that is not left, and in which all changes; undefined: the root is left, too. */
function domainOf(transition: Transition, remembered: Remembered): Node | undefined {
  const { source, reenter } = transition;
  const targets = effectiveTargets(transition, remembered);
  const isInside = targets.every((node) => node === source || isDescendant(node, source));
  if (!reenter && isInside) return source;
  return commonAncestor([source, ...targets]) ?? (reenter ? undefined : rootOf(source));
}

/** What the histories of a state remember when it is left. */
function remember(all: Remembered, left: Node, { nodes }: Configuration): Remembered {
  const histories = left.children.filter(({ kind }) => kind === "history");
  return {
    ...all,
    ...Object.fromEntries(histories.map(({ id, history }) => [
      id,
      nodes.filter((node) =>
        history === "deep" ? isAtomic(node) && isDescendant(node, left) : node.parent === left
      ),
    ])),
  };
}

/** The states that are entered. */
class Entry {
  readonly nodes = new Set<Node>();
  readonly #remembered: Remembered;

  constructor(remembered: Remembered) {
    this.#remembered = remembered;
  }

  follow(transition: Transition): void {
    const { target, source, reenter } = transition;
    if (target === undefined) return;
    const domain = domainOf(transition, this.#remembered);
    for (const node of target) {
      this.#enter(node, node !== source || node !== domain || reenter);
    }
    for (const node of effectiveTargets(transition, this.#remembered)) this.#around(node, domain);
    if (domain?.kind === "parallel") this.#enterRegions(domain);
  }

  /** Enters a state, and what is entered with it. */
  #enter(node: Node, isEntered = true): void {
    if (node.kind === "history") {
      const targets = recalled(node, this.#remembered);
      for (const target of targets) this.#enter(target);
      for (const target of targets) this.#around(target, node.parent);
      return;
    }
    if (isEntered) this.nodes.add(node);
    if (node.kind === "compound") {
      for (const target of node.initial) this.#enter(target);
      for (const target of node.initial) this.#around(target, node);
    }
    if (node.kind === "parallel") this.#enterRegions(node);
  }

  /** Enters the states around a state, up to one that is active. */
  #around(node: Node, upTo: Node | undefined): void {
    if (upTo !== undefined && !isDescendant(node, upTo)) return;
    for (const around of ancestors(node, upTo)) {
      this.nodes.add(around);
      if (around.kind === "parallel") this.#enterRegions(around);
    }
  }

  #enterRegions(node: Node): void {
    for (const region of statesIn(node)) {
      const isEntered = [...this.nodes].some((other) => isDescendant(other, region));
      if (!isEntered) this.#enter(region);
    }
  }
}

/** What is raised where a state comes to its end, and with it states around it. */
function dones(node: Node, active: readonly Node[]): Deed[] {
  const { parent } = node;
  if (node.kind !== "final" || parent === undefined) return [];
  const deeds = parent.kind === "compound" ? [done(parent, node.output)] : [];
  let around = parent.kind === "compound" ? parent.parent : parent;
  for (; around?.kind === "parallel" && isFinal(around, active); around = around.parent) {
    deeds.push(done(around, undefined));
  }
  return deeds;
}

function done({ id }: Node, output: unknown): Deed {
  return { kind: "done", type: `xstate.done.state.${id}`, output };
}

function isFinal(node: Node, active: readonly Node[]): boolean {
  switch (node.kind) {
    case "compound":
      return node.children.some((child) => child.kind === "final" && active.includes(child));
    case "parallel":
      return statesIn(node).every((region) => isFinal(region, active));
    default:
      return node.kind === "final" && active.includes(node);
  }
}
