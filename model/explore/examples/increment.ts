/**
 * Threads that each add one to a shared number in two steps, read and write: what one adds, another
 * may overwrite. Source: `examples/increment.rs` of Stateright.
 *
 * @module
 */
import { type AnyStateMachine, assign, setup } from "xstate";
import type { System, World } from "../mod.ts";
import { names, swaps } from "../toys/names.ts";

const thread: AnyStateMachine = setup({
  types: {
    context: {} as { seen: number },
    events: {} as { type: "read"; number: number } | { type: "write" },
  },
  actions: {
    see: assign(({ event }) => event.type === "read" ? { seen: event.number } : {}),
  },
}).createMachine({
  id: "thread",
  context: { seen: 0 },
  initial: "reading",
  on: { read: {}, write: {} },
  states: {
    reading: { on: { read: { target: "writing", actions: "see" } } },
    writing: { on: { write: "finished" } },
    finished: { type: "final" },
  },
});

const shared: AnyStateMachine = setup({
  types: {
    context: {} as { number: number },
    events: {} as { type: "become"; number: number },
  },
  actions: { become: assign(({ event }) => ({ number: event.number })) },
}).createMachine({
  id: "shared",
  context: { number: 0 },
  on: { become: { actions: "become" } },
});

const THREAD = "thread";

/** True when the number counts the threads that are finished. */
export function isExact(world: World, count: number): boolean {
  const finished = names(THREAD, count).filter((name) => world.state(name).matches("finished"));
  return world.state("shared").context.number === finished.length;
}

/** Threads that are all alike. */
export function increment(count: number): System {
  const threads = names(THREAD, count);
  return {
    name: `increment by ${count} threads`,
    actors: { ...Object.fromEntries(threads.map((name) => [name, thread])), shared },
    moves: threads.flatMap((self) => [
      {
        name: `${self}.reads`,
        plan: (world) => [
          { to: self, event: { type: "read", number: world.state("shared").context.number } },
        ],
      },
      {
        name: `${self}.writes`,
        plan: (world) => [
          { to: self, event: { type: "write" } },
          {
            to: "shared",
            event: { type: "become", number: world.state(self).context.seen + 1 },
          },
        ],
      },
    ]),
    symmetry: swaps(threads),
  };
}
