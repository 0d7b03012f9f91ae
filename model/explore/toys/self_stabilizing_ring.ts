/**
 * Dijkstra's self-stabilizing ring: wherever it begins, from some time on one node alone has the
 * privilege to move, and it goes round. Source: Dijkstra, "Self-stabilizing systems in spite of
 * distributed control", CACM 17(11), 1974, the solution with K-state machines.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../system.ts";
import { names } from "./names.ts";

const node: AnyStateMachine = setup({
  types: {
    context: {} as { readonly number: number },
    events: {} as { type: "begin" | "set"; readonly number: number },
  },
  actions: { keep: assign({ number: ({ event }) => event.number }) },
}).createMachine({
  id: "node",
  context: { number: 0 },
  initial: "off",
  states: {
    off: { on: { begin: { target: "on", actions: "keep" }, set: {} } },
    on: { on: { begin: {}, set: { actions: "keep" } } },
  },
});

/** A ring of nodes, each with a number below `numbers`. It begins with any numbers. */
export function selfStabilizingRing(size: number, numbers: number): System {
  const nodes = names("node", size);
  return {
    name: `self-stabilizing ring of ${size}, numbers below ${numbers}`,
    actors: { ...Object.fromEntries(nodes.map((name) => [name, node])) },
    moves: [...beginnings(nodes, numbers), ...nodes.map((name) => moveOf(name, nodes, numbers))],
  };
}

/** The nodes that have the privilege: none before the ring begins. */
export function privileged(world: World, size: number): string[] {
  const nodes = names("node", size);
  return nodes.filter((name) => nextOf(world, name, nodes, Infinity) !== undefined);
}

function beginnings(nodes: readonly string[], numbers: number): Move[] {
  return Array.from({ length: numbers ** nodes.length }, (_, index) => {
    const given = nodes.map((_, place) => Math.floor(index / numbers ** place) % numbers);
    return {
      name: `begins.${given.join(".")}`,
      plan: (world) =>
        world.state(nodes[0]!).matches("off")
          ? nodes.map((to, place) => ({ to, event: { type: "begin", number: given[place]! } }))
          : undefined,
    };
  });
}

function moveOf(name: string, nodes: readonly string[], numbers: number): Move {
  return {
    name: `${name}.moves`,
    plan(world) {
      const number = nextOf(world, name, nodes, numbers);
      return number === undefined ? undefined : [{ to: name, event: { type: "set", number } }];
    },
  };
}

/** The number that a node moves on to, if it has the privilege: the first counts, others copy. */
function nextOf(
  world: World,
  name: string,
  nodes: readonly string[],
  numbers: number,
): number | undefined {
  const numberOf = (node: string): number => world.state(node).context.number;
  if (!world.state(name).matches("on")) return undefined;
  const place = nodes.indexOf(name);
  const [own, left] = [numberOf(name), numberOf(nodes.at(place - 1)!)];
  if (place === 0) return own === left ? (own + 1) % numbers : undefined;
  return own === left ? undefined : left;
}
