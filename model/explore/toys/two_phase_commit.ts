/**
 * Two-phase commit: resource managers (RM) prepare or abort, a transaction manager (TM) decides.
 * Messages may arrive late, twice or never. Source: Gray and Lamport, "Consensus on Transaction
 * Commit", ACM TODS 2006; the TLA+ module TwoPhase.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { Move, System } from "../system.ts";
import { names, swaps } from "./names.ts";

type ToManager =
  | { type: "prepared"; rm: string }
  | { type: "decideCommit" }
  | { type: "decideAbort" };

const toldTm = ({ event }: { event: { rm: string } }) => ({
  to: "tm",
  event: { type: "prepared" as const, rm: event.rm },
});

const resourceManager: AnyStateMachine = setup({
  types: {
    events: {} as { type: "prepare"; rm: string } | { type: "giveUp" | "commit" | "abort" },
  },
  actions: { send: (_, _message: { to: string; event: ToManager }) => {} },
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
            params: toldTm,
          },
        },
        giveUp: "aborted",
      },
    },
    prepared: {},
    committed: {},
    aborted: {},
  },
});

const transactionManager = (rms: readonly string[]): AnyStateMachine =>
  setup({
    types: { context: {} as { prepared: Record<string, true> }, events: {} as ToManager },
    guards: {
      haveAllPrepared: ({ context }) => Object.keys(context.prepared).length === rms.length,
    },
    actions: {
      notePrepared: assign(({ context, event }) =>
        event.type === "prepared" ? { prepared: { ...context.prepared, [event.rm]: true } } : {}
      ),
      send: (_, _message: { to: string; event: { type: "commit" | "abort" } }) => {},
    },
  }).createMachine({
    id: "transactionManager",
    context: { prepared: {} },
    initial: "collecting",
    on: { prepared: {}, decideCommit: {}, decideAbort: {} },
    states: {
      collecting: {
        on: {
          prepared: { actions: "notePrepared" },
          decideCommit: {
            guard: "haveAllPrepared",
            target: "committed",
            actions: rms.map((to) => ({
              type: "send" as const,
              params: { to, event: { type: "commit" } as const },
            })),
          },
          decideAbort: {
            target: "aborted",
            actions: rms.map((to) => ({
              type: "send" as const,
              params: { to, event: { type: "abort" } as const },
            })),
          },
        },
      },
      committed: {},
      aborted: {},
    },
  });

/** Two-phase commit with a number of resource managers, which are all alike. */
export function twoPhaseCommit(count: number): System {
  const rms = names("rm", count);
  const decide = (type: string): Move => ({
    name: `tm.${type}`,
    plan: () => [{ to: "tm", event: { type } }],
  });
  const work = (rm: string): Move[] => [
    { name: `${rm}.prepare`, plan: () => [{ to: rm, event: { type: "prepare", rm } }] },
    { name: `${rm}.giveUp`, plan: () => [{ to: rm, event: { type: "giveUp" } }] },
  ];
  return {
    name: `two-phase commit, ${count} resource managers`,
    actors: {
      tm: transactionManager(rms),
      ...Object.fromEntries(rms.map((rm) => [rm, resourceManager])),
    },
    moves: [decide("decideCommit"), decide("decideAbort"), ...rms.flatMap(work)],
  };
}

/** The same, states explored up to the order of the resource managers. */
export function symmetricTwoPhaseCommit(count: number): System {
  return { ...twoPhaseCommit(count), symmetry: swaps(names("rm", count)) };
}
