/**
 * Machines that use every part of a state chart, for the tests of this folder.
 *
 * @module
 */
import { and, type AnyStateMachine, not, setup } from "xstate";

/** A copying job: nested states, a parallel one, history, guards, actions, `always`, final. */
export const copier: AnyStateMachine = setup({
  guards: {
    hasRoom: () => true,
    isLast: () => true,
    isPaused: () => true,
  },
  actions: {
    open: () => {},
    close: () => {},
    keep: () => {},
    count: () => {},
    tell: (_, _params: { to: string }) => {},
  },
}).createMachine({
  id: "copier",
  description: "Copies blocks, then checks what it wrote.",
  initial: "idle",
  on: {
    stop: { target: ".stopped", actions: "close" },
    hello: {},
  },
  states: {
    idle: {
      on: {
        start: { guard: "hasRoom", target: "copying", actions: ["open", "count"] },
        block: {},
        pause: {},
      },
    },
    copying: {
      initial: "reading",
      entry: "open",
      exit: "close",
      on: {
        pause: "paused",
        ask: { actions: { type: "tell", params: { to: "owner" } } },
      },
      states: {
        reading: {
          on: {
            block: [
              { guard: and(["isLast", not("isPaused")]), target: "writing", actions: "keep" },
              { actions: ["keep", "count"] },
            ],
            again: { target: "reading", reenter: true },
          },
        },
        writing: { on: { written: "#copier.checking" } },
        last: { type: "history", target: "reading" },
      },
    },
    paused: { on: { resume: "copying.last" } },
    checking: {
      type: "parallel",
      states: {
        sums: {
          initial: "adding",
          states: { adding: { on: { sum: "added" } }, added: { type: "final" } },
        },
        space: {
          initial: "measuring",
          states: {
            measuring: { always: { guard: "hasRoom", target: "measured" } },
            measured: { type: "final" },
          },
        },
      },
      onDone: { target: "copied", actions: { type: "tell", params: { to: "owner" } } },
    },
    stopped: {
      on: {
        check: { target: ["checking.sums.adding", "checking.space.measured"] },
      },
    },
    copied: { type: "final", entry: "count" },
  },
});

/** A machine whose every name needs care in Mermaid, XML or both. */
export const awkward: AnyStateMachine = setup({
  guards: { "a<b": () => true },
  actions: { 'say "hi"; #1': () => {} },
}).createMachine({
  id: "awkward & odd",
  initial: "end",
  states: {
    end: { on: { "x:y": { guard: "a<b", target: "a-b", actions: 'say "hi"; #1' } } },
    "a-b": { on: { "*": "a_b", back: { target: "end", actions: () => {} } } },
    "a_b": { always: { guard: () => true, target: "end" } },
  },
});
