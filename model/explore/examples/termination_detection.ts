/**
 * What it means to detect termination among nodes that send messages: an observer may say so when
 * all are inactive and nothing is on its way. Source: the TLA+ module AsyncTerminationDetection,
 * which EWD998 refines.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../mod.ts";
import { choices } from "./choices.ts";

interface Node {
  readonly isActive: boolean;
  /** Messages on their way to it. */
  readonly pending: number;
}

/** The model ends where more messages are on their way to a node. */
const MOST_PENDING = 3;

type ToNode =
  | { type: "begin"; isActive: boolean }
  | { type: "stop" | "send" | "expect" | "receive" };

const node: AnyStateMachine = setup({
  types: { context: {} as Node, events: {} as ToNode },
  guards: {
    isActive: ({ context }) => context.isActive,
    isExpecting: ({ context }) => context.pending > 0,
    hasRoom: ({ context }) => context.pending < MOST_PENDING,
  },
  actions: {
    begin: assign(({ event }) => event.type === "begin" ? { isActive: event.isActive } : {}),
    stop: assign({ isActive: false }),
    expect: assign(({ context }) => ({ pending: context.pending + 1 })),
    receive: assign(({ context }) => ({ isActive: true, pending: context.pending - 1 })),
    leaveAsItIs: () => {},
  },
}).createMachine({
  id: "node",
  context: { isActive: false, pending: 0 },
  initial: "unborn",
  on: { begin: {}, stop: {}, send: {}, expect: {}, receive: {} },
  states: {
    unborn: { on: { begin: { target: "running", actions: "begin" } } },
    running: {
      on: {
        stop: { guard: "isActive", actions: "stop" },
        send: { guard: "isActive", actions: "leaveAsItIs" },
        // TLC generates the state beyond the bound and does not follow it: it stays uncounted.
        expect: [{ guard: "hasRoom", actions: "expect" }, { actions: "leaveAsItIs" }],
        receive: { guard: "isExpecting", actions: "receive" },
      },
    },
  },
});

const observer: AnyStateMachine = setup({
  types: { events: {} as { type: "detect" } },
}).createMachine({
  id: "observer",
  initial: "watching",
  states: { watching: { on: { detect: "sure" } }, sure: { on: { detect: "sure" } } },
});

const DETECT = { to: "observer", event: { type: "detect" } };

/** Nodes that all may send to all, themselves included; any of them may be active at first. */
export function terminationDetection(count: number): System {
  const nodes = Array.from({ length: count }, (_, n) => `node${n}`);
  const at = (world: World, name: string): Node => world.state(name).context;
  const isRunning = (world: World) => world.state(nodes[0]!).matches("running");
  const areDone = (world: World, names: readonly string[]) =>
    names.every((name) => !at(world, name).isActive && at(world, name).pending === 0);
  const own = (to: string, type: string) => ({ to, event: { type } });
  return {
    name: `termination detection among ${count} nodes`,
    actors: { ...Object.fromEntries(nodes.map((name) => [name, node])), observer },
    moves: [
      ...beginnings(nodes),
      ...nodes.flatMap((self): Move[] => [
        { name: `${self}.stops`, plan: () => [own(self, "stop")] },
        {
          name: `${self}.stops.as.is.seen`,
          plan(world) {
            if (world.state("observer").matches("sure") || at(world, self).pending > 0) {
              return undefined;
            }
            const others = nodes.filter((name) => name !== self);
            return areDone(world, others) ? [own(self, "stop"), DETECT] : undefined;
          },
        },
        { name: `${self}.receives`, plan: () => [own(self, "receive")] },
        ...nodes.map((to) => ({
          name: `${self}.sends.to.${to}`,
          plan: () => [own(self, "send"), own(to, "expect")],
        })),
      ]),
      {
        name: "observer.detects",
        plan: (world) => isRunning(world) && areDone(world, nodes) ? [DETECT] : undefined,
      },
    ],
  };
}

/** All ways to begin: some nodes are active, and if none is, that may be seen at once. */
function beginnings(nodes: readonly string[]): Move[] {
  const begin = (row: readonly boolean[]) =>
    nodes.map((to, n) => ({ to, event: { type: "begin", isActive: row[n]! } }));
  const idle = nodes.map(() => false);
  return [
    ...choices(nodes.length, [true, false]).map((row) => ({
      name: ["begins", ...row.map((isActive) => isActive ? "active" : "idle")].join("."),
      plan: () => begin(row),
    })),
    { name: "begins.at.an.end.that.is.seen", plan: () => [...begin(idle), DETECT] },
  ];
}
