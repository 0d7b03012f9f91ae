/**
 * Clients of a register: each puts a value of its own, waits, and gets from the next server. Source:
 * `RegisterActor::Client` of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Delivery, Event, Machine, System, World } from "../mod.ts";
import { delivered, deliveries, type Mail, type Outbox, post, type Route } from "./mail.ts";
import { registerHistory, UNWRITTEN } from "./register_history.ts";

interface Sending {
  readonly outbox: Outbox;
}

type ToClient = { type: "putOk" | "getOk"; request: string } | { type: "delivered"; key: string };

/** A client that sends `put` to one server at once, and `get` to another when that is done. */
function client(put: Mail, get: Mail): AnyStateMachine {
  return setup({
    types: { context: {} as Sending, events: {} as ToClient },
    actions: {
      get: assign(({ context }) => ({ outbox: post(context.outbox, get) })),
      forget: assign(({ context, event }) =>
        event.type === "delivered" ? { outbox: delivered(context.outbox, event.key) } : {}
      ),
    },
  }).createMachine({
    id: "client",
    context: { outbox: post({}, put) },
    initial: "putting",
    on: { delivered: { actions: "forget" }, putOk: {}, getOk: {} },
    states: {
      putting: { on: { putOk: { target: "getting", actions: "get" } } },
      getting: { on: { getOk: "done" } },
      done: { type: "final" },
    },
  });
}

/** True when a client is about to be told of a value that was put. */
export function isValueRead(world: World, servers: number): boolean {
  return Array.from({ length: servers }, (_, n) => world.state(`server${n}`).context).some((
    { outbox }: Sending,
  ) =>
    Object.values(outbox).some(({ mail: { event } }) =>
      event.type === "getOk" && event["value"] !== UNWRITTEN
    )
  );
}

/** What the history takes when a client hears an answer: after a put it gets at once. */
function overhear(receiver: string, { type, value = null }: Event): Delivery[] {
  const toHistory = (event: Event) => ({ to: "history", event });
  const returned = toHistory({ type: "returned", client: receiver, value });
  if (type === "getOk") return [returned];
  if (type !== "putOk") return [];
  return [returned, toHistory({ type: "invoked", client: receiver, writes: null })];
}

/**
 * Servers of a register, which send each other messages of some kinds, and clients that put and get.
 * As in Stateright, actors are numbered through, servers first; client n puts to server n, and gets
 * from server n + 1, modulo the number of servers.
 */
export function registerSystem(
  name: string,
  servers: readonly Machine[],
  kinds: readonly string[],
  clientCount: number,
): System {
  const serverNames = servers.map((_, index) => `server${index}`);
  const numbers = Array.from({ length: clientCount }, (_, index) => servers.length + index);
  const clientNames = numbers.map((number) => `client${number}`);
  const values = Object.fromEntries(clientNames.map((self, index) => [self, "ABC"[index]!]));
  const nth = (number: number) => serverNames[number % servers.length]!;
  const clients = numbers.map((number): [string, Machine] => {
    const self = `client${number}`;
    const put = { type: "put", request: `${self}.put`, value: values[self] };
    const get = { type: "get", request: `${self}.get` };
    return [self, client({ to: nth(number), event: put }, { to: nth(number + 1), event: get })];
  });
  const routes = [
    ...routesOf(clientNames, serverNames, ["put", "get"]),
    ...routesOf(serverNames, serverNames, kinds),
    ...routesOf(serverNames, clientNames, ["putOk", "getOk"]),
  ];
  return {
    name,
    actors: {
      ...Object.fromEntries(servers.map((machine, index) => [serverNames[index]!, machine])),
      ...Object.fromEntries(clients),
      history: registerHistory(values),
    },
    moves: deliveries(routes, overhear),
  };
}

function routesOf(
  senders: readonly string[],
  receivers: readonly string[],
  kinds: readonly string[],
): Route[] {
  return senders.flatMap((from) =>
    receivers.filter((to) => to !== from).map((to) => ({ from, to, kinds }))
  );
}
