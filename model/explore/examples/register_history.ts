/**
 * The history of a register, kept beside the system it is a history of: which operations of which
 * client began and ended, and which had ended before each began. Source: `LinearizabilityTester` of
 * Stateright; Herlihy and Wing, "Linearizability", ACM TOPLAS 1990.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { World } from "../mod.ts";

/** An operation that began. */
interface Invocation {
  /** What it writes; null for a read. */
  readonly writes: string | null;
  /** How many operations of each other client had ended, if any had. */
  readonly after: Readonly<Record<string, number>>;
}

/** An operation that ended. */
interface Operation extends Invocation {
  /** What it read; null for a write. */
  readonly value: string | null;
}

interface Operations {
  readonly ended: Readonly<Record<string, readonly Operation[]>>;
  readonly begun: Readonly<Record<string, Invocation>>;
}

type ToHistory =
  | { type: "invoked"; client: string; writes: string | null }
  | { type: "returned"; client: string; value: string | null };

/** The history of clients that have all begun to write at once. */
export function registerHistory(values: Readonly<Record<string, string>>): AnyStateMachine {
  const writes = (value: string): Invocation => ({ writes: value, after: {} });
  return setup({
    types: { context: {} as Operations, events: {} as ToHistory },
    actions: {
      begin: assign(({ context: { ended, begun }, event }) =>
        event.type !== "invoked" ? {} : {
          begun: {
            ...begun,
            [event.client]: { writes: event.writes, after: endedBut(event.client, ended) },
          },
        }
      ),
      end: assign(({ context: { ended, begun }, event }) => {
        if (event.type !== "returned") return {};
        const { [event.client]: invocation, ...rest } = begun;
        const operation: Operation = { ...invocation!, value: event.value };
        return {
          ended: { ...ended, [event.client]: [...ended[event.client] ?? [], operation] },
          begun: rest,
        };
      }),
    },
  }).createMachine({
    id: "history",
    context: {
      ended: {},
      begun: Object.fromEntries(
        Object.entries(values).map(([client, value]) => [client, writes(value)]),
      ),
    },
    on: { invoked: { actions: "begin" }, returned: { actions: "end" } },
  });
}

function endedBut(client: string, ended: Operations["ended"]): Record<string, number> {
  const others = Object.entries(ended).filter(([other]) => other !== client);
  return Object.fromEntries(others.map(([other, operations]) => [other, operations.length]));
}

/** What a register holds that nobody wrote. */
export const UNWRITTEN = "";

/** True when the operations can be put in one order that their clients could have seen. */
export function isLinearizable(world: World): boolean {
  const { ended, begun }: Operations = world.state("history").context;
  const clients = [...new Set([...Object.keys(ended), ...Object.keys(begun)])];
  const canGoOn = (taken: Readonly<Record<string, number>>, held: string): boolean => {
    if (clients.every((client) => taken[client]! >= (ended[client]?.length ?? 0))) return true;
    return clients.some((client) => {
      const operation = ended[client]?.[taken[client]!] ?? pendingOf(client, taken[client]!);
      if (operation === undefined) return false;
      const { writes, after, value = held } = operation as Partial<Operation> & Invocation;
      if (Object.entries(after).some(([other, count]) => taken[other]! < count)) return false;
      if (writes === null && value !== held) return false;
      return canGoOn({ ...taken, [client]: taken[client]! + 1 }, writes ?? held);
    });
  };
  const pendingOf = (client: string, taken: number) =>
    taken === (ended[client]?.length ?? 0) ? begun[client] : undefined;
  return canGoOn(Object.fromEntries(clients.map((client) => [client, 0])), UNWRITTEN);
}
