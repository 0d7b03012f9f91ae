/**
 * A register of one copy: one server is linearizable, two are not, since they know nothing of each
 * other. Source: `examples/single-copy-register.rs` of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { System } from "../mod.ts";
import { delivered, type Outbox, post } from "./mail.ts";
import { registerSystem } from "./register_client.ts";
import { UNWRITTEN } from "./register_history.ts";

interface Copy {
  readonly value: string;
  readonly outbox: Outbox;
}

type ToServer =
  | { type: "put"; from: string; request: string; value: string }
  | { type: "get"; from: string; request: string }
  | { type: "delivered"; key: string };

const server: AnyStateMachine = setup({
  types: { context: {} as Copy, events: {} as ToServer },
  actions: {
    put: assign(({ context, event }) => {
      if (event.type !== "put") return {};
      const { from: to, request, value } = event;
      return { value, outbox: post(context.outbox, { to, event: { type: "putOk", request } }) };
    }),
    get: assign(({ context: { value, outbox }, event }) => {
      if (event.type !== "get") return {};
      const { from: to, request } = event;
      return { outbox: post(outbox, { to, event: { type: "getOk", request, value } }) };
    }),
    forget: assign(({ context, event }) =>
      event.type === "delivered" ? { outbox: delivered(context.outbox, event.key) } : {}
    ),
  },
}).createMachine({
  id: "server",
  context: { value: UNWRITTEN, outbox: {} },
  on: {
    put: { actions: "put" },
    get: { actions: "get" },
    delivered: { actions: "forget" },
  },
});

/** Servers that share nothing, and clients that each put a value and get one. */
export function singleCopyRegister(servers: number, clients: number): System {
  const name = `single-copy register, ${servers} servers, ${clients} clients`;
  return registerSystem(name, Array.from({ length: servers }, () => server), [], clients);
}
