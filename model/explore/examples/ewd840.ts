/**
 * Termination detection on a ring: a token goes round and tells node 0 whether all are inactive.
 * Nodes activate each other at once. Source: Dijkstra, Feijen and van Gasteren, "Derivation of a
 * termination detection algorithm for distributed computations", EWD 840, 1983; the TLA+ module
 * EWD840.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../mod.ts";
import { choices } from "./choices.ts";

type Colour = "white" | "black";

interface Node {
  readonly isActive: boolean;
  readonly colour: Colour;
}

interface Token {
  readonly at: number;
  readonly colour: Colour;
}

type ToNode =
  | { type: "begin"; isActive: boolean; colour: Colour }
  | { type: "activate" | "deactivate" }
  | { type: "paint"; colour: Colour };

const node: AnyStateMachine = setup({
  types: { context: {} as Node, events: {} as ToNode },
  guards: { isActive: ({ context }) => context.isActive },
  actions: {
    begin: assign(({ event }) =>
      event.type === "begin" ? { isActive: event.isActive, colour: event.colour } : {}
    ),
    activate: assign({ isActive: true }),
    deactivate: assign({ isActive: false }),
    paint: assign(({ event }) => event.type === "paint" ? { colour: event.colour } : {}),
  },
}).createMachine({
  id: "node",
  context: { isActive: false, colour: "white" },
  initial: "unborn",
  on: { begin: {}, activate: {}, deactivate: {}, paint: {} },
  states: {
    unborn: { on: { begin: { target: "running", actions: "begin" } } },
    running: {
      on: {
        activate: { actions: "activate" },
        deactivate: { guard: "isActive", actions: "deactivate" },
        paint: { actions: "paint" },
      },
    },
  },
});

const token: AnyStateMachine = setup({
  types: { context: {} as Token, events: {} as { type: "pass"; to: number; colour: Colour } },
  actions: { pass: assign(({ event }) => ({ at: event.to, colour: event.colour })) },
}).createMachine({
  id: "token",
  context: { at: 0, colour: "black" },
  on: { pass: { actions: "pass" } },
});

const nameOf = (number: number): string => `node${number}`;
const nodeIn = (world: World, number: number): Node => world.state(nameOf(number)).context;
const tokenIn = (world: World): Token => world.state("token").context;
const isRunning = (world: World): boolean => world.state(nameOf(0)).matches("running");

/** True when node 0 knows that all are inactive. */
export function isDetected(world: World): boolean {
  const [{ at, colour }, node0] = [tokenIn(world), nodeIn(world, 0)];
  return isRunning(world) && at === 0 && colour === "white" && node0.colour === "white" &&
    !node0.isActive;
}

/** True when all nodes are inactive. */
export function isTerminated(world: World, count: number): boolean {
  return Array.from({ length: count }, (_, n) => nodeIn(world, n)).every((one) => !one.isActive);
}

/** A ring of nodes. Any may be active and any black at first; the token is black, anywhere. */
export function ewd840(count: number): System {
  const numbers = Array.from({ length: count }, (_, n) => n);
  return {
    name: `EWD840 with ${count} nodes`,
    actors: { ...Object.fromEntries(numbers.map((n) => [nameOf(n), node])), token },
    moves: [
      ...beginnings(count),
      ...numbers.flatMap((n) => pass(n, count)),
      ...numbers.flatMap((n) => [
        ...numbers.filter((m) => m !== n).map((m) => send(n, m)),
        { name: `node${n}.rests`, plan: () => [{ to: nameOf(n), event: { type: "deactivate" } }] },
      ]),
    ],
  };
}

function beginnings(count: number): Move[] {
  const options = choices<boolean>(2, [true, false]).map(([isActive, isBlack]): Node => ({
    isActive: isActive!,
    colour: isBlack ? "black" : "white",
  }));
  return choices(count, options).flatMap((nodes) =>
    nodes.map((_, at) => ({
      name: ["begins", ...nodes.map(told), "token.at", at].join("."),
      plan: () => [
        ...nodes.map((one, n) => ({ to: nameOf(n), event: { type: "begin", ...one } })),
        { to: "token", event: { type: "pass", to: at, colour: "black" } },
      ],
    }))
  );
}

function told({ isActive, colour }: Node): string {
  return `${isActive ? "active" : "idle"}.${colour}`;
}

/** Why the token may be passed on, one move for each reason, as TLC takes a disjunction apart. */
const REASONS: Readonly<Record<string, (node: Node, token: Token, number: number) => boolean>> = {
  "passes.while.idle": ({ isActive }, _, number) => number > 0 && !isActive,
  "passes.while.black": ({ colour }) => colour === "black",
  "passes.a.black.token": (_, { colour }) => colour === "black",
};

/** A node passes the token on: node 0 sends it round anew. */
function pass(n: number, count: number): Move[] {
  return Object.entries(REASONS).map(([reason, holds]) => ({
    name: `node${n}.${reason}`,
    plan(world) {
      const [token, own] = [tokenIn(world), nodeIn(world, n)];
      if (!isRunning(world) || token.at !== n || !holds(own, token, n)) return undefined;
      const seen = own.colour === "black" ? "black" : token.colour;
      const colour = n === 0 ? "white" : seen;
      return [
        { to: "token", event: { type: "pass", to: (n + count - 1) % count, colour } },
        { to: nameOf(n), event: { type: "paint", colour: "white" } },
      ];
    },
  }));
}

function send(from: number, to: number): Move {
  return {
    name: `node${from}.activates.node${to}`,
    plan(world) {
      if (!nodeIn(world, from).isActive) return undefined;
      const activate = { to: nameOf(to), event: { type: "activate" } };
      if (to < from) return [activate];
      return [activate, { to: nameOf(from), event: { type: "paint", colour: "black" } }];
    },
  };
}
