/**
 * Leader election on a ring: some nodes send their numbers round, and only the least comes back.
 * Messages to a node are a set. Source: Chang and Roberts, "An improved algorithm for decentralized
 * extrema-finding in circular configurations of processes", CACM 1979; the TLA+ module ChangRoberts.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Delivery, Move, System, World } from "../mod.ts";
import { choices } from "./choices.ts";

interface Node {
  readonly isInitiator: boolean;
  /** Numbers on their way to it. */
  readonly inbox: Readonly<Record<string, true>>;
}

type ToNode =
  | { type: "begin"; isInitiator: boolean }
  | { type: "start" }
  | { type: "expect" | "take"; number: number };

const node = (self: number): AnyStateMachine =>
  setup({
    types: { context: {} as Node, events: {} as ToNode },
    guards: {
      isInitiator: ({ context }) => context.isInitiator,
      isLess: ({ event }) => event.type === "take" && event.number < self,
      isOwn: ({ event }) => event.type === "take" && event.number === self,
    },
    actions: {
      begin: assign(({ event }) =>
        event.type === "begin" ? { isInitiator: event.isInitiator } : {}
      ),
      expect: assign(({ context: { inbox }, event }) =>
        event.type === "expect" ? { inbox: { ...inbox, [event.number]: true as const } } : {}
      ),
      take: assign(({ context, event }) => {
        if (event.type !== "take") return {};
        const { [event.number]: _, ...inbox } = context.inbox;
        return { inbox };
      }),
    },
  }).createMachine({
    id: nameOf(self),
    context: { isInitiator: false, inbox: {} },
    initial: "unborn",
    on: { begin: {}, start: {}, expect: { actions: "expect" }, take: {} },
    states: {
      unborn: { on: { begin: { target: "waiting", actions: "begin" } } },
      waiting: { on: { start: [{ guard: "isInitiator", target: "candidate" }, "lost"] } },
      candidate: {
        on: {
          take: [
            { guard: "isLess", target: "lost", actions: "take" },
            { guard: "isOwn", target: "won", actions: "take" },
            { actions: "take" },
          ],
        },
      },
      lost: { on: { take: { actions: "take" } } },
      won: {
        on: { take: [{ guard: "isLess", target: "lost", actions: "take" }, { actions: "take" }] },
      },
    },
  });

const nameOf = (number: number): string => `node${number}`;
const expect = (to: number, number: number): Delivery => ({
  to: nameOf(to),
  event: { type: "expect", number },
});

/** A ring of nodes, numbered from 1; any of them may be an initiator. */
export function changRoberts(count: number): System {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  const next = (n: number) => n % count + 1;
  const nodeIn = (world: World, n: number): Node => world.state(nameOf(n)).context;
  return {
    name: `leader election among ${count} nodes`,
    actors: Object.fromEntries(numbers.map((n) => [nameOf(n), node(n)])),
    moves: [
      ...beginnings(numbers),
      ...numbers.flatMap((n): Move[] => [
        {
          name: `node${n}.starts`,
          plan(world) {
            const start = { to: nameOf(n), event: { type: "start" } };
            return nodeIn(world, n).isInitiator ? [start, expect(next(n), n)] : [start];
          },
        },
        ...numbers.map((number): Move => ({
          name: `node${n}.takes.${number}`,
          plan(world) {
            if (!(number in nodeIn(world, n).inbox)) return undefined;
            const take = { to: nameOf(n), event: { type: "take", number } };
            const isPassed = world.state(nameOf(n)).matches("lost") || number < n;
            return isPassed ? [take, expect(next(n), number)] : [take];
          },
        })),
      ]),
    ],
  };
}

function beginnings(numbers: readonly number[]): Move[] {
  return choices(numbers.length, [true, false]).map((areInitiators) => ({
    name: ["begins.with", ...numbers.filter((_, index) => areInitiators[index])].join("."),
    plan: () =>
      numbers.map((n, index) => ({
        to: nameOf(n),
        event: { type: "begin", isInitiator: areInitiators[index] },
      })),
  }));
}
