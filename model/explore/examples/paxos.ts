/**
 * Single-decree Paxos behind a register: the first value that is put is chosen, whoever leads. Each
 * put opens a ballot of its own; a leader that is overtaken does not try again. Source: Lamport,
 * "Paxos made simple", 2001; `examples/paxos.rs` of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Event, System } from "../mod.ts";
import { delivered, type Outbox, post } from "./mail.ts";
import { registerSystem } from "./register_client.ts";

/** A value, and the put that asked for it. */
interface Proposal {
  readonly request: string;
  readonly client: string;
  readonly value: string;
}

/** A proposal that a server accepted, and in which ballot. 0: none. */
type Accepted = Proposal & { readonly acceptedIn: number };

interface Server {
  /** The latest ballot joined: the round times the servers, plus the leader. */
  readonly ballot: number;
  readonly proposal: Proposal | null;
  readonly prepared: Readonly<Record<string, Accepted>>;
  readonly acceptedBy: Readonly<Record<string, true>>;
  readonly accepted: Accepted;
  readonly outbox: Outbox;
}

type InBallot = { from: string; ballot: number };

type ToServer =
  | { type: "put"; from: string; request: string; value: string }
  | { type: "get"; from: string; request: string }
  | InBallot & { type: "prepare" | "accepted" }
  | InBallot & Accepted & { type: "prepared" }
  | InBallot & Proposal & { type: "accept" | "decided" }
  | { type: "delivered"; key: string };

const NOTHING: Accepted = { request: "", client: "", value: "", acceptedIn: 0 };

function proposalOf({ request, client, value }: Proposal): Proposal {
  return { request, client, value };
}

/** One of `count` servers, by its number. */
function server(self: number, count: number): AnyStateMachine {
  const name = `server${self}`;
  const peers = Array.from({ length: count }, (_, n) => `server${n}`).filter((n) => n !== name);
  const majority = Math.floor(count / 2) + 1;
  const toPeers = (event: Event) => peers.map((to) => ({ to, event }));
  const sizeWith = (from: string, have: object) => Object.keys({ ...have, [from]: true }).length;
  return setup({
    types: { context: {} as Server, events: {} as ToServer },
    guards: {
      isFree: ({ context }) => context.proposal === null,
      isLater: ({ context, event }) => event.type === "prepare" && event.ballot > context.ballot,
      isNotEarlier: ({ context, event }) =>
        event.type === "accept" && event.ballot >= context.ballot,
      isOwn: ({ context, event }) => "ballot" in event && event.ballot === context.ballot,
      isOwnMajority: ({ context, event }) =>
        event.type === "prepared" && event.ballot === context.ballot &&
        sizeWith(event.from, context.prepared) === majority,
      isOwnDecision: ({ context, event }) =>
        event.type === "accepted" && event.ballot === context.ballot &&
        sizeWith(event.from, context.acceptedBy) === majority,
    },
    actions: {
      open: assign(({ context, event }) => {
        if (event.type !== "put") return {};
        const ballot = (Math.floor(context.ballot / count) + 1) * count + self;
        return {
          ballot,
          proposal: proposalOf({ ...event, client: event.from }),
          prepared: { [name]: context.accepted },
          acceptedBy: {},
          outbox: post(context.outbox, ...toPeers({ type: "prepare", ballot })),
        };
      }),
      join: assign(({ context: { accepted, outbox }, event }) => {
        if (event.type !== "prepare") return {};
        const { from: to, ballot } = event;
        return {
          ballot,
          outbox: post(outbox, { to, event: { type: "prepared", ballot, ...accepted } }),
        };
      }),
      notePrepared: assign(({ context: { prepared }, event }) => {
        if (event.type !== "prepared") return {};
        const accepted = { ...proposalOf(event), acceptedIn: event.acceptedIn };
        return { prepared: { ...prepared, [event.from]: accepted } };
      }),
      propose: assign(({ context }) => {
        const { ballot, outbox } = context;
        const last = Object.values(context.prepared)
          .reduce((one, other) => other.acceptedIn > one.acceptedIn ? other : one);
        const proposal = last.acceptedIn > 0 ? proposalOf(last) : context.proposal!;
        return {
          proposal,
          accepted: { ...proposal, acceptedIn: ballot },
          acceptedBy: { ...context.acceptedBy, [name]: true as const },
          outbox: post(outbox, ...toPeers({ type: "accept", ballot, ...proposal })),
        };
      }),
      accept: assign(({ context, event }) => {
        if (event.type !== "accept") return {};
        const { from: to, ballot } = event;
        return {
          ballot,
          accepted: { ...proposalOf(event), acceptedIn: ballot },
          outbox: post(context.outbox, { to, event: { type: "accepted", ballot } }),
        };
      }),
      noteAccepted: assign(({ context: { acceptedBy }, event }) =>
        event.type === "accepted"
          ? { acceptedBy: { ...acceptedBy, [event.from]: true as const } }
          : {}
      ),
      decide: assign(({ context: { ballot, proposal, outbox } }) => {
        const { request, client: to } = proposal!;
        const decided = toPeers({ type: "decided", ballot, ...proposal });
        return { outbox: post(outbox, ...decided, { to, event: { type: "putOk", request } }) };
      }),
      learn: assign(({ event }) => {
        if (event.type !== "decided") return {};
        const { ballot } = event;
        return { ballot, accepted: { ...proposalOf(event), acceptedIn: ballot } };
      }),
      get: assign(({ context: { accepted: { value }, outbox }, event }) => {
        if (event.type !== "get") return {};
        const { from: to, request } = event;
        return { outbox: post(outbox, { to, event: { type: "getOk", request, value } }) };
      }),
      forget: assign(({ context, event }) =>
        event.type === "delivered" ? { outbox: delivered(context.outbox, event.key) } : {}
      ),
    },
  }).createMachine({
    id: name,
    context: {
      ballot: 0,
      proposal: null,
      prepared: {},
      acceptedBy: {},
      accepted: NOTHING,
      outbox: {},
    },
    initial: "undecided",
    on: {
      put: {},
      get: {},
      prepare: {},
      prepared: {},
      accept: {},
      accepted: {},
      decided: {},
      delivered: { actions: "forget" },
    },
    states: {
      undecided: {
        on: {
          put: { guard: "isFree", actions: "open" },
          prepare: { guard: "isLater", actions: "join" },
          prepared: [
            { guard: "isOwnMajority", actions: ["notePrepared", "propose"] },
            { guard: "isOwn", actions: "notePrepared" },
          ],
          accept: { guard: "isNotEarlier", actions: "accept" },
          accepted: [
            { guard: "isOwnDecision", target: "decided", actions: ["noteAccepted", "decide"] },
            { guard: "isOwn", actions: "noteAccepted" },
          ],
          decided: { target: "decided", actions: "learn" },
        },
      },
      decided: { on: { get: { actions: "get" } } },
    },
  });
}

/** Servers that decide on one value, and clients that each put one and get what was decided. */
export function paxos(servers: number, clients: number): System {
  const name = `Paxos, ${servers} servers, ${clients} clients`;
  return registerSystem(
    name,
    Array.from({ length: servers }, (_, self) => server(self, servers)),
    ["prepare", "prepared", "accept", "accepted", "decided"],
    clients,
  );
}
