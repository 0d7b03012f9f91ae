/**
 * An allocator of resources that lines up its clients: a resource goes to a client only if none
 * before it waits for that resource. Source: Merz, the TLA+ module SchedulingAllocator.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System, World } from "../mod.ts";
import { names } from "../toys/names.ts";

type Resources = Readonly<Record<string, true>>;

interface Client {
  readonly waitsFor: Resources;
  readonly holds: Resources;
}

type ToClient = { type: "request" | "obtain" | "giveBack"; resources: readonly string[] };

const set = (resources: readonly string[]): Resources =>
  Object.fromEntries(resources.map((name) => [name, true as const]));
const without = (resources: Resources, gone: readonly string[]): Resources =>
  set(Object.keys(resources).filter((name) => !gone.includes(name)));
const isEmpty = (resources: Resources): boolean => Object.keys(resources).length === 0;

const client: AnyStateMachine = setup({
  types: { context: {} as Client, events: {} as ToClient },
  guards: {
    isFree: ({ context: { waitsFor, holds } }) => isEmpty(waitsFor) && isEmpty(holds),
    isWaiting: ({ context: { waitsFor }, event }) =>
      event.resources.every((name) => name in waitsFor),
    isHolding: ({ context: { holds }, event }) => event.resources.every((name) => name in holds),
  },
  actions: {
    request: assign(({ event }) => ({ waitsFor: set(event.resources) })),
    obtain: assign(({ context: { waitsFor, holds }, event: { resources } }) => ({
      waitsFor: without(waitsFor, resources),
      holds: { ...holds, ...set(resources) },
    })),
    giveBack: assign(({ context: { holds }, event }) => ({
      holds: without(holds, event.resources),
    })),
  },
}).createMachine({
  id: "client",
  context: { waitsFor: {}, holds: {} },
  on: {
    request: { guard: "isFree", actions: "request" },
    obtain: { guard: "isWaiting", actions: "obtain" },
    giveBack: { guard: "isHolding", actions: "giveBack" },
  },
});

interface Schedule {
  readonly line: readonly string[];
}

const schedule: AnyStateMachine = setup({
  types: {
    context: {} as Schedule,
    events: {} as { type: "append"; clients: readonly string[] } | { type: "drop"; client: string },
  },
  actions: {
    append: assign(({ context: { line }, event }) =>
      event.type === "append" ? { line: [...line, ...event.clients] } : {}
    ),
    drop: assign(({ context: { line }, event }) =>
      event.type === "drop" ? { line: line.filter((name) => name !== event.client) } : {}
    ),
  },
}).createMachine({
  id: "schedule",
  context: { line: [] },
  on: { append: { actions: "append" }, drop: { actions: "drop" } },
});

const clientIn = (world: World, name: string): Client => world.state(name).context;
const lineIn = (world: World): readonly string[] => world.state("schedule").context.line;

/** Clients and resources, all free at first. */
export function schedulingAllocator(clientCount: number, resourceCount: number): System {
  const clients = names("client", clientCount);
  const lots = subsets(names("resource", resourceCount)).filter((lot) => lot.length > 0);
  return {
    name: `scheduling allocator, ${clientCount} clients, ${resourceCount} resources`,
    actors: { ...Object.fromEntries(clients.map((name) => [name, client])), schedule },
    moves: [
      ...clients.flatMap((self) =>
        lots.flatMap((resources): Move[] => [
          {
            name: [self, "requests", ...resources].join("."),
            plan: () => [{ to: self, event: { type: "request", resources } }],
          },
          obtain(self, resources, clients),
          {
            name: [self, "gives.back", ...resources].join("."),
            plan: () => [{ to: self, event: { type: "giveBack", resources } }],
          },
        ])
      ),
      ...subsets(clients).flatMap(orders).map((order) => lineUp(order, clients)),
    ],
  };
}

function obtain(self: string, resources: readonly string[], clients: readonly string[]): Move {
  return {
    name: [self, "obtains", ...resources].join("."),
    plan(world) {
      const line = lineIn(world);
      if (!line.includes(self)) return undefined;
      const before = line.slice(0, line.indexOf(self));
      const isTaken = (resource: string) =>
        clients.some((name) => resource in clientIn(world, name).holds) ||
        before.some((name) => resource in clientIn(world, name).waitsFor);
      if (resources.some(isTaken)) return undefined;
      const given = { to: self, event: { type: "obtain", resources } };
      const isAll = isEmpty(without(clientIn(world, self).waitsFor, resources));
      return isAll ? [given, { to: "schedule", event: { type: "drop", client: self } }] : [given];
    },
  };
}

/** All who wait and are not in the line yet are lined up, in some order. */
function lineUp(order: readonly string[], clients: readonly string[]): Move {
  return {
    name: ["lines.up", ...order].join("."),
    plan(world) {
      const line = lineIn(world);
      const isDue = (name: string) =>
        !isEmpty(clientIn(world, name).waitsFor) && !line.includes(name);
      const due = clients.filter(isDue);
      if (due.length !== order.length || !order.every(isDue) || due.length === 0) return undefined;
      return [{ to: "schedule", event: { type: "append", clients: order } }];
    },
  };
}

function subsets(all: readonly string[]): string[][] {
  return all.reduce<string[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [
    [],
  ]);
}

function orders(all: readonly string[]): string[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((one) =>
    orders(all.filter((other) => other !== one)).map((rest) => [one, ...rest])
  );
}
