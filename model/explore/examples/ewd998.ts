/**
 * Termination detection on a ring whose nodes send messages that take time: the token adds up what
 * was sent and not received. Source: Safra's algorithm, Dijkstra, EWD 998, 1987; the TLA+ module
 * EWD998PCal.
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
  /** Messages sent less messages received. */
  readonly balance: number;
  /** Messages on their way to it. */
  readonly pending: number;
}

interface Token {
  readonly at: number;
  readonly colour: Colour;
  /** The sum of the balances it has seen. */
  readonly sum: number;
}

/** The model ends where a node has sent more than this beyond what it received. */
const MOST_BALANCE = 2;

type ToNode =
  | { type: "begin"; isActive: boolean }
  | { type: "send" | "sendBeyond" | "expect" | "receive" | "stop" | "whiten" };

const node: AnyStateMachine = setup({
  types: { context: {} as Node, events: {} as ToNode },
  guards: {
    maySend: ({ context }) => context.isActive && context.balance < MOST_BALANCE,
    maySendBeyond: ({ context }) => context.isActive && context.balance === MOST_BALANCE,
    isExpecting: ({ context }) => context.pending > 0,
  },
  actions: {
    begin: assign(({ event }) => event.type === "begin" ? { isActive: event.isActive } : {}),
    send: assign(({ context }) => ({ balance: context.balance + 1 })),
    expect: assign(({ context }) => ({ pending: context.pending + 1 })),
    receive: assign(({ context }) => ({
      isActive: true,
      colour: "black" as const,
      balance: context.balance - 1,
      pending: context.pending - 1,
    })),
    stop: assign({ isActive: false }),
    whiten: assign({ colour: "white" }),
    leaveAsItIs: () => {},
  },
}).createMachine({
  id: "node",
  context: { isActive: false, colour: "black", balance: 0, pending: 0 },
  initial: "unborn",
  on: { begin: {}, send: {}, sendBeyond: {}, expect: {}, receive: {}, stop: {}, whiten: {} },
  states: {
    unborn: { on: { begin: { target: "running", actions: "begin" } } },
    running: {
      on: {
        send: { guard: "maySend", actions: "send" },
        sendBeyond: { guard: "maySendBeyond", actions: "leaveAsItIs" },
        expect: { actions: "expect" },
        receive: { guard: "isExpecting", actions: "receive" },
        stop: { actions: "stop" },
        whiten: { actions: "whiten" },
      },
    },
  },
});

const token: AnyStateMachine = setup({
  types: { context: {} as Token, events: {} as Token & { type: "pass" } },
  actions: {
    pass: assign(({ event: { at, colour, sum } }) => ({ at, colour, sum })),
  },
}).createMachine({
  id: "token",
  context: { at: 0, colour: "black", sum: 0 },
  on: { pass: { actions: "pass" } },
});

const nameOf = (number: number): string => `node${number}`;
const own = (number: number, type: string) => ({ to: nameOf(number), event: { type } });
const nodeIn = (world: World, number: number): Node => world.state(nameOf(number)).context;
const tokenIn = (world: World): Token => world.state("token").context;

/** True when node 0 knows that all are inactive and nothing is on its way. */
export function isDetected(world: World): boolean {
  const [{ at, colour, sum }, first] = [tokenIn(world), nodeIn(world, 0)];
  return at === 0 && colour === "white" && first.colour === "white" && !first.isActive &&
    first.pending === 0 && sum + first.balance === 0;
}

/** True when all nodes are inactive and nothing is on its way. */
export function isTerminated(world: World, count: number): boolean {
  return Array.from({ length: count }, (_, n) => nodeIn(world, n))
    .every(({ isActive, pending }) => !isActive && pending === 0);
}

/** A ring of nodes, any of which may be active at first. */
export function ewd998(count: number): System {
  const numbers = Array.from({ length: count }, (_, n) => n);
  return {
    name: `EWD998 with ${count} nodes`,
    actors: { ...Object.fromEntries(numbers.map((n) => [nameOf(n), node])), token },
    moves: [
      ...beginnings(count),
      ...numbers.flatMap((n): Move[] => [
        ...numbers.filter((m) => m !== n).flatMap((m) => sends(n, m)),
        { name: `node${n}.receives`, plan: () => [own(n, "receive")] },
        { name: `node${n}.stops`, plan: () => [own(n, "stop")] },
        ...(n === 0 ? probes(count) : [pass(n)]),
      ]),
    ],
  };
}

function beginnings(count: number): Move[] {
  return choices(count, [true, false]).map((row) => ({
    name: ["begins", ...row.map((isActive) => isActive ? "active" : "idle")].join("."),
    plan: () => row.map((isActive, n) => ({ to: nameOf(n), event: { type: "begin", isActive } })),
  }));
}

/** TLC generates the state beyond the bound and does not follow it: a step that changes nothing. */
function sends(from: number, to: number): Move[] {
  const name = `node${from}.sends.to.node${to}`;
  return [
    { name, plan: () => [own(from, "send"), own(to, "expect")] },
    { name: `${name}.beyond.the.bound`, plan: () => [own(from, "sendBeyond")] },
  ];
}

/** Why node 0 sends the token round anew, one move for each reason, as TLC takes a disjunction apart. */
const REASONS: Readonly<Record<string, (node: Node, token: Token) => boolean>> = {
  "while.black": ({ colour }) => colour === "black",
  "with.a.sum.that.is.not.zero": ({ balance }, { sum }) => sum + balance !== 0,
  "after.a.black.token": (_, { colour }) => colour === "black",
};

function probes(count: number): Move[] {
  const event = { type: "pass", at: count - 1, colour: "white", sum: 0 };
  return Object.entries(REASONS).map(([reason, holds]) => ({
    name: `node0.probes.${reason}`,
    plan(world) {
      const token = tokenIn(world);
      if (token.at !== 0 || !holds(nodeIn(world, 0), token)) return undefined;
      return [own(0, "whiten"), { to: "token", event }];
    },
  }));
}

function pass(n: number): Move {
  return {
    name: `node${n}.passes.the.token`,
    plan(world) {
      const [token, { isActive, colour, balance }] = [tokenIn(world), nodeIn(world, n)];
      if (token.at !== n || isActive) return undefined;
      const next = colour === "black" ? "black" : token.colour;
      const event = { type: "pass", at: n - 1, colour: next, sum: token.sum + balance };
      return [own(n, "whiten"), { to: "token", event }];
    },
  };
}
