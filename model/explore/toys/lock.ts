/**
 * A lock that whoever comes first gets: mutual exclusion by test-and-set, in which a thread may
 * always be too late. Source: Wayne, "Learn TLA+", strong fairness.
 *
 * @module
 */
import { type AnyStateMachine, setup } from "xstate";
import type { Move, System } from "../system.ts";
import { names } from "./names.ts";

const thread: AnyStateMachine = setup({
  types: { events: {} as { type: "get" | "release" | "reset" } },
}).createMachine({
  id: "thread",
  initial: "waiting",
  on: { get: {}, release: {}, reset: {} },
  states: {
    waiting: { on: { get: "holding" } },
    holding: { on: { release: "done" } },
    done: { on: { reset: "waiting" } },
  },
});

const oneLock: AnyStateMachine = setup({
  types: { events: {} as { type: "get" | "release" } },
}).createMachine({
  id: "lock",
  initial: "free",
  on: { get: {}, release: {} },
  states: { free: { on: { get: "held" } }, held: { on: { release: "free" } } },
});

function movesOf(self: string): Move[] {
  const both = (type: string) => [{ to: self, event: { type } }, { to: "lock", event: { type } }];
  return [
    { name: `${self}.gets`, plan: () => both("get") },
    { name: `${self}.releases`, plan: () => both("release") },
    { name: `${self}.resets`, plan: () => [{ to: self, event: { type: "reset" } }] },
  ];
}

/** Threads that want one lock, again and again. */
export function lock(threadCount: number): System {
  const threads = names("thread", threadCount);
  return {
    name: `a lock for ${threadCount} threads`,
    actors: { ...Object.fromEntries(threads.map((name) => [name, thread])), lock: oneLock },
    moves: threads.flatMap(movesOf),
  };
}
