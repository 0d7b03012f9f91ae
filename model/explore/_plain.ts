/**
 * A deliberately plain second version of exploration, for tests: XState's own `transition` on every
 * edge, nothing interned, nothing remembered, states told apart by their printed form.
 */
import { inspect } from "node:util";
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  transition,
} from "xstate";
import type { LocalState, Machine, Message, Move, Renaming, System } from "./system.ts";
import { worldOf } from "./world.ts";

/** A state of a system: the snapshot of each actor, and what was sent. */
export interface PlainState {
  readonly actors: Readonly<Record<string, LocalState>>;
  readonly sent: Readonly<Record<string, Message>>;
}

/** A step from a state. */
export interface PlainStep {
  readonly name: string;
  readonly fault: boolean;
  readonly next: PlainState;
}

/** A whole exploration. */
export interface PlainExploration {
  /** Every state by its printed form, with a shortest path. */
  readonly states: ReadonlyMap<string, { readonly state: PlainState; readonly path: string[] }>;
  readonly edges: number;
  readonly depth: number;
  readonly rests: number;
}

/** A printed form of plain data that differs whenever the data differ, the order of fields aside. */
export function print(value: unknown): string {
  return inspect(value, { sorted: true, depth: Infinity, maxArrayLength: Infinity });
}

/** The printed form of a state. */
export function printState({ actors, sent }: PlainState): string {
  const locals = Object.entries(actors).map(([name, { value, context, status }]) =>
    [name, value, context, status] as const
  );
  return print([locals, Object.keys(sent).sort()]);
}

/** The first state. */
export function plainStart({ actors }: System): PlainState {
  const starts = Object.entries(actors).map(([name, machine]) =>
    [name, initialTransition(asMachine(machine))] as const
  );
  return {
    actors: Object.fromEntries(starts.map(([name, [snapshot]]) => [name, snapshot])),
    sent: starts.reduce((sent, [, [, actions]]) => withSent(sent, actions), {}),
  };
}

/** All steps from a state. */
export function plainSteps(system: System, state: PlainState): PlainStep[] {
  const world = worldOf((actor) => state.actors[actor]!);
  const arrivals = Object.values(state.sent).map(({ to, event }): Move => ({
    name: [to, event.type, ...Object.entries(event).filter(([key]) => key !== "type").flat()].join(
      ".",
    ),
    plan: () => [{ to, event }],
  }));
  return [...system.moves, ...arrivals].flatMap(({ name, fault = false, plan }) => {
    const deliveries = plan(world);
    if (deliveries === undefined) return [];
    let next = state;
    for (const { to, event } of deliveries) {
      const before = next.actors[to];
      if (before?.status !== "active" || !before.can(event)) return [];
      const [after, actions] = transition(
        asMachine(system.actors[to]!),
        before as AnyMachineSnapshot,
        event,
      );
      next = { actors: { ...next.actors, [to]: after }, sent: withSent(next.sent, actions) };
    }
    return [{ name, fault, next }];
  });
}

/** Every state, by breadth-first search. */
export function plainExplore(system: System): PlainExploration {
  const start = plainStart(system);
  const states = new Map([[printState(start), { state: start, path: [] as string[] }]]);
  let [edges, depth, rests] = [0, 0, 0];
  for (const [key, { state, path }] of states) {
    depth = path.length;
    const steps = plainSteps(system, state);
    edges += steps.length;
    if (steps.every(({ fault, next }) => fault || printState(next) === key)) rests++;
    for (const { name, next } of steps) {
      if (states.has(printState(next))) continue;
      states.set(printState(next), { state: next, path: [...path, name] });
    }
  }
  return { states, edges, depth, rests };
}

/** A state in which actors have each other's names. */
export function renameState({ actors, sent }: PlainState, renaming: Renaming): PlainState {
  const messages = Object.values(sent).map((message) => renamed(message, renaming) as Message);
  return {
    actors: Object.fromEntries(
      Object.keys(actors).map((name) => {
        const from = Object.keys(renaming).find((other) => renaming[other] === name) ?? name;
        const { value, context, status } = actors[from]!;
        const local = { value, context: renamed(context, renaming), status };
        return [name, local as LocalState];
      }),
    ),
    sent: Object.fromEntries(messages.map((message) => [print(message), message])),
  };
}

function renamed(value: unknown, renaming: Renaming): unknown {
  if (typeof value === "string") return renaming[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, renaming));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [renaming[key] ?? key, renamed(field, renaming)]),
  );
}

function asMachine(machine: Machine): AnyStateMachine {
  return machine as AnyStateMachine;
}

type Actions = readonly { readonly type: string; readonly params: unknown }[];

function withSent(sent: PlainState["sent"], actions: Actions): PlainState["sent"] {
  const messages = actions.filter(({ type }) => type === "send").map(({ params }) => params);
  return {
    ...sent,
    ...Object.fromEntries(messages.map((message) => [print(message), message as Message])),
  };
}
