/**
 * A second player of paths, which shares nothing with the search: XState's own `initialTransition`
 * and `transition` on whole snapshots, nothing interned, nothing remembered, nothing merged. What
 * the search finds is told only when it happens here too.
 *
 * @module
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  transition,
} from "xstate";
import { keyOf } from "./key.ts";
import { messageName } from "./message_name.ts";
import { ModelError } from "./model_error.ts";
import type { Delivery, Message, Move, System, World } from "./system.ts";
import type { Edge } from "./watch.ts";
import { worldOf } from "./world.ts";

/** One step of a replay. */
export interface ReplayedEdge extends Edge {
  /** Who took which event. */
  readonly deliveries: readonly Delivery[];
  /** The actor that sent what was delivered, where it is a message. */
  readonly from?: string;
}

/** The step of a path that cannot happen. */
export interface Stuck {
  /** Its place on the path, from 1. */
  readonly step: number;
  /** Its name. */
  readonly name: string;
  /** What stands against it, in a few words. */
  readonly why: string;
}

/** What became of a path. */
export interface Replay {
  /** The first state. */
  readonly start: World;
  /** The steps, as far as they can happen. */
  readonly edges: readonly ReplayedEdge[];
  /** The step that cannot happen, if one cannot. */
  readonly stuck?: Stuck;
  /** Names of the moves that can happen behind the last step. */
  possible(): string[];
  /** Whether nothing but faults can change anything behind the last step. */
  isAtRest(): boolean;
}

/**
 * Plays a path of named moves from the first state.
 *
 * @param path Names of moves.
 * @throws {ModelError} for a machine that fails on entering its first state.
 */
export function replay(system: System, path: readonly string[]): Replay {
  const start = startOf(system);
  const edges: ReplayedEdge[] = [];
  let end = start;
  let stuck: Stuck | undefined;
  for (const [at, name] of path.entries()) {
    const candidate = candidates(system, end).find(({ move }) => move.name === name);
    const taken = candidate
      ? take(system, end, candidate)
      : "nothing that can happen has that name";
    if (typeof taken === "string") {
      stuck = { step: at + 1, name, why: taken };
      break;
    }
    edges.push(taken.edge);
    end = taken.end;
  }
  return {
    start: worldIn(start),
    edges,
    ...stuck && { stuck },
    possible: () => stepsFrom(system, end).map(({ edge }) => edge.move.name),
    isAtRest: () => stepsFrom(system, end).every((step) => isIdle(end, step)),
  };
}

interface State {
  readonly locals: Readonly<Record<string, AnyMachineSnapshot>>;
  /** By name: a message stays sent. */
  readonly sent: Readonly<Record<string, Sent>>;
}

interface Sent {
  readonly from: string;
  readonly message: Message;
}

interface Candidate {
  readonly move: Move;
  readonly from?: string;
}

interface Taken {
  readonly edge: ReplayedEdge;
  readonly end: State;
}

function startOf({ actors }: System): State {
  let state: State = { locals: {}, sent: {} };
  for (const [name, machine] of Object.entries(actors)) {
    try {
      const [snapshot, actions] = initialTransition(machine as AnyStateMachine);
      if (snapshot.status === "error") throw snapshot.error;
      state = entered(state, name, snapshot, actions);
    } catch (cause) {
      throw new ModelError(`Actor "${name}" fails on entering its first state: ${said(cause)}`, {
        cause,
      });
    }
  }
  return state;
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Actions = readonly { readonly type: string; readonly params: unknown }[];

/** A state in which one actor is where a step led it, and what it said is sent. */
function entered(
  { locals, sent }: State,
  from: string,
  snapshot: AnyMachineSnapshot,
  actions: Actions,
): State {
  const messages = actions.filter(({ type }) => type === "send")
    .map(({ params }) => params as Message)
    .map((message) => [messageName(message), { from, message }] as const);
  return {
    locals: { ...locals, [from]: snapshot },
    sent: { ...Object.fromEntries(messages), ...sent },
  };
}

function worldIn({ locals }: State): World {
  return worldOf((actor) => {
    if (locals[actor] !== undefined) return locals[actor];
    throw new ModelError(`there is no actor "${actor}"`);
  });
}

/** The moves of the system, and the arrival of whatever was sent. */
function candidates({ moves }: System, { sent }: State): Candidate[] {
  const arrivals = Object.entries(sent).map(([name, { from, message }]): Candidate => ({
    move: { name, plan: () => [message] },
    from,
  }));
  return [...moves.map((move) => ({ move })), ...arrivals];
}

/** A step, or what stands against it. */
function take(system: System, before: State, { move, from }: Candidate): Taken | string {
  let end = before;
  try {
    const deliveries = move.plan(worldIn(before));
    if (deliveries === undefined) return "its plan does not allow it";
    for (const { to, event } of deliveries) {
      const local = worldIn(end).state(to) as AnyMachineSnapshot;
      if (local.status !== "active" || !local.can(event)) {
        return `${to} does not take "${event.type}" in state ${JSON.stringify(local.value)}`;
      }
      end = entered(end, to, ...transition(system.actors[to] as AnyStateMachine, local, event));
    }
    const states = { before: worldIn(before), after: worldIn(end) };
    return { edge: { move, ...states, deliveries, ...from !== undefined && { from } }, end };
  } catch (error) {
    return `it fails: ${said(error)}`;
  }
}

function stepsFrom(system: System, state: State): Taken[] {
  return candidates(system, state).map((candidate) => take(system, state, candidate))
    .filter((taken) => typeof taken !== "string");
}

function isIdle(before: State, { edge, end }: Taken): boolean {
  return edge.move.fault === true || printed(before) === printed(end);
}

function printed({ locals, sent }: State): string {
  const states = Object.values(locals).map(({ value, context, status, output, historyValue }) => {
    const history = Object.entries(historyValue).map(([id, nodes]) =>
      [id, nodes.map((node) => node.id).sort()] as const
    );
    return [value, context, status, output, Object.fromEntries(history)];
  });
  return keyOf([states, Object.keys(sent).sort()]);
}
