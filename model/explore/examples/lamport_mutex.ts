/**
 * Mutual exclusion by logical clocks: a process asks all others, waits for their acknowledgements,
 * and enters when its request is the earliest it knows of. Channels keep order. Source: Lamport,
 * "Time, clocks, and the ordering of events in a distributed system", CACM 1978; the TLA+ module
 * LamportMutex.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Delivery, Event, Move, System, World } from "../mod.ts";
import { names } from "../toys/names.ts";

interface Process {
  readonly clock: number;
  /** When each process made the request that is known of it; absent: none is known. */
  readonly requests: Readonly<Record<string, number>>;
  readonly acknowledged: Readonly<Record<string, true>>;
  readonly isInside: boolean;
}

type ToProcess =
  | { type: "ask" | "enter" | "leave" }
  | { type: "request"; from: string; clock: number }
  | { type: "acknowledge" | "release"; from: string };

const process = (self: string, count: number, latest: number): AnyStateMachine =>
  setup({
    types: { context: {} as Process, events: {} as ToProcess },
    guards: {
      isIdle: ({ context }) => !(self in context.requests),
      isFirst: ({ context: { requests, acknowledged } }) =>
        Object.keys(acknowledged).length === count &&
        Object.entries(requests).every(([other, clock]) =>
          other === self || requests[self]! < clock || requests[self] === clock && self < other
        ),
      isInside: ({ context }) => context.isInside,
      isInTime: ({ context, event }) =>
        event.type === "request" && Math.max(context.clock, event.clock) < latest,
    },
    actions: {
      ask: assign(({ context: { clock, requests } }) => ({
        requests: { ...requests, [self]: clock },
        acknowledged: { [self]: true as const },
      })),
      note: assign(({ context: { clock, requests }, event }) =>
        event.type === "request"
          ? {
            requests: { ...requests, [event.from]: event.clock },
            clock: Math.max(clock, event.clock) + 1,
          }
          : {}
      ),
      count: assign(({ context: { acknowledged }, event }) =>
        "from" in event ? { acknowledged: { ...acknowledged, [event.from]: true as const } } : {}
      ),
      forget: assign(({ context, event }) => {
        const { [("from" in event) ? event.from : self]: _, ...requests } = context.requests;
        return { requests };
      }),
      enter: assign({ isInside: true }),
      leave: assign({ isInside: false, acknowledged: {} }),
    },
  }).createMachine({
    id: self,
    context: { clock: 1, requests: {}, acknowledged: {}, isInside: false },
    on: {
      ask: { guard: "isIdle", actions: "ask" },
      request: { guard: "isInTime", actions: "note" },
      acknowledge: { actions: "count" },
      release: { actions: "forget" },
      enter: { guard: "isFirst", actions: "enter" },
      leave: { guard: "isInside", actions: ["leave", "forget"] },
    },
  });

interface Channel {
  readonly queue: readonly Event[];
}

const channel: AnyStateMachine = setup({
  types: {
    context: {} as Channel,
    events: {} as { type: "put"; message: Event } | { type: "shift" } | { type: "peek" },
  },
  actions: {
    put: assign(({ context: { queue }, event }) =>
      event.type === "put" ? { queue: [...queue, event.message] } : {}
    ),
    shift: assign(({ context: { queue } }) => ({ queue: queue.slice(1) })),
    leaveAsItIs: () => {},
  },
}).createMachine({
  id: "channel",
  context: { queue: [] },
  on: { put: { actions: "put" }, shift: { actions: "shift" }, peek: { actions: "leaveAsItIs" } },
});

const channelOf = (from: string, to: string): string => `${from}.to.${to}`;
const put = (from: string, to: string, message: Event): Delivery => ({
  to: channelOf(from, to),
  event: { type: "put", message },
});

/** How many processes are in the critical section. */
export function insiders(world: World, count: number): number {
  return names("process", count).filter((name) => world.state(name).context.isInside).length;
}

/** Processes whose clocks the model does not follow beyond `latest`. */
export function lamportMutex(count: number, latest: number): System {
  const all = names("process", count);
  const peers = (self: string) => all.filter((other) => other !== self);
  const pairs = all.flatMap((from) => peers(from).map((to) => [from, to] as const));
  const own = (to: string, type: string): Delivery => ({ to, event: { type } });
  const processIn = (world: World, name: string): Process => world.state(name).context;
  return {
    name: `Lamport's mutual exclusion of ${count}, clocks to ${latest}`,
    actors: {
      ...Object.fromEntries(all.map((name) => [name, process(name, count, latest)])),
      ...Object.fromEntries(pairs.map(([from, to]) => [channelOf(from, to), channel])),
    },
    moves: [
      ...all.flatMap((self): Move[] => [
        {
          name: `${self}.asks`,
          plan(world) {
            const message = { type: "request", clock: processIn(world, self).clock };
            return [own(self, "ask"), ...peers(self).map((to) => put(self, to, message))];
          },
        },
        { name: `${self}.enters`, plan: () => [own(self, "enter")] },
        {
          name: `${self}.leaves`,
          plan: () => [
            own(self, "leave"),
            ...peers(self).map((to) => put(self, to, { type: "release" })),
          ],
        },
      ]),
      ...pairs.flatMap(([from, to]) => [receives(from, to), overruns(from, to, latest)]),
    ],
  };
}

function receives(from: string, to: string): Move {
  return {
    name: `${to}.hears.${from}`,
    plan(world) {
      const message = firstOf(world, from, to);
      if (message === undefined) return undefined;
      const heard = [
        { to: channelOf(from, to), event: { type: "shift" } },
        { to, event: { ...message, from } },
      ];
      if (message.type !== "request") return heard;
      return [...heard, put(to, from, { type: "acknowledge" })];
    },
  };
}

/** TLC generates the state beyond the bound and does not follow it: a step that changes nothing. */
function overruns(from: string, to: string, latest: number): Move {
  return {
    name: `${to}.hears.${from}.too.late`,
    plan(world) {
      const message = firstOf(world, from, to);
      const { clock }: Process = world.state(to).context;
      if (message?.type !== "request") return undefined;
      if (Math.max(clock, Number(message["clock"])) < latest) return undefined;
      return [{ to: channelOf(from, to), event: { type: "peek" } }];
    },
  };
}

function firstOf(world: World, from: string, to: string): Event | undefined {
  const { queue }: Channel = world.state(channelOf(from, to)).context;
  return queue[0];
}
