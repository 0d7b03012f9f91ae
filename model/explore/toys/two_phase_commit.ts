/**
 * Two-phase commit: resource managers (RM) prepare or abort, a transaction manager (TM) decides.
 * Source: Gray and Lamport, "Consensus on Transaction Commit", ACM TODS 2006; the TLA+ module
 * TwoPhase.
 *
 * @module
 */
import { assign, setup } from "xstate";
import type { Move, System } from "../system.ts";

const resourceManager = (name: string) =>
  setup({
    types: { events: {} as { type: "prepare" | "giveUp" | "commit" | "abort" } },
    actions: { send: (_, _message: { to: string; event: object }) => {} },
  }).createMachine({
    id: "resourceManager",
    initial: "working",
    on: { commit: ".committed", abort: ".aborted", prepare: {}, giveUp: {} },
    states: {
      working: {
        on: {
          prepare: {
            target: "prepared",
            actions: {
              type: "send",
              params: { to: "tm", event: { type: "prepared", rm: name } },
            },
          },
          giveUp: "aborted",
        },
      },
      prepared: {},
      committed: { on: { commit: {} } },
      aborted: { on: { abort: {} } },
    },
  });

const transactionManager = (rms: readonly string[]) =>
  setup({
    types: {
      context: {} as { prepared: Record<string, true> },
      events: {} as { type: "prepared"; rm: string } | { type: "decideCommit" | "decideAbort" },
    },
    guards: {
      isNew: ({ context, event }) => event.type === "prepared" && !context.prepared[event.rm],
      haveAllPrepared: ({ context }) => Object.keys(context.prepared).length === rms.length,
    },
    actions: {
      notePrepared: assign(({ context, event }) =>
        event.type === "prepared" ? { prepared: { ...context.prepared, [event.rm]: true } } : {}
      ),
      send: (_, _message: { to: string; event: object }) => {},
    },
  }).createMachine({
    id: "transactionManager",
    context: { prepared: {} },
    initial: "collecting",
    on: { prepared: {}, decideCommit: {}, decideAbort: {} },
    states: {
      collecting: {
        on: {
          prepared: { guard: "isNew", actions: "notePrepared" },
          decideCommit: {
            guard: "haveAllPrepared",
            target: "committed",
            actions: rms.map((to) => ({
              type: "send" as const,
              params: { to, event: { type: "commit" } },
            })),
          },
          decideAbort: {
            target: "aborted",
            actions: rms.map((to) => ({
              type: "send" as const,
              params: { to, event: { type: "abort" } },
            })),
          },
        },
      },
      committed: {},
      aborted: {},
    },
  });

/** Two-phase commit with a number of resource managers. */
export function twoPhaseCommit(count: number): System {
  const rms = Array.from({ length: count }, (_, index) => `rm${index + 1}`);
  const moves = (to: string, ...types: string[]): Move[] =>
    types.map((type) => ({ name: `${to}.${type}`, plan: () => [{ to, event: { type } }] }));
  return {
    name: `two-phase commit, ${count} resource managers`,
    actors: {
      tm: transactionManager(rms),
      ...Object.fromEntries(rms.map((rm) => [rm, resourceManager(rm)])),
    },
    moves: [
      ...moves("tm", "decideCommit", "decideAbort"),
      ...rms.flatMap((rm) => moves(rm, "prepare", "giveUp")),
    ],
  };
}
