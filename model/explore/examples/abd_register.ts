/**
 * A register that is read and written through a majority of copies. Each operation first asks a
 * majority for the latest value, then records it, or the value to be written with a later sequence
 * number. Source: Attiya, Bar-Noy and Dolev, "Sharing memory robustly in message-passing systems",
 * JACM 1995; `examples/linearizable-register.rs` of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Event, System } from "../mod.ts";
import { delivered, type Outbox, post } from "./mail.ts";
import { registerSystem } from "./register_client.ts";
import { UNWRITTEN } from "./register_history.ts";

/** A value, and when it was written: the count of writes times the servers, plus the writer. */
interface Dated {
  readonly sequence: number;
  readonly value: string;
}

/** The operation at hand: what is not known or not needed is null. */
interface Operation {
  readonly request: string | null;
  readonly client: string | null;
  readonly writes: string | null;
  readonly answers: Readonly<Record<string, Dated>>;
  readonly reads: string | null;
  readonly recorded: Readonly<Record<string, true>>;
}

interface Copy extends Dated, Operation {
  readonly outbox: Outbox;
}

type FromServer = { from: string; request: string };

type ToServer =
  | FromServer & { type: "put"; value: string }
  | FromServer & { type: "get" | "query" | "ackRecord" }
  | FromServer & Dated & { type: "ackQuery" | "record" }
  | { type: "delivered"; key: string };

const NONE: Operation = {
  request: null,
  client: null,
  writes: null,
  answers: {},
  reads: null,
  recorded: {},
};

/** One of `count` servers, by its number. */
function server(self: number, count: number): AnyStateMachine {
  const name = `server${self}`;
  const peers = Array.from({ length: count }, (_, n) => `server${n}`).filter((n) => n !== name);
  const majority = Math.floor(count / 2) + 1;
  const toPeers = (event: Event) => peers.map((to) => ({ to, event }));
  const laterOf = (one: Dated, other: Dated) => other.sequence > one.sequence ? other : one;
  const dated = ({ sequence, value }: Dated): Dated => ({ sequence, value });
  return setup({
    types: { context: {} as Copy, events: {} as ToServer },
    guards: {
      isAwaitedAnswer: ({ context, event }) =>
        event.type === "ackQuery" && event.request === context.request,
      isLastAnswer: ({ context, event }) =>
        event.type === "ackQuery" && event.request === context.request &&
        Object.keys({ ...context.answers, [event.from]: true }).length === majority,
      isAwaitedRecord: ({ context, event }) =>
        event.type === "ackRecord" && event.request === context.request &&
        !(event.from in context.recorded),
      isLastRecord: ({ context, event }) =>
        event.type === "ackRecord" && event.request === context.request &&
        !(event.from in context.recorded) &&
        Object.keys(context.recorded).length + 1 === majority,
    },
    actions: {
      ask: assign(({ context, event }) => {
        if (event.type !== "put" && event.type !== "get") return {};
        const { request, from: client } = event;
        return {
          request,
          client,
          writes: event.type === "put" ? event.value : null,
          answers: { [name]: dated(context) },
          outbox: post(context.outbox, ...toPeers({ type: "query", request })),
        };
      }),
      answer: assign(({ context, event }) => {
        if (event.type !== "query") return {};
        const { from: to, request } = event;
        const answer = { type: "ackQuery", request, ...dated(context) };
        return { outbox: post(context.outbox, { to, event: answer }) };
      }),
      noteAnswer: assign(({ context: { answers }, event }) =>
        event.type === "ackQuery" ? { answers: { ...answers, [event.from]: dated(event) } } : {}
      ),
      record: assign(({ context }) => {
        const { request, writes, outbox } = context;
        const latest = Object.values(context.answers).reduce(laterOf);
        const next = (Math.floor(latest.sequence / count) + 1) * count + self;
        const chosen = writes === null ? latest : { sequence: next, value: writes };
        return {
          ...dated(laterOf(context, chosen)),
          writes: null,
          answers: {},
          reads: writes === null ? chosen.value : null,
          recorded: { [name]: true as const },
          outbox: post(outbox, ...toPeers({ type: "record", request, ...chosen })),
        };
      }),
      take: assign(({ context, event }) => {
        if (event.type !== "record") return {};
        const { from: to, request } = event;
        return {
          ...dated(laterOf(context, event)),
          outbox: post(context.outbox, { to, event: { type: "ackRecord", request } }),
        };
      }),
      noteRecord: assign(({ context: { recorded }, event }) =>
        event.type === "ackRecord" ? { recorded: { ...recorded, [event.from]: true as const } } : {}
      ),
      tell: assign(({ context: { request, client, reads: value, outbox } }) => ({
        ...NONE,
        outbox: post(outbox, {
          to: client!,
          event: value === null ? { type: "putOk", request } : { type: "getOk", request, value },
        }),
      })),
      forget: assign(({ context, event }) =>
        event.type === "delivered" ? { outbox: delivered(context.outbox, event.key) } : {}
      ),
    },
  }).createMachine({
    id: name,
    context: { sequence: self, value: UNWRITTEN, ...NONE, outbox: {} },
    initial: "idle",
    on: {
      put: {},
      get: {},
      query: { actions: "answer" },
      ackQuery: {},
      record: { actions: "take" },
      ackRecord: {},
      delivered: { actions: "forget" },
    },
    states: {
      idle: {
        on: {
          put: { target: "querying", actions: "ask" },
          get: { target: "querying", actions: "ask" },
        },
      },
      querying: {
        on: {
          ackQuery: [
            { guard: "isLastAnswer", target: "recording", actions: ["noteAnswer", "record"] },
            { guard: "isAwaitedAnswer", actions: "noteAnswer" },
          ],
        },
      },
      recording: {
        on: {
          ackRecord: [
            { guard: "isLastRecord", target: "idle", actions: ["noteRecord", "tell"] },
            { guard: "isAwaitedRecord", actions: "noteRecord" },
          ],
        },
      },
    },
  });
}

/** Servers that form majorities, and clients that each put a value and get one. */
export function abdRegister(servers: number, clients: number): System {
  const name = `ABD register, ${servers} servers, ${clients} clients`;
  return registerSystem(
    name,
    Array.from({ length: servers }, (_, self) => server(self, servers)),
    ["query", "ackQuery", "record", "ackRecord"],
    clients,
  );
}
